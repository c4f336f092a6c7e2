"""Ranking: which pages answer a question, best first. Nothing here knows what a suggestion looks like.

Two passes. The first adds up what each clue is worth on each page (BM25F), term after term over arrays; for a
letter the body of pages is left out, because among many words everything matches somewhere. The second reads
the best few again (see `deflect.rereading`). Where the index knows what pages mean, those nearest to the question
are among them, and their nearness is added (see `deflect.affinity`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from deflect.affinity import read_affinity
from deflect.clue import Clue, is_letter, read_clues
from deflect.places import HEAD_BITS
from deflect.postings import PageNumbers, Postings, Values
from deflect.question import Question
from deflect.rereading import Reread, reread
from deflect.trust import Trust
from deflect.volume import Volume

# How many pages the second pass reads again.
CANDIDATES = 60

# Among more pages than this, those that are worth less than this share of the best one are looked at only where there
# are not enough others.
_MANY_PAGES = 1_000
_FAR_BEHIND = 0.25

# How much the best passage and the title count beside the words. Measured on five collections in two
# languages: without passages recall@3 falls by 1.2 points in the mean, without titles by 3; doubling either
# changes nothing.
_PASSAGE_SHARE = 0.5
_TITLE_SHARE = 0.5
# How much being about the same counts, in parts of the best page's worth, and from how many pages on topics tell half
# of what they could. Measured: recall@3 rises by 1.0 points in the mean at .5, by .7 at .2 and at .7; whole tickets
# gain 3. Among 300 pages it is as good without.
_TOPIC_SHARE = 0.5
_PAGES_TO_KNOW_TOPICS = 150
# A page whose title is that of a better one gives way to others that are as good. Measured: .3 points of mean
# recall@3, .8 where pages share titles; from .8 to .9 it makes no difference.
_TWIN_SHARE = 0.9
# A word that tells less than this share of the most telling one is no advice to an author.
_TELLING_SHARE = 0.4

# What `held` is made of. A long question cannot be found whole: its six most telling words are enough. One
# word found is thinner evidence than four, whatever part of the question it is. See `deflect.search.FLOOR`.
_ENOUGH_CLUES = 6
_ENOUGH_MATCHES = 4
# What stands together in one passage, anywhere on the page, in its head, and in its title.
_PARTS = np.array(((0.3,), (0.2,), (0.2,), (0.1,)), np.float32)
_MATCHES_PART = 0.2


class Match(NamedTuple):
    """What one clue found on a page: the bits of the places (see `deflect.places`) and how well, 0 to 1."""

    clue: Clue
    terms: tuple[str, ...]
    places: int
    share: float


@dataclass(slots=True, eq=False)
class Evidence:
    """What the question found on a page. Told when somebody asks: most pages that are found are never shown."""

    clues: Sequence[Clue]
    read: Reread
    column: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence) and self.matches() == other.matches()

    def __hash__(self) -> int:
        return hash(self.matches())

    def matches(self) -> tuple[Match, ...]:
        """What each clue found on the page: where only some words of a form stand, those that do."""
        grids = (self.read.shares, self.read.places, self.read.forms)
        shares, places, forms = (grid[:, self.column].tolist() for grid in grids)
        return tuple(
            Match(clue, clue.forms[form].terms, bits, share)
            for clue, share, bits, form in zip(self.clues, shares, places, forms, strict=True)
            if share
        )


class Hit(NamedTuple):
    """A page that answers, with the arithmetic of its rank.

    `rank` orders the hits of one question and means nothing across questions. `held`, 0 to 1, is how much of
    the question the page holds; it compares the hits of one question. `score`, 0 to 1, is that and how familiar
    the question is: how far the page can be trusted to be about it at all (see `deflect.trust`); a floor can be
    set on it. `words`, `together` and `anywhere` are what the first pass, the best passage and the whole page hold
    of the question, `title` the part of the page's title, 0 to 1, that the question names, `near`, -1 to 1, how
    near both are in what they are about, and `topics` what that adds to the rank. `affinity`, -1 to 1, is how near they
    are in what they mean and `meaning` what that adds; None and 0 where the index knows no meanings. `gave_way` says
    that a better page has the same title. `passage` is the best one's number, None when only the page's head matched.
    """

    page: int
    rank: float
    score: float
    held: float
    words: float
    together: float
    anywhere: float
    title: float
    near: float
    topics: float
    affinity: float | None
    meaning: float
    gave_way: bool
    passage: int | None
    evidence: Evidence

    @property
    def matches(self) -> tuple[Match, ...]:
        """What each clue found on the page; worked out each time, so ask once."""
        return self.evidence.matches()

    @property
    def summands(self) -> dict[str, float]:
        """What `rank` is the sum of, before the page gives way to a better one of the same title."""
        summands = {
            "words": self.words,
            "together": _PASSAGE_SHARE * self.together,
            "title": _TITLE_SHARE * self.title * self.words,
            "topics": self.topics,
        }
        return summands if self.affinity is None else summands | {"meaning": self.meaning}


def rank(volume: Volume, question: Question, limit: int) -> list[Hit]:
    """The best pages of a volume for a question, best first, at most `limit`."""
    clues = read_clues(volume, question)
    postings = volume.postings(_weights(clues))
    words = _first_pass(volume.size, clues, postings, heads_only=is_letter(clues))
    pages = _best(words, max(limit, CANDIDATES))
    affinity = read_affinity(volume, question, clues)
    if affinity is not None:
        pages = np.union1d(pages, affinity.nearest())
    if not len(pages):
        return []
    read = reread(volume, clues, postings, pages)
    first = words[pages]
    near = volume.nearness(_forces(clues), pages)
    topics = _topic_share(volume.size) * near * first.max()
    ranks = first + _PASSAGE_SHARE * read.together + _TITLE_SHARE * read.title * first + topics
    held = _held(clues, read)
    meaning, affinities = np.zeros(len(pages), np.float32), [None] * len(pages)
    if affinity is not None:
        meaning = affinity.shares(pages, float(held.max())) * (ranks.max() or 1.0)
        affinities = affinity.values[pages].tolist()
    columns = (pages, held, first, read.together, read.anywhere, read.title, near, topics, meaning, read.passage)
    # Lists as a whole: taking numbers out of arrays one by one costs more than all that is done with them.
    rows = list(zip(*(column.tolist() for column in columns), affinities, strict=True))
    trust = Trust(volume, clues, foreign=affinity is not None and affinity.foreign)
    return [
        _hit(place, rows[place.column], trust, Evidence(clues, read, place.column))
        for place in _make_way(volume, pages, ranks + meaning, limit)
    ]


def lacking(volume: Volume, question: Question, page: int) -> tuple[list[Clue], list[Clue]]:
    """The clues that a page says nowhere, and those that it says only in its text, the most telling first.

    Words that would change little are left out, wherever they stand.
    """
    clues = read_clues(volume, question)
    worth = {clue.term: clue.weight * volume.rarity(clue.term) for clue in clues}
    enough = _TELLING_SHARE * max(worth.values(), default=0.0)
    read = reread(volume, clues, volume.postings(_weights(clues)), np.array([page], np.uint32))
    nowhere, in_text = [], []
    for row in sorted(range(len(clues)), key=lambda row: -worth[clues[row].term]):
        clue = clues[row]
        if worth[clue.term] < enough:
            break
        if not read.shares[row, 0]:
            nowhere.append(clue)
        elif not int(read.places[row, 0]) & HEAD_BITS:
            in_text.append(clue)
    return nowhere, in_text


def _weights(clues: Sequence[Clue]) -> dict[str, float]:
    """How much each term matters that a clue may stand for."""
    weights: dict[str, float] = {}
    for clue in clues:
        for form in clue.forms:
            for term in form.terms:
                weights[term] = max(weights.get(term, 0.0), clue.weight * form.share)
    return weights


def _forces(clues: Sequence[Clue]) -> dict[str, float]:
    """How much of the question each term is that a clue may stand for."""
    forces: dict[str, float] = {}
    for clue in clues:
        for form in clue.forms:
            for term in form.terms:
                forces[term] = forces.get(term, 0.0) + clue.force * form.share
    return forces


def _topic_share(pages: int) -> float:
    return _TOPIC_SHARE * pages / (pages + _PAGES_TO_KNOW_TOPICS)


def _first_pass(
    size: int, clues: Sequence[Clue], postings: Mapping[str, Postings], *, heads_only: bool
) -> NDArray[np.float32]:
    """What each page is worth by its words alone."""
    words = np.zeros(size, np.float32)
    for clue in clues:
        if len(clue.forms) == 1:
            _add_form(words, clue, 0, postings, heads_only=heads_only)
        elif clue.forms:
            best = np.zeros(size, np.float32)
            for place in range(len(clue.forms)):
                own = np.zeros(size, np.float32)
                _add_form(own, clue, place, postings, heads_only=heads_only)
                np.maximum(best, own, out=best)
            words += best
    if heads_only and not words.any():
        return _first_pass(size, clues, postings, heads_only=False)
    return words


def _add_form(
    words: NDArray[np.float32], clue: Clue, place: int, postings: Mapping[str, Postings], *, heads_only: bool
) -> None:
    form = clue.forms[place]
    factor = np.float32(clue.weight * form.share)
    for term in form.terms:
        found = postings[term]
        # A page comes once in a list, so `words[pages] += values` is the same sum, at three times the cost.
        if heads_only:
            np.add.at(words, found.head_pages, factor * found.head_values)
        else:
            np.add.at(words, found.pages, factor * found.values)


def _best(words: NDArray[np.float32], count: int) -> PageNumbers:
    """The pages that are worth most, in ascending order; of equals the first."""
    pages = np.flatnonzero(_is_promising(words, count))
    if len(pages) > count:
        worth = words[pages]
        least = np.partition(worth, len(worth) - count)[-count]
        pages = np.concatenate((pages[worth > least], pages[worth == least]))[:count]
        pages.sort()
    return pages.astype(np.uint32)


class _Place(NamedTuple):
    """Where a page came in: what it is worth, negative so that sorting puts the best first, and its column."""

    minus_rank: float
    column: int
    gave_way: bool


def _make_way(volume: Volume, pages: PageNumbers, ranks: Values, limit: int) -> list[_Place]:
    """The best `limit` places, best first, once pages whose title is that of a better one have given way."""
    order = np.argsort(-ranks, kind="stable")
    titles: set[int] = set()
    places = []
    for column, rank, twin in zip(
        order.tolist(), ranks[order].tolist(), volume.twins(pages[order]).tolist(), strict=True
    ):
        gives_way = twin in titles
        titles.add(twin)
        places.append(_Place(-rank * (_TWIN_SHARE if gives_way else 1.0), column, gives_way))
        # So many came before it with all that they are worth: nobody who follows can pass them.
        if len(titles) == limit:
            break
    return sorted(places)[:limit]


def _hit(place: _Place, row: tuple[Any, ...], trust: Trust, evidence: Evidence) -> Hit:
    page, held, words, together, anywhere, title, near, topics, meaning, passage, affinity = row
    return Hit(
        page=page,
        rank=-place.minus_rank,
        score=trust.score(held, near, affinity),
        held=held,
        words=words,
        together=together,
        anywhere=anywhere,
        title=title,
        near=near,
        topics=topics,
        affinity=affinity,
        meaning=meaning,
        gave_way=place.gave_way,
        passage=passage if passage >= 0 else None,
        evidence=evidence,
    )


def _is_promising(words: NDArray[np.float32], count: int) -> NDArray[np.bool]:
    """Which pages the best `count` are among. Where there are many, telling those far behind apart takes longest."""
    if len(words) > _MANY_PAGES:
        promising: NDArray[np.bool] = words > _FAR_BEHIND * words.max()
        if np.count_nonzero(promising) >= count:
            return promising
    return words > 0


def _held(clues: Sequence[Clue], read: Reread) -> NDArray[np.float64]:
    """How much of the question each page holds, 0 to 1."""
    enough = sum(sorted(map(_most_findable, clues), reverse=True)[:_ENOUGH_CLUES]) or 1.0
    # One array for the four, because a call of numpy takes as long for sixty numbers as for two hundred.
    parts = np.array((read.together, read.anywhere, read.head, read.title))
    parts /= np.array(((enough,), (enough,), (enough,), (1.0,)), np.float32)
    parts = np.minimum(parts, 1) * _PARTS
    matches = np.minimum((read.shares > 0).sum(axis=0) / _ENOUGH_MATCHES, 1)
    held: NDArray[np.float64] = parts.sum(axis=0) + _MATCHES_PART * matches
    return held


def _most_findable(clue: Clue) -> float:
    """The force of a clue where it is found as well as it can be: a slip of the finger is no lesser question."""
    return clue.force * max([form.share for form in clue.forms], default=1.0)
