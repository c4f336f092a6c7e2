"""What technicians are told of the pages that a customer set aside, so that nobody sends one again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from submit.dismissals import Reason
from submit.pages import PageFacts
from submit.store.tables import Dismissal

_CODES = frozenset(Reason)


@dataclass(frozen=True, slots=True)
class SetAside:
    """One such page. `code` is the key of a reason given by a click, empty without; `words` are the customer's own."""

    title: str
    url: str
    at: datetime
    code: str = ""
    words: str = ""


def name_pages(dismissals: Iterable[Dismissal], pages: Mapping[str, PageFacts]) -> Iterator[SetAside]:
    """The dismissals with the names that people know the pages by; a page that is gone has its id for a name."""
    for one in dismissals:
        facts = pages.get(one.page, PageFacts(one.page, one.page, ""))
        is_code = one.reason in _CODES
        yield SetAside(facts.title, facts.url, one.at, one.reason if is_code else "", "" if is_code else one.reason)
