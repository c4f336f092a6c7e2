"""Prose: which fields of a draft a person wrote as sentences, and which stretches of them are not prose.

Quoted words, code and what follows “Error:” are somebody else's words: the tone rules leave them as they are.
"""

import re

from submit.draft import Draft
from submit.gate.too_long import limit_of

PROSE_FIELDS = ("subject", "description", "goal", "expected", "observed")
LONGEST_READ = 8_000
_QUOTED = re.compile(
    r"«[^«»\n]{0,400}»|“[^“”\n]{0,400}”|\"[^\"\n]{0,400}\"|`[^`\n]{0,400}`"
    r"|(?<!\w)'[^'\n]{2,200}'(?!\w)"
    r"|\b(?:[Ee]rreur|[Ee]rror|[Mm]essage|[Aa]ffiche|[Ss]ays|ERREUR|ERROR)[ \u00a0\u202f]?:[^\n.!?]{0,400}"
)


def prose_of(draft: Draft) -> dict[str, str]:
    """The fields that hold sentences, by name, each cut to the length that it may have."""
    texts = draft.texts()
    written = [name for name in texts if name in PROSE_FIELDS or name.startswith("steps.")]
    return {name: texts[name][: limit_of(name)] for name in written}


def cut_prose(text: str) -> list[tuple[str, bool]]:
    """The text in pieces that join up to it again, each with whether it is the writer's own prose."""
    pieces, position = [], 0
    for quoted in _QUOTED.finditer(text):
        pieces.append((text[position : quoted.start()], True))
        pieces.append((quoted.group(), False))
        position = quoted.end()
    pieces.append((text[position:], True))
    return [piece for piece in pieces if piece[0]]
