"""Spelling: which words of the index a mistyped word may have been.

Only words that the index does not hold are mended, one letter wrong, missing, doubled or swapped with its
neighbour.
"""

from collections.abc import Collection, Mapping

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# A shorter word has too many neighbours to guess; a longer one is no word.
_SHORTEST, _LONGEST = 4, 24
_MOST_GUESSES = 3


def neighbours(word: str, known: Mapping[str, int]) -> list[str]:
    """The words of `known` at edit distance 1 from `word`, the most frequent first, at most three."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return []
    found = set(filter(known.__contains__, _edits(word)))
    return sorted(_sharing_a_border(word, found), key=lambda other: (-known[other], other))[:_MOST_GUESSES]


def _edits(word: str) -> list[str]:
    """All that is one slip away, and a few that are not: the word itself, where a letter is put in its own place."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    edits = [left + right[1:] for left, right in cuts if right]
    edits += [left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1]
    edits += [left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS]
    edits += [left + letter + right for left, right in cuts for letter in _LETTERS]
    return edits


def _sharing_a_border(word: str, others: Collection[str]) -> Collection[str]:
    """Those that begin with the same letter, when there are any: people rarely mistype the first one."""
    same = [other for other in others if other[0] == word[0]]
    return same or others
