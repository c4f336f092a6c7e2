"""Ranking: which pages answer a question, best first. Nothing here knows what a suggestion looks like.

Two passes. The first adds up what each clue is worth on each page (BM25F), term after term over arrays; for a
letter the body of pages is left out, because among many words everything matches somewhere. The second reads
the best few again: how much of the question stands in one passage, and how much of the title the question
names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush, nlargest
from typing import NamedTuple

from deflect.clue import Clue, is_letter, read_clues
from deflect.familiarity import familiarity
from deflect.forward import FIRST_PASSAGE_BIT, TITLE_BIT
from deflect.question import Question
from deflect.volume import Volume

# How many pages the second pass reads again.
CANDIDATES = 60

# How much the best passage and the title count beside the words. Measured on five collections in two
# languages: without passages recall@3 falls by 1.2 points in the mean, without titles by 3; doubling either
# changes nothing.
_PASSAGE_SHARE = 0.5
_TITLE_SHARE = 0.5
# A page whose title is that of a better one gives way to others that are as good. Measured: .3 points of mean
# recall@3, .8 where pages share titles; from .8 to .9 it makes no difference.
_TWIN_SHARE = 0.9
# A word in the title or the keywords is half present in every passage, because they are read under it.
_HEAD_PRESENCE = 0.5
# Sums of the same numbers in another order differ by less.
_ROUNDING = 1e-9
# A word that tells less than this share of the most telling one is no advice to an author.
_TELLING_SHARE = 0.4
_HEAD_BITS = (1 << FIRST_PASSAGE_BIT) - 1

# What `held` is made of. A long question cannot be found whole: its six most telling words are enough. One
# word found is thinner evidence than four, whatever part of the question it is. See `deflect.search.FLOOR`.
_ENOUGH_CLUES = 6
_ENOUGH_MATCHES = 4
_TOGETHER_PART, _ANYWHERE_PART, _HEAD_PART, _TITLE_PART, _MATCHES_PART = 0.3, 0.2, 0.2, 0.1, 0.2


class Match(NamedTuple):
    """What one clue found on a page: the bits of the places (see `deflect.forward`) and how well, 0 to 1."""

    clue: Clue
    terms: tuple[str, ...]
    places: int
    share: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that answers, with the arithmetic of its rank.

    `rank` orders the hits of one question and means nothing across questions. `held`, 0 to 1, is how much of
    the question the page holds; it compares the hits of one question. `score`, 0 to 1, is that and how familiar
    the question is: how far the page can be trusted to be about it at all; a floor can be set on it. `words`,
    `together` and `anywhere` are what the first pass, the best passage and the whole page hold of the
    question, `title` the part of the page's title, 0 to 1, that the question names. `passage` is the best
    one's number, None when only the page's head matched.
    """

    page: int
    rank: float
    score: float
    held: float
    words: float
    together: float
    anywhere: float
    title: float
    passage: int | None
    matches: tuple[Match, ...]


class _Yardstick(NamedTuple):
    """What the hits of one question are measured by: the force that is enough, and how familiar its words are."""

    enough: float
    familiarity: float


def rank(volume: Volume, question: Question, limit: int) -> list[Hit]:
    """The best pages of a volume for a question, best first, at most `limit`."""
    clues = read_clues(volume, question)
    if not clues:
        return []
    first = _first_pass(volume, clues, heads_only=is_letter(clues))
    candidates = nlargest(max(limit, CANDIDATES), first.items(), key=lambda item: (item[1], -item[0]))
    yardstick = _Yardstick(sum(nlargest(_ENOUGH_CLUES, (c.force for c in clues))) or 1.0, familiarity(volume, clues))
    hits: list[Hit] = []
    best: list[float] = []
    for page, words in candidates:
        least = _TWIN_SHARE * best[0] if len(best) >= limit > 0 else 0.0
        hit = _read_again(volume, clues, yardstick, page, words, least)
        if hit is not None:
            hits.append(hit)
            heappush(best, hit.rank)
            if len(best) > limit:
                heappop(best)
    return _make_way(volume, hits)[:limit]


def lacking(volume: Volume, question: Question, page: int) -> tuple[list[Clue], list[Clue]]:
    """The clues that a page says nowhere, and those that it says only in its text, the most telling first.

    Words that would change little are left out, wherever they stand.
    """
    clues = read_clues(volume, question)
    worth = {clue.term: clue.weight * volume.rarity(clue.term) for clue in clues}
    enough = _TELLING_SHARE * max(worth.values(), default=0.0)
    nowhere, in_text = [], []
    for clue in sorted(clues, key=lambda clue: -worth[clue.term]):
        match = _match(volume, clue, page)
        if worth[clue.term] < enough:
            break
        if match is None:
            nowhere.append(clue)
        elif not match.places & _HEAD_BITS:
            in_text.append(clue)
    return nowhere, in_text


def _first_pass(volume: Volume, clues: Sequence[Clue], *, heads_only: bool) -> dict[int, float]:
    """What each page is worth by its words alone."""
    worths: dict[int, float] = {}
    for clue in clues:
        if len(clue.forms) == 1:
            _add_form(volume, worths, clue, 0, heads_only=heads_only)
            continue
        best: dict[int, float] = {}
        for place in range(len(clue.forms)):
            own: dict[int, float] = {}
            _add_form(volume, own, clue, place, heads_only=heads_only)
            for page, worth in own.items():
                if worth > best.get(page, 0.0):
                    best[page] = worth
        for page, worth in best.items():
            worths[page] = worths.get(page, 0.0) + worth
    if heads_only and not worths:
        return _first_pass(volume, clues, heads_only=False)
    return worths


def _add_form(volume: Volume, worths: dict[int, float], clue: Clue, place: int, *, heads_only: bool) -> None:
    form = clue.forms[place]
    factor = clue.weight * form.share
    have = worths.get
    for term in form.terms:
        worth = volume.worth(term)
        pages, values = (worth.head_pages, worth.head_values) if heads_only else (worth.pages, worth.values)
        for page, value in zip(pages, values, strict=True):
            worths[page] = have(page, 0.0) + factor * value


def _read_again(
    volume: Volume, clues: Sequence[Clue], yardstick: _Yardstick, page: int, words: float, least: float
) -> Hit | None:
    """The hit of a page; None when its rank is sure to be below `least`, whatever its best passage holds."""
    matches = [match for clue in clues if (match := _match(volume, clue, page)) is not None]
    named = sum(volume.rarity(term) for match in matches if match.places >> TITLE_BIT & 1 for term in match.terms)
    title = min(1.0, named / (volume.title_rarity(page) or 1.0))
    anywhere = sum(match.clue.force * match.share for match in matches)
    if words + _PASSAGE_SHARE * anywhere + _TITLE_SHARE * title * words < least - _ROUNDING:
        return None
    passage, together = _best_passage(matches)
    head = sum(match.clue.force * match.share for match in matches if match.places & _HEAD_BITS)
    held = (
        _TOGETHER_PART * min(1.0, together / yardstick.enough)
        + _ANYWHERE_PART * min(1.0, anywhere / yardstick.enough)
        + _HEAD_PART * min(1.0, head / yardstick.enough)
        + _TITLE_PART * title
        + _MATCHES_PART * min(1.0, len(matches) / _ENOUGH_MATCHES)
    )
    score = min(1.0, yardstick.familiarity * held)
    rank = words + _PASSAGE_SHARE * together + _TITLE_SHARE * title * words
    return Hit(page, rank, score, held, words, together, anywhere, title, passage, tuple(matches))


def _make_way(volume: Volume, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, best first, once those whose title is that of a better one have given way."""
    titles: set[int] = set()
    moved = []
    for hit in sorted(hits, key=_order):
        twin = volume.twin(hit.page)
        moved.append(replace(hit, rank=_TWIN_SHARE * hit.rank) if twin in titles else hit)
        titles.add(twin)
    return sorted(moved, key=_order)


def _order(hit: Hit) -> tuple[float, int]:
    return -hit.rank, hit.page


def _match(volume: Volume, clue: Clue, page: int) -> Match | None:
    """The best form of a clue on a page."""
    best: Match | None = None
    for form in clue.forms:
        if best is not None and form.share <= best.share:
            continue
        bits, held = 0, []
        for term in form.terms:
            places = volume.places(page, term)
            if places:
                bits |= places
                held.append(term)
        share = form.share * len(held) / len(form.terms)
        if held and (best is None or share > best.share):
            best = Match(clue, tuple(held) if len(held) < len(form.terms) else form.terms, bits, share)
    return best


def _best_passage(matches: Sequence[Match]) -> tuple[int | None, float]:
    """The passage that holds most of the question, and how much: the first of those that are equal."""
    everywhere = 0.0
    forces: dict[int, float] = {}
    for match in matches:
        force = match.clue.force * match.share
        if match.places & _HEAD_BITS:
            everywhere += _HEAD_PRESENCE * force
            force *= 1 - _HEAD_PRESENCE
        bits = match.places >> FIRST_PASSAGE_BIT
        while bits:
            lowest = bits & -bits
            forces[lowest] = forces.get(lowest, 0.0) + force
            bits ^= lowest
    if not forces:
        return None, everywhere
    best = max(forces, key=lambda bit: (forces[bit], -bit))
    return best.bit_length() - 1, everywhere + forces[best]
