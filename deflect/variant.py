"""Variants: one question as customers type it: without accents, with a slip, in capitals, inside a polite letter.

The same question has the same variants on every machine and in every run, so that a check can be trusted twice.
"""

import unicodedata
import zlib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources

from deflect.analysis import read_tokens

# In a shorter word a slip is another word rather than a slip.
_SHORTEST_MISTYPED = 5


class Variant(StrEnum):
    """A way of typing that must not keep a customer from the answer."""

    NO_ACCENTS = "no accents"
    TYPO = "typo"
    CAPITALS = "capitals"
    POLITE = "polite"


def vary(question: str, lang: str) -> Mapping[Variant, str]:
    """The variants of a question. One that makes no sense is left out: a slip where every word is short."""
    if not question.strip():
        return {}
    written = {
        Variant.NO_ACCENTS: _without_accents(question),
        Variant.TYPO: _mistyped(question, lang),
        Variant.CAPITALS: question.upper(),
        Variant.POLITE: _polite(question, lang),
    }
    return {variant: text for variant, text in written.items() if text}


def _without_accents(question: str) -> str:
    apart = unicodedata.normalize("NFD", question)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _mistyped(question: str, lang: str) -> str:
    """The question with one slip inside its longest telling word; empty where no word is long enough."""
    words = [token for token in read_tokens(question, lang) if question[token.start : token.end].isalpha()]
    longest = max(words, key=lambda token: token.end - token.start, default=None)
    if longest is None or longest.end - longest.start < _SHORTEST_MISTYPED:
        return ""
    word = question[longest.start : longest.end]
    return question[: longest.start] + _slip(word, zlib.crc32(question.encode())) + question[longest.end :]


def _slip(word: str, chance: int) -> str:
    """`word` with a letter swapped with the next, dropped or doubled, never its first or last one."""
    at = 1 + chance // 3 % (len(word) - 3)
    left, letter, right = word[:at], word[at], word[at + 1 :]
    swapped = left + right[0] + letter + right[1:]
    slips = (swapped if swapped != word else left + right, left + right, left + letter + letter + right)
    return slips[chance % 3]


def _polite(question: str, lang: str) -> str:
    letters = _letters(lang)
    if not letters:
        return ""
    return letters[zlib.crc32(question.encode()) % len(letters)].replace("{question}", question)


@cache
def _letters(lang: str) -> tuple[str, ...]:
    path = resources.files("deflect").joinpath("letters", f"{lang}.txt")
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
