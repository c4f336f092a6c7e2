"""No piles of punctuation (promise 15: “N'abusez pas de la ponctuation !!!”).

Three marks in a row are a pile; so are two in a row, when it happens twice. The refusal carries the text with
one mark in the place of each pile, so that one click mends it. It is asked once: whoever sends the same again
gets through.

Limits: quoted words and code (`a !== b`) are left alone, and dots are no shouting.
"""

import re

from kb.support import Support
from submit.draft import Draft
from submit.gate.prose import cut_prose, prose_of
from submit.refusal import Code, Refusal

# A pile follows a word (perhaps after French thin spaces) and is not glued to what comes next, as in code.
_PILE = re.compile(
    r"(?<=[^\W_])([ \u00a0\u202f]{0,2})([!?！？](?:[ \u00a0\u202f]{0,2}[!?！？]){0,8000}+)(?![=\w(\[$&|])"
)
_ENOUGH = 3


def check(draft: Draft, _support: Support) -> list[Refusal]:
    """One refusal for each field with piles of punctuation, unless the customer stands by it."""
    return [
        Refusal(Code.PUNCTUATION, field, "piles", {"repaired": _all_repaired(draft, field, text)})
        for field, text in prose_of(draft).items()
        if has_piles(text) and not draft.attests(Code.PUNCTUATION, field)
    ]


def has_piles(text: str) -> bool:
    """Whether a text piles up exclamation and question marks."""
    heights = [_height(pile[2]) for piece, own in cut_prose(text) if own for pile in _PILE.finditer(piece)]
    return any(height >= _ENOUGH for height in heights) or sum(height == 2 for height in heights) >= 2


def repair(text: str) -> str:
    """The text with one mark in the place of each pile; quoted words stay as they are."""
    return "".join(_PILE.sub(_one_mark, piece) if own else piece for piece, own in cut_prose(text))


def _all_repaired(draft: Draft, field: str, text: str) -> str:
    """The whole field, also what lies beyond the length that the rule reads."""
    return repair(text) + draft.texts()[field][len(text) :]


def _height(marks: str) -> int:
    return sum(not mark.isspace() for mark in marks)


def _one_mark(pile: re.Match[str]) -> str:
    space, marks = pile[1], pile[2]
    if _height(marks) < 2:
        return pile[0]
    kept = "?" if "?" in marks or "？" in marks else "!"
    return space + kept
