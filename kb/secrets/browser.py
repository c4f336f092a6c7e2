"""What the browser knows of secrets, made from what the service knows: one source for both.

`kb/theme/assets/palier/secret-shapes.js` is made from here and shipped; what must stay true is that it is the same (a
test says so). The browser knows every machine format, and of what words give away only the plainest: it warns before
anything leaves, the service decides.
"""

import json
from pathlib import Path

from kb.secrets import formats
from kb.secrets.announcing import KEY_LABELS, SPOKEN_LABELS
from kb.secrets.values import COMMON

SHAPES_FILE = Path(__file__).parents[1] / "theme" / "assets" / "palier" / "secret-shapes.js"
_HEAD = "// Made from kb/secrets by kb.secrets.browser: change it there. A test says whether the two are the same.\n"
_WORD = r"\p{L}\p{N}_"
# The plainest way to tell a password: the label, a sign or “est”, the value.
_TOLD = (
    rf"(?<![a-zà-ÿ])(?:{SPOKEN_LABELS})(?![a-zà-ÿ])[\"'’»”\])]{{0,3}}[ \t\u00a0\u202f]{{0,4}}"
    r"(?:(?:=>|->|→|:=|[:=])[ \t\u00a0\u202f]{0,4}|(?:est|is|c'est|c’est)[ ])(?<value>[^\s\"'’“”«»(),;]{5,60})"
)
# For what a browser keeps, which errs towards too much: what stands after a label and a sign, and what nobody types.
_LABELLED = (
    rf"(?<![a-zà-ÿ])(?:{SPOKEN_LABELS}|{KEY_LABELS})(?![a-zà-ÿ])[^\n:=]{{0,24}}?(?:=>|:=|[:=])[ \t\u00a0\u202f]{{0,4}}"
    r"(?<value>[^\s\"'’“”«»(),;]{4,200})"
)
_RANDOM = r"[A-Za-z0-9_+=\-]{24,4000}"


def shapes_text() -> str:
    """The JavaScript module, as it is shipped."""
    shapes = [[found.kind, found.literal, in_javascript(found.shape.pattern)] for found in formats.FORMATS]
    constants = {
        "SHAPES": shapes,
        "AUTHORIZATION": in_javascript(formats.AUTHORIZATION.pattern),
        "URL_LOGIN": in_javascript(formats.URL_LOGIN.pattern),
        "PLACEHOLDER": in_javascript(formats.PLACEHOLDER.pattern),
        "DIGITS": in_javascript(formats.DIGITS.pattern),
        "IBAN": in_javascript(formats.IBAN.pattern),
        "IBAN_LENGTHS": formats.IBAN_LENGTHS,
        "TOLD": in_javascript(_TOLD),
        "COMMON": in_javascript(COMMON.pattern),
        "LABELLED": in_javascript(_LABELLED),
        "RANDOM": in_javascript(_RANDOM),
    }
    lines = (f"export const {name} = {_literal(value)};\n" for name, value in constants.items())
    return _HEAD + "".join(lines)


def in_javascript(pattern: str) -> str:
    """A pattern of Python's as JavaScript reads it with the flag `u`: what a letter is stays the same."""
    written: list[str] = []
    inside, place = False, 0
    while place < len(pattern):
        pair = pattern[place : place + 2]
        if pair == r"\w":
            written.append(_WORD if inside else f"[{_WORD}]")
        elif pair == r"\d":
            written.append(r"\p{Nd}")
        elif pair == r"\b":
            written.append(f"(?:(?<![{_WORD}])(?=[{_WORD}])|(?<=[{_WORD}])(?![{_WORD}]))")
        elif pair in {r"\"", r"\'"}:
            written.append(pair[1])
        elif pair[:1] == "\\":
            written.append(pair if inside or pair != r"\-" else "-")
        else:
            if pair[:1] in "[]":
                inside = pair[:1] == "[" or (inside and pair[:1] != "]")
            written.append(pair[:1])
            place += 1
            continue
        place += 2
    return "".join(written).replace("(?P<", "(?<")


def _literal(value: object) -> str:
    if isinstance(value, list):
        return "[\n" + "".join(f"  {json.dumps(one, ensure_ascii=False)},\n" for one in value) + "]"
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
