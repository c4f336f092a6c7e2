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

# Fitted with the questions of four collections asked of parts of them, from 25 pages to all, and with as many questions
# of another domain in the same language: by the strange ones that show nothing where 1.7 right answers in a hundred are
# lost. Leaving out topics, 12 in a hundred more strange questions are shown something.
_FAMILIARITY_POWER = 1.5
_HELD_POWER = 0.82
_NEARNESS_POWER = 1.23
# From how many pages on topics tell half of what they could.
_PAGES_TO_KNOW_TOPICS = 50
# A letter says much that no page has to hold.
_LETTER_BONUS = math.exp(0.2)
# The evidence at which strangers and customers are even, and how steeply the odds change with it.
_EVEN = math.exp(-1.05)
_STEEPNESS = 9.5
# Where the index knows what pages mean, that is evidence too: each .1 of nearness multiplies the odds by 4.5, and words
# alone can neither prove nor rule out that a page is meant. Fitted likewise, with questions asked in another language
# as well: of those, words tell nothing, and a stranger is rarer than a customer who is not understood.
_AFFINITY_STEEPNESS = 15.0
_EVEN_AFFINITY = 0.35
_EVEN_LETTER = 0.30
_EVEN_FOREIGN = 0.40
_LEAST_BY_WORDS, _MOST_BY_WORDS = -4.0, 6.0


class Trust:
    """What the hits of one question are trusted by."""

    def __init__(self, volume: Volume, clues: Sequence[Clue], *, foreign: bool = False) -> None:
        self._foreign = foreign
        self._even = _EVEN_LETTER if is_letter(clues) else _EVEN_AFFINITY
        self._question = math.pow(familiarity(volume, clues), _FAMILIARITY_POWER) * (
            _LETTER_BONUS if is_letter(clues) else 1
        )
        self._topics = volume.size / (volume.size + _PAGES_TO_KNOW_TOPICS)

    def score(self, held: float, near: float, affinity: float | None = None) -> float:
        """0 to 1, for a page that holds `held` of the question, 0 to 1, and is as `near` to it, -1 to 1.

        `affinity`, -1 to 1, is how near they are in what they mean; None where the index knows no meanings.
        """
        evidence = self._by_words(held, near)
        if affinity is None:
            return 1 / (1 + math.pow(_EVEN / evidence, _STEEPNESS)) if evidence > 0 else 0.0
        odds = _STEEPNESS * math.log(evidence / _EVEN) if evidence > 0 else _LEAST_BY_WORDS
        odds, even = min(_MOST_BY_WORDS, max(_LEAST_BY_WORDS, odds)), self._even
        if self._foreign:
            odds, even = 0.0, _EVEN_FOREIGN
        odds += _AFFINITY_STEEPNESS * (affinity - even)
        return 1 / (1 + math.exp(-odds))

    def _by_words(self, held: float, near: float) -> float:
        nearness = 1 - self._topics + self._topics * math.sqrt(max(near, 0.01))
        return self._question * math.pow(max(held, 0.0), _HELD_POWER) * math.pow(nearness, _NEARNESS_POWER)
