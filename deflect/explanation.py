"""Explanations: the arithmetic behind what a question is shown, for authors and for those who tune the ranking.

The numbers are the ranking's own; nothing here computes them a second way, except what each word gave to a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deflect.clue import Clue, is_letter, read_clues
from deflect.familiarity import familiarity
from deflect.index import Index
from deflect.places import FIRST_PASSAGE_BIT, HEAD_BIT, TITLE_BIT
from deflect.question import Question
from deflect.ranking import Match
from deflect.search import Found, volume_for
from deflect.suggestion import choose
from deflect.volume import Volume
from kb.support import Support


@dataclass(frozen=True, slots=True)
class WordShare:
    """What one word of the question gave to a page: `worth` is its part of the first sum.

    `found_as` are the terms that stand on the page for it, `share`, 0 to 1, how good these are; `passages` count from
    0, the last one standing for all that follow where there are many.
    """

    typed: str
    found_as: tuple[str, ...]
    share: float
    worth: float
    in_title: bool
    in_head: bool
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageArithmetic:
    """A page that is shown, and what each word gave to it, most first."""

    found: Found
    words: tuple[WordShare, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a question was read and what it led to. `letter`: so long that pages' heads alone were summed first."""

    clues: tuple[Clue, ...]
    letter: bool
    familiarity: float
    pages: tuple[PageArithmetic, ...]


def explain(index: Index, support: Support, question: Question, *, floored: bool = True) -> Explanation:
    """The arithmetic of what `suggest` shows for a question, in its order."""
    volume = volume_for(index, question.lang)
    if volume is None:
        return Explanation((), letter=False, familiarity=0.0, pages=())
    clues = read_clues(volume, question)
    letter = is_letter(clues)
    pages = tuple(
        PageArithmetic(found, tuple(_shares(volume, found, heads_only=letter)))
        for found in choose(index, support, question, floored=floored)
    )
    return Explanation(tuple(clues), letter, familiarity(volume, clues), pages)


def _shares(volume: Volume, found: Found, *, heads_only: bool) -> Sequence[WordShare]:
    shares = [_share(volume, match, found.hit.page, heads_only=heads_only) for match in found.hit.matches]
    return sorted(shares, key=lambda share: -share.worth)


def _share(volume: Volume, match: Match, page: int, *, heads_only: bool) -> WordShare:
    postings = volume.postings(dict.fromkeys(match.terms, match.clue.weight))
    worth = 0.0
    for term in match.terms:
        one = postings[term]
        pages, values = (one.head_pages, one.head_values) if heads_only else (one.pages, one.values)
        worth += float(values[np.flatnonzero(pages == page)].sum())
    # A form that stands on the page in part is worth what its words are worth there, and counts as found in part.
    form = next(form for form in match.clue.forms if form.terms == match.terms)
    bits = match.places >> FIRST_PASSAGE_BIT
    return WordShare(
        match.clue.typed,
        match.terms,
        match.share,
        match.clue.weight * form.share * worth,
        in_title=bool(match.places >> TITLE_BIT & 1),
        in_head=bool(match.places >> HEAD_BIT & 1),
        passages=tuple(number for number in range(bits.bit_length()) if bits >> number & 1),
    )
