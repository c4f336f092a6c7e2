"""Affinity: what pages and a question mean, compared, and how much that counts beside their words.

Only where the index was built with meanings (`deflect.meaning`). Words that were found need no help: the less the best
page holds of the question, the more its meaning counts. A question in another language than the pages shares no words
with them but by chance, so there meaning leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deflect.clue import Clue, is_letter
from deflect.foreign import is_foreign
from deflect.postings import PageNumbers, Values
from deflect.question import Question
from deflect.volume import Volume

# Pages that are read again because of what they mean, whatever words they have.
_NEAREST = 25
# How much meaning counts, in parts of the best page's worth, where no page holds anything of the question, and how fast
# that falls as more is held. Chosen on four collections and the manual in two languages, each time on the others than
# the one measured: 2 and 2 to 3 are within .2 points of mean recall@3; without the fall LibreOffice's index loses 4.
# A letter begins with its story, and means less by it.
_MOST_SHARE, _FALL = 2.0, 2.5
_MOST_LETTER_SHARE, _LETTER_FALL = 1.0, 2.0
_FOREIGN_SHARE = 1.5


@dataclass(frozen=True, slots=True)
class Affinity:
    """How near each page of a volume is to a question, -1 to 1.

    `foreign` says that it is asked in another language, `letter` that it is as long as a letter.
    """

    values: Values
    foreign: bool = False
    letter: bool = False

    def nearest(self) -> PageNumbers:
        """The pages nearest to the question, in ascending order."""
        count = min(_NEAREST, len(self.values))
        pages = np.sort(np.argsort(-self.values, kind="stable")[:count])
        return pages.astype(np.uint32)

    def shares(self, pages: PageNumbers, held: float) -> Values:
        """What meaning adds to each page, in parts of the best one's worth, where the best holds `held` of the words.

        Of an average page it adds nothing, and it takes from those that are further away.
        """
        usual, most = float(self.values.mean()), float(self.values.max())
        most_share, fall = (_MOST_LETTER_SHARE, _LETTER_FALL) if self.letter else (_MOST_SHARE, _FALL)
        share = _FOREIGN_SHARE if self.foreign else most_share * (1 - min(1.0, held)) ** fall
        shares: Values = share * (self.values[pages] - usual) / max(most - usual, 1e-6)
        return shares


def read_affinity(volume: Volume, question: Question, clues: Sequence[Clue]) -> Affinity | None:
    """What a question means beside the pages; None where the index knows no meanings, or nothing is asked."""
    values = volume.affinities(question.text) if clues else None
    return None if values is None else Affinity(values, is_foreign(question.text, volume.lang), is_letter(clues))
