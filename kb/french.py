"""French typography: a space that French wants before `; : ? ! »` and after `«` must not break the line.

Authors type a plain space there; each is replaced where readers see it, one character for one, and nowhere in code.
"""

import re
from functools import lru_cache

LANGUAGE = "fr"
_NO_BREAK = "\u00a0"
# Only where the sign ends something: ` :8000` and ` !important` are no French.
_SPACE = re.compile(r"(?<![ \n]) (?=[;:?!»]+(?:[\s,.…)\]”\"]|$))|(?<=«) ", re.MULTILINE)
# Without this there is nothing to do. In HTML a tag may follow the sign.
_PERHAPS = re.compile(r" [;:?!»]|« ")
_TAG = re.compile(r"(<[^<>]*>)")
# What stands in these is no sentence.
_CODE = re.compile(r"<(code|pre|kbd|samp|script|style|textarea|svg)\b", re.IGNORECASE)
_TEXTS_KEPT = 5_000


@lru_cache(maxsize=_TEXTS_KEPT)
def with_french_spaces(text: str, lang: str) -> str:
    """A plain text of a line or two as readers of `lang` should see it."""
    return _SPACE.sub(_NO_BREAK, text) if lang == LANGUAGE else text


def with_french_spaces_in(html: str, lang: str) -> str:
    """Rendered HTML as readers of `lang` should see it; tags and code stay as they are."""
    if lang != LANGUAGE or _PERHAPS.search(html) is None:
        return html
    pieces = _TAG.split(html)
    inside = ""
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            pieces[place] = piece if inside else _SPACE.sub(_NO_BREAK, piece)
        elif inside:
            inside = "" if piece.lower().startswith(f"</{inside}") else inside
        elif opened := _CODE.match(piece):
            inside = opened[1].lower()
    return "".join(pieces)
