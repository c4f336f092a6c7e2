"""Versions and builds: how what a vendor prints on its products is read and compared.

Versions are strings and stay strings. Two versions that the registry lists are ordered by their place in it;
anything else is placed by `compare_versions`, which follows Maven's order (maven.apache.org/pom.html,
"Version Order Specification") with service packs and releases written `2024R2` or `22H2` understood as numbers.
"""

import re
from itertools import zip_longest

_PREFIX = re.compile(r"^(?:version|release|v)[\s.:]*(?=\d)", re.IGNORECASE)
_PIECE = re.compile(r"\d+|[a-z]+")
# Words that come before the plain release, in this order. Any other word (SP, R, H, update …) comes after it,
# and before the next number: 4.0 < 4.0 SP1 < 4.0.1.
_BEFORE = {
    "dev": -6,
    "snapshot": -5,
    "alpha": -5,
    "a": -5,
    "beta": -4,
    "b": -4,
    "milestone": -3,
    "m": -3,
    "rc": -2,
    "cr": -2,
}
_PLAIN = frozenset({"ga", "final", "release"})
_MOST_DIGITS = 1000  # Python refuses to read numbers of more than some 4,000 digits.

_Step = tuple[int, str, tuple[int, ...]]
_NOTHING: _Step = (0, "", ())


def normalise_version(text: str) -> str:
    """The version as the registry would list it: no leading `v` or `Version`, single spaces."""
    return _PREFIX.sub("", " ".join(text.split()))


def is_version(text: str) -> bool:
    """Whether `text` can be placed among versions at all: “latest” or “?” cannot."""
    return any(character.isdecimal() for character in text)


def compare_versions(left: str, right: str) -> int:
    """Negative when `left` is the older, 0 when they are the same release, positive when it is the newer."""
    for one, other in zip_longest(_key(left), _key(right), fillvalue=_NOTHING):
        if one != other:
            return -1 if one < other else 1
    return 0


def _key(version: str) -> list[_Step]:
    """A step for each word of a version, with the numbers that follow it; the first step has no word.

    Zeros at the end of a run of numbers say nothing: 4.0 SP1 is 4 SP1.
    """
    rank, word, numbers = _NOTHING
    steps: list[_Step] = []
    for piece in _PIECE.findall(normalise_version(version).casefold()):
        if piece.isdecimal():
            numbers += (int(piece[:_MOST_DIGITS]),)
        elif piece not in _PLAIN:
            steps.append((rank, word, _without_zeros(numbers)))
            rank, word, numbers = _BEFORE.get(piece, 0), "" if piece in _BEFORE else piece, ()
    return [*steps, (rank, word, _without_zeros(numbers))]


def _without_zeros(numbers: tuple[int, ...]) -> tuple[int, ...]:
    end = len(numbers)
    while end and numbers[end - 1] == 0:
        end -= 1
    return numbers[:end]
