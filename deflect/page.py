"""Pages: a document as terms, read once, when the index is built."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from deflect.analysis import Reading
from deflect.fields import Field, read_fields
from deflect.passage import cut_passages
from deflect.places import FIRST_PASSAGE_BIT, HEAD_BIT, LAST_BIT, TITLE_BIT
from kb.document import Document


@dataclass(frozen=True, slots=True)
class Page:
    """The terms of a document: their counts by field, and the bits of their places (see `deflect.places`)."""

    counts: dict[Field, Counter[str]]
    places: dict[str, int]


class PageReader:
    """Reads the pages of one language, and remembers every word that it saw. Not for threads to share."""

    def __init__(self, lang: str) -> None:
        self._reading = Reading(lang)

    def read(self, document: Document) -> Page:
        """The terms of a document."""
        return _read_page(document, self._reading)

    def words(self) -> dict[str, int]:
        """The folded words of all pages so far, with how often each was read."""
        return self._reading.words()


class RememberingReader(PageReader):
    """Reads each page once as long as it stays the same: for a preview, where one page in thousands is edited.

    Words of what a page said before stay among `words` until the preview ends; they only help to mend slips.
    """

    def __init__(self, lang: str) -> None:
        super().__init__(lang)
        self._known: dict[str, tuple[Document, Page]] = {}

    def read(self, document: Document) -> Page:
        """The terms of a document."""
        known = self._known.get(document.id)
        if known is None or known[0] != document:
            known = (document, super().read(document))
            self._known[document.id] = known
        return known[1]


def _read_page(document: Document, reading: Reading) -> Page:
    fields = read_fields(document)
    heads = {field: reading.terms(fields[field]) for field in Field if field is not Field.BODY}
    counts: dict[Field, Counter[str]] = {field: Counter(terms) for field, terms in heads.items()}
    places: dict[str, int] = {}
    _place(places, heads[Field.TITLE], TITLE_BIT)
    _place(places, heads[Field.ANSWERS], HEAD_BIT)
    _place(places, heads[Field.KEYWORDS], HEAD_BIT)
    if document.description:
        _place(places, heads[Field.INTRO], HEAD_BIT)
    body: Counter[str] = Counter()
    titles = [reading.terms(section.title) for section in document.sections]
    for title in titles:
        body.update(title)
    for bit, section, text in _passages(document):
        terms = reading.terms(text)
        body.update(terms)
        _place(places, titles[section], bit)
        _place(places, terms, bit)
    counts[Field.BODY] = body
    return Page(counts, places)


def _place(places: dict[str, int], terms: list[str], bit: int) -> None:
    mask = 1 << bit
    for term in terms:
        places[term] = places.get(term, 0) | mask


def _passages(document: Document) -> Iterator[tuple[int, int, str]]:
    for number, passage in enumerate(cut_passages(document)):
        section = document.sections[passage.section]
        yield min(FIRST_PASSAGE_BIT + number, LAST_BIT), passage.section, section.text[passage.start : passage.end]
