"""Pages: a document as terms, read once, when the index is built."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from deflect.analysis import Reading
from deflect.fields import Field, read_fields
from deflect.passage import cut_passages
from deflect.places import FIRST_PASSAGE_BIT, HEAD_BIT, LAST_BIT, TITLE_BIT
from kb.document import Document

# A word that comes oftener in one field says no more.
_MOST_COUNTED = 65_535


@dataclass(frozen=True, slots=True)
class Page:
    """The terms of a document, each once, and beside each what was counted.

    `counts` says how often each term comes in each field, `places` the bits of where it stands (see
    `deflect.places`). `lengths` are those of the fields, in terms, and `title` the terms of the title alone.
    """

    terms: tuple[str, ...]
    counts: dict[Field, array[int]]
    places: array[int]
    lengths: dict[Field, int]
    title: tuple[str, ...]


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
    titles = [reading.terms(section.title) for section in document.sections]
    body = list(chain.from_iterable(titles))
    for bit, section, text in _passages(document):
        terms = reading.terms(text)
        body += terms
        _place(places, titles[section], bit)
        _place(places, terms, bit)
    counts[Field.BODY] = Counter(body)
    return _line_up(counts, places)


def _line_up(counts: dict[Field, Counter[str]], places: dict[str, int]) -> Page:
    terms = tuple(dict.fromkeys(chain.from_iterable(counts.values())))
    columns = {field: array("H", bytes(2 * len(terms))) for field in Field}
    numbers = {term: place for place, term in enumerate(terms)}
    for field, counted in counts.items():
        column = columns[field]
        for term, count in counted.items():
            column[numbers[term]] = count if count < _MOST_COUNTED else _MOST_COUNTED
    return Page(
        terms=terms,
        counts=columns,
        places=array("Q", [places.get(term, 0) for term in terms]),
        lengths={field: counted.total() for field, counted in counts.items()},
        title=tuple(counts[Field.TITLE]),
    )


def _place(places: dict[str, int], terms: list[str], bit: int) -> None:
    mask = 1 << bit
    known = places.get
    for term in terms:
        places[term] = known(term, 0) | mask


def _passages(document: Document) -> Iterator[tuple[int, int, str]]:
    for number, passage in enumerate(cut_passages(document)):
        section = document.sections[passage.section]
        yield min(FIRST_PASSAGE_BIT + number, LAST_BIT), passage.section, section.text[passage.start : passage.end]
