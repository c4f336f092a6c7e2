"""Wording: the words of a segment themselves, as features, for the turns of phrase that no list here knows.

The model learns which words open something else and which go on; a word that it has no weight for says nothing.
"""

import re

_WORD = re.compile(r"[a-z0-9]{1,20}")
_HEAD = 4
_MOST = 60


def wording(piece: str) -> frozenset[str]:
    """The words of a plain text by where they stand: the first, the first two, among the first four, anywhere."""
    words = _WORD.findall(piece)[:_MOST]
    if not words:
        return frozenset()
    opening = {f"first {words[0]}", f"first {' '.join(words[:2])}"}
    return frozenset(opening | {f"early {word}" for word in words[:_HEAD]} | {f"word {word}" for word in words})
