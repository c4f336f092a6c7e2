"""Search: from a question to pages worth showing. Suggestions and evaluation share this one way in."""

from dataclasses import dataclass

from deflect.index import Index
from deflect.question import Question
from deflect.ranking import Hit, rank
from deflect.volume import Volume
from kb.document import Document

# Below this nothing is shown. Measured with 200 questions each: five collections asked their own questions,
# and five times the questions of another domain in the same language. It is the highest value that costs no
# collection more than two of a hundred right answers; 57 % of the strange questions then show nothing.
FLOOR = 0.33


@dataclass(frozen=True, slots=True)
class Found:
    """A page that is worth showing, and the arithmetic that says so."""

    document: Document
    hit: Hit


def search(index: Index, question: Question, limit: int) -> list[Found]:
    """The pages that answer a question, best first, at most `limit`; none where they would be noise."""
    volume = _volume(index, question.lang)
    if volume is None:
        return []
    hits = rank(volume, question, limit)
    return [Found(volume.document(hit.page), hit) for hit in hits if hit.score >= FLOOR]


def _volume(index: Index, lang: str) -> Volume | None:
    """The volume of the customer's language. A language without any page is served from the largest one:
    names of products, versions and messages are the same in all of them, and the floor keeps the rest away.
    """
    own = index.volume(lang)
    if own is not None or not index.languages:
        return own
    return index.volume(max(index.languages, key=lambda other: (index.size(other), other)))
