"""Pages: a document as terms, read once, when the index is built."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from deflect.analysis import read_words
from deflect.fields import Field, read_fields
from deflect.forward import FIRST_PASSAGE_BIT, HEAD_BIT, LAST_BIT, TITLE_BIT
from deflect.passage import cut_passages
from kb.document import Document


@dataclass(frozen=True, slots=True)
class Page:
    """The terms of a document: their counts by field, the bits of their places, the words they come from."""

    counts: dict[Field, Counter[str]] = field(default_factory=lambda: {field: Counter() for field in Field})
    places: dict[str, int] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, lang: str, where: Field | None, bit: int | None) -> None:
        """Count the tokens of `text` in a field, if any, and note the place they stand in, if any."""
        pairs = read_words(text, lang)
        terms = [term for _, term in pairs]
        if where is not None:
            self.counts[where].update(terms)
        if bit is not None:
            for term in terms:
                self.places[term] = self.places.get(term, 0) | 1 << bit
        self.words.update(word for word, _ in pairs)


def read_page(document: Document) -> Page:
    """The terms of a document."""
    page = Page()
    fields = read_fields(document)
    page.add(fields[Field.TITLE], document.lang, Field.TITLE, TITLE_BIT)
    page.add(fields[Field.ANSWERS], document.lang, Field.ANSWERS, HEAD_BIT)
    page.add(fields[Field.KEYWORDS], document.lang, Field.KEYWORDS, HEAD_BIT)
    page.add(fields[Field.INTRO], document.lang, Field.INTRO, HEAD_BIT if document.description else None)
    for section in document.sections:
        page.add(section.title, document.lang, Field.BODY, None)
    for bit, title, text in _passages(document):
        page.add(title, document.lang, None, bit)
        page.add(text, document.lang, Field.BODY, bit)
    return page


def _passages(document: Document) -> Iterator[tuple[int, str, str]]:
    for number, passage in enumerate(cut_passages(document)):
        section = document.sections[passage.section]
        bit = min(FIRST_PASSAGE_BIT + number, LAST_BIT)
        yield bit, section.title, section.text[passage.start : passage.end]
