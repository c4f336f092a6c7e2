"""Trust: how likely it is that a page found for a question is about it at all.

Three things tell: how familiar the question's words are to the collection, how much of the question the page holds,
and how near both are in what they are about. None of them alone does. The score is their product on a scale where it
can be read: of the questions that score .8, eight in ten are of the collection's domain where as many strangers ask.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from deflect.clue import Clue, is_letter
from deflect.familiarity import familiarity
from deflect.volume import Volume

# Fitted with 700 questions each on five collections, and with the questions of another domain in the same language
# asked of each. At the same two right answers in a hundred lost, 79 % of the strange questions show nothing by
# familiarity and held words alone, 88 % with all of it; AUC .978 and .984.
_FAMILIARITY_POWER = 1.5
# From how many pages on topics tell half of what they could.
_PAGES_TO_KNOW_TOPICS = 30
# A letter says much that no page has to hold.
_LETTER_BONUS = math.exp(0.2)
# The evidence at which strangers and customers are even, and how steeply the odds change with it.
_EVEN = math.exp(-1.14)
_STEEPNESS = 7.4


class Trust:
    """What the hits of one question are trusted by."""

    def __init__(self, volume: Volume, clues: Sequence[Clue]) -> None:
        self._question = math.pow(familiarity(volume, clues), _FAMILIARITY_POWER) * (
            _LETTER_BONUS if is_letter(clues) else 1
        )
        self._topics = volume.size / (volume.size + _PAGES_TO_KNOW_TOPICS)

    def score(self, held: float, near: float) -> float:
        """0 to 1, for a page that holds `held` of the question, 0 to 1, and is as `near` to it, -1 to 1."""
        evidence = self._question * held * (1 - self._topics + self._topics * math.sqrt(max(near, 0.01)))
        if evidence <= 0:
            return 0.0
        return 1 / (1 + math.pow(_EVEN / evidence, _STEEPNESS))
