"""Spelling: which words a mistyped word may have been.

A slip is one letter wrong, missing, doubled or swapped with its neighbour. Two words that are one slip apart leave the
same behind once a letter is taken out of one of them or of each (symmetric deletion, Garbe 2012). So the known words
are found by what they leave behind: as many steps as the mistyped word has letters, however many words are known.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

import numpy as np

# What a slip may put in; other scripts have too many letters to be guessed.
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
# A shorter word has too many neighbours to guess; a longer one is no word.
_SHORTEST, _LONGEST = 4, 24
_MOST_GUESSES = 3
# People make the same slips, and the same question is asked again at each pause of typing.
_MOST_KEPT = 10_000


def pack_remains(words: Collection[str]) -> bytes:
    """What `Speller` finds `words` by, for keeping: checksums in ascending order, then beside each the word's place."""
    checksums: list[int] = []
    places: list[int] = []
    for place, word in enumerate(words):
        if _SHORTEST - 1 <= len(word) <= _LONGEST + 1:
            found = _remains(word)
            checksums += found
            places += [place] * len(found)
    packed = np.array([checksums, places], np.uint32)
    return packed[:, np.argsort(packed[0], kind="stable")].tobytes()


class Speller:
    """Finds the neighbours of a word among `known` words, given with how often each comes. Threads may share it.

    `remains` is what `pack_remains` says of them. Raises `ValueError` where it is of other words.
    """

    def __init__(self, known: Mapping[str, int], remains: bytes) -> None:
        self._known = known
        self._words = list(known)
        self._checksums, self._places = np.frombuffer(remains, np.uint32).reshape(2, -1)
        if self._places.max(initial=0) >= max(1, len(self._words)):
            raise ValueError("remains of other words")
        self._kept = lru_cache(maxsize=_MOST_KEPT)(self._find)

    def neighbours(self, word: str) -> tuple[str, ...]:
        """The known words that are one slip away from `word`, the most frequent first, at most three."""
        return self._kept(word) if _SHORTEST <= len(word) <= _LONGEST else ()

    def _find(self, word: str) -> tuple[str, ...]:
        found = {other for other in self._leaving_the_same(word) if _is_slip(word, other)}
        nearest = sorted(_sharing_a_border(word, found), key=lambda other: (-self._known[other], other))
        return tuple(nearest[:_MOST_GUESSES])

    def _leaving_the_same(self, word: str) -> Iterator[str]:
        """Known words that leave behind what `word` does, and a few whose checksum is that by chance."""
        checksums = np.array(_remains(word), np.uint32)
        starts = self._checksums.searchsorted(checksums).tolist()
        ends = self._checksums.searchsorted(checksums, "right").tolist()
        for start, end in zip(starts, ends, strict=True):
            for place in self._places[start:end].tolist():
                yield self._words[place]


def _remains(word: str) -> list[int]:
    """The checksums of a word and of what is left of it when any one letter is taken out."""
    letters = word.encode("utf-32-le", "surrogatepass")
    cuts = [letters[:at] + letters[at + 4 :] for at in range(0, len(letters), 4)]
    return [zlib.crc32(left) for left in (letters, *cuts)]


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one slip leads from one word to the other; none at all counts as one, as a letter for itself."""
    shorter = min(len(typed), len(meant))
    first = next((at for at in range(shorter) if typed[at] != meant[at]), shorter)
    last = next((at for at in range(shorter - first) if typed[-1 - at] != meant[-1 - at]), shorter - first)
    wrong, right = typed[first : len(typed) - last], meant[first : len(meant) - last]
    if len(right) > 1:
        return len(right) == 2 and wrong == right[::-1]
    return len(wrong) <= 1 and (not right or right in _LETTERS)


def _sharing_a_border(word: str, others: Collection[str]) -> Collection[str]:
    """Those that begin with the same letter, when there are any: people rarely mistype the first one."""
    same = [other for other in others if other[0] == word[0]]
    return same or others
