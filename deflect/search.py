"""Search: from a question to pages worth showing. Suggestions and evaluation share this one way in."""

from collections.abc import Callable
from dataclasses import dataclass

from deflect.cover import Cover
from deflect.index import Index
from deflect.question import Question
from deflect.ranking import Hit, rank
from deflect.volume import Volume

# What the first pages score on the average; below it they are noise, and nothing is shown, unless the best one is sure
# enough to stand alone. Several pages that may be about a question say more than the best of them: with 700 questions
# each on five collections, and the questions of another domain in the same language asked of each, nine in ten
# strange questions show nothing for 1.6 right answers in a hundred.
FLOOR = 0.2
SURE = 0.6
_FIRST = 3
# Beside a best page that is trusted, others are shown that say less of the question.
FLOOR_BESIDE = 0.0005


@dataclass(frozen=True, slots=True)
class Found:
    """A page that is worth showing, and the arithmetic that says so."""

    cover: Cover
    hit: Hit


def search(
    index: Index,
    question: Question,
    limit: int,
    *,
    leave_out: Callable[[Cover], bool] | None = None,
    floored: bool = True,
) -> list[Found]:
    """The pages that answer a question, best first, at most `limit`; none where they would be noise.

    What `leave_out` says yes to is no answer, however well it matches. Not `floored`, the best page has to say no
    more of the question than those beside it: that is for comparing pages, not for showing them.
    """
    volume = volume_for(index, question.lang)
    if volume is None:
        return []
    hits = rank(volume, question, max(limit, _FIRST))  # whoever asks for one page trusts it by the same three
    covers = volume.covers([hit.page for hit in hits])
    found = [Found(cover, hit) for cover, hit in zip(covers, hits, strict=True)]
    if leave_out is not None:
        found = [one for one in found if not leave_out(one.cover)]
    if floored and not _is_trusted([one.hit.score for one in found]):
        return []
    return [one for one in found if one.hit.score >= FLOOR_BESIDE][:limit]


def _is_trusted(scores: list[float]) -> bool:
    first = scores[:_FIRST]
    return bool(first) and (first[0] >= SURE or sum(first) / len(first) >= FLOOR)


def volume_for(index: Index, lang: str) -> Volume | None:
    """The volume of the customer's language. A language without any page is served from the largest one:
    names of products, versions and messages are the same in all of them, and the floor keeps the rest away.
    """
    own = index.volume(lang)
    if own is not None or not index.languages:
        return own
    return index.volume(max(index.languages, key=lambda other: (index.size(other), other)))
