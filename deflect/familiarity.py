"""Familiarity: how surely a question is about what the collection is about, whichever page it finds.

Two things tell. A question of another domain brings more words that no page has than a new page of this
collection would. And among thousands of pages, one that holds the words by chance is easier to find than among
seventy.
"""

import math
from collections.abc import Sequence

from deflect.analysis import courtesies
from deflect.clue import Clue
from deflect.volume import Volume

# Measured by asking five collections 700 of their own questions and as many of another domain in their language:
# at two right answers in a hundred lost, 54 % of the strange questions show nothing without this, 78 % with it.
# Of the right answers to questions with one slip of the finger, four in a hundred are lost; were a mended word as
# strange as an unknown one, it would be a third of them where questions are short.
#
# How many words of a strange question no page has, and of a question of this domain: a few by chance, and as
# many as the pages themselves bring.
_UNKNOWN_TO_STRANGERS = 0.35
_UNKNOWN_BY_CHANCE = 0.03
_MOST_UNKNOWN = 0.9 * _UNKNOWN_TO_STRANGERS
# An unknown word that has a neighbour in the index, or a synonym, is more likely a slip than a strange word.
_MENDED_SHARE = 0.2
# Courtesy is the same in every domain, but people are less courteous where they know what a page is called.
_COURTESY_SHARE = 0.6
_STEEPNESS = 1.5
# Only so that scores fill the room from 0 to 1.
_SCALE = 1.5
# How much a page counts less each time the number of pages is multiplied by e, from what it counts at 1,100.
_CHANCE = 0.1
_LOG_USUAL_SIZE = 7.0
_SMALLEST, _LARGEST = 4.0, 10.0


def familiarity(volume: Volume, clues: Sequence[Clue]) -> float:
    """What a score is worth for these clues: towards 0 for strangers, 1 and more for what is surely of this domain."""
    unknown = sum(_strangeness(volume, clue) for clue in clues)
    expected = min(_MOST_UNKNOWN, _UNKNOWN_BY_CHANCE + volume.novelty)
    evidence = unknown * math.log(_UNKNOWN_TO_STRANGERS / expected)
    evidence += (len(clues) - unknown) * math.log((1 - _UNKNOWN_TO_STRANGERS) / (1 - expected))
    # Words of one text go together, so sixty of them are not sixty witnesses.
    strangeness = evidence / math.sqrt(max(1, len(clues)))
    size = min(_LARGEST, max(_SMALLEST, math.log(max(1, volume.size))))
    return (1 - _CHANCE * (size - _LOG_USUAL_SIZE)) * _SCALE / (1 + math.exp(strangeness / _STEEPNESS))


def _strangeness(volume: Volume, clue: Clue) -> float:
    if volume.holds(clue.term):
        return 0.0
    if clue.forms:
        return _MENDED_SHARE
    return _COURTESY_SHARE if clue.term in courtesies(volume.lang) else 1.0
