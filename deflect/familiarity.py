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

# Fitted together with `deflect.trust`, which tells what it was measured by.
#
# How many words of a strange question no page has, and of a question of this domain: a few by chance, and as
# many as the pages themselves bring.
_UNKNOWN_TO_STRANGERS = 0.34
_UNKNOWN_BY_CHANCE = 0.01
_MOST_UNKNOWN = 0.7 * _UNKNOWN_TO_STRANGERS
# An unknown word that has a neighbour in the index is a slip. When most words of a question are such, it is one of
# another domain: among thousands of words some are neighbours of anything. The share of mended words beyond the first
# is how strange each of them is, this many times.
_MENDED_STRANGENESS = 2.5
# Courtesy is the same in every domain, but people are less courteous where they know what a page is called.
_COURTESY_SHARE = 0.5
_STEEPNESS = 1.3
# Only so that scores fill the room from 0 to 1.
_SCALE = 1.5
# How much a page counts less each time the number of pages is multiplied by e, from what it counts at 1,100.
_CHANCE = 0.1
_LOG_USUAL_SIZE = 7.0
_SMALLEST, _LARGEST = 4.6, 10.0


def familiarity(volume: Volume, clues: Sequence[Clue]) -> float:
    """What a score is worth for these clues: towards 0 for strangers, 1 and more for what is surely of this domain."""
    unknown = _unknown(volume, clues)
    expected = min(_MOST_UNKNOWN, _UNKNOWN_BY_CHANCE + volume.novelty)
    evidence = unknown * math.log(_UNKNOWN_TO_STRANGERS / expected)
    evidence += (len(clues) - unknown) * math.log((1 - _UNKNOWN_TO_STRANGERS) / (1 - expected))
    # Words of one text go together, so sixty of them are not sixty witnesses.
    strangeness = evidence / math.sqrt(max(1, len(clues)))
    size = min(_LARGEST, max(_SMALLEST, math.log(max(1, volume.size))))
    return (1 - _CHANCE * (size - _LOG_USUAL_SIZE)) * _SCALE / (1 + math.exp(strangeness / _STEEPNESS))


def _unknown(volume: Volume, clues: Sequence[Clue]) -> float:
    """How many words of a question are strange to the volume; some in part."""
    story = courtesies(volume.lang)
    missing = [clue for clue in clues if not volume.holds(clue.term)]
    mended = sum(bool(clue.forms) for clue in missing)
    strange = sum(_COURTESY_SHARE if clue.term in story else 1.0 for clue in missing if not clue.forms)
    return strange + mended * min(1.0, _MENDED_STRANGENESS * max(0, mended - 1) / max(1, len(clues)))
