"""Answer trials: each question that a page says it answers, asked as a customer would ask it.

Every question is asked twice. Of the index as it will be published, plainly and in each variant: that is what
customers will see. And of an index that knows nobody's `answers`: a page that quotes a question is always found by
it, which proves nothing about the customer who says it a little differently, so its title, keywords, description,
text and the glossary have to lead to it too. There a page need not be trusted as far as one that is shown alone.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from deflect.analysis import read_tokens
from deflect.cover import Cover
from deflect.index import Index, build_index, open_index
from deflect.question import Question
from deflect.ranking import lacking
from deflect.suggestion import Suggestion, choose, suggest
from deflect.variant import Variant, vary
from kb.document import Document
from kb.knowledge import Knowledge
from kb.page import IncidentMatter, Matter, Page
from kb.support import Support

# Customers read this many suggestions before they give up.
FIRST = 3

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking. `place` counts from 1 among the pages shown; 0 when the page is not shown.

    Where the page is not among the first three, `instead` is what was shown there, and the words of the question
    that the page says `nowhere`, or only `in_text`, come the most telling first.
    """

    text: str
    place: int
    instead: tuple[Suggestion, ...] = ()
    nowhere: tuple[str, ...] = ()
    in_text: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the page is among the first three."""
        return 1 <= self.place <= FIRST


@dataclass(frozen=True, slots=True)
class Intruder:
    """A page that `not_for` names, shown among the first three; `ahead` when it stands before the page itself."""

    id: str
    title: str
    place: int
    ahead: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of a page's `answers` and how it fared: `number` is its place in the list, from 0.

    `with_product` is None unless the page is about exactly one of several products.
    """

    page: Page
    number: int
    plain: Asked
    own_words: Asked
    variants: Mapping[Variant, Asked]
    with_product: Asked | None = None
    intruders: tuple[Intruder, ...] = ()


def try_answers(knowledge: Knowledge, progress: Callable[[int, int], None] | None = None) -> list[Trial]:
    """Ask every line of every page's `answers`, in the order of the pages.

    `progress` is told how many lines are done, and of how many. The indexes are opened one after the other, each in
    a folder that is gone afterwards: two at a time would be most of the memory that a check takes.
    """
    lines = list(_lines(knowledge))
    if not lines:
        return []
    documents = list(knowledge.documents())
    numbers = _numbers(documents)
    # A page that cannot be rendered is not in the index; its own finding says so.
    lines = [line for line in lines if (line[0].id, line[0].lang) in numbers]
    with _open_shelf(knowledge, _unaided(knowledge, documents), numbers, floored=False) as shelf:
        own_words = [
            shelf.ask(page, matter.answers[number], _product(matter, knowledge.support))
            for page, matter, number in lines
        ]
    trials = []
    with _open_shelf(knowledge, documents, numbers, floored=True) as shelf:
        for (page, matter, number), own in zip(lines, own_words, strict=True):
            trials.append(_try(shelf, page, matter, number, own))
            if progress is not None:
                progress(len(trials), len(lines))
    return trials


@dataclass(frozen=True, slots=True)
class _Shelf:
    """An index to ask, the number of each page in it, and the answers given so far: a question in capitals has the
    same words as the plain one.
    """

    index: Index
    support: Support
    numbers: Mapping[_Key, int]
    floored: bool
    known: dict[tuple[object, ...], tuple[Cover, ...]] = field(default_factory=dict)

    def order(self, question: Question) -> tuple[Cover, ...]:
        """The pages that a customer would be shown, best first."""
        words = tuple((token.word, token.term) for token in read_tokens(question.text, question.lang))
        key = (question.lang, question.product, words)
        if key not in self.known:
            self.known[key] = tuple(
                found.cover for found in choose(self.index, self.support, question, floored=self.floored)
            )
        return self.known[key]

    def ask(self, page: Page, text: str, product: str) -> Asked:
        """Ask as a customer of `product` would; empty where nobody said which."""
        question = Question(text, page.lang, product)
        ids = [cover.id for cover in self.order(question)]
        asked = Asked(text, ids.index(page.id) + 1 if page.id in ids else 0)
        return asked if asked.found else self._explain(asked, page, question)

    def _explain(self, asked: Asked, page: Page, question: Question) -> Asked:
        shown = suggest(self.index, self.support, replace(question, limit=FIRST), floored=self.floored)
        volume = self.index.volume(page.lang)
        if volume is None:
            return replace(asked, instead=tuple(shown))
        nowhere, in_text = lacking(volume, question, self.numbers[page.id, page.lang])
        return replace(
            asked,
            instead=tuple(shown),
            nowhere=tuple(clue.typed for clue in nowhere),
            in_text=tuple(clue.typed for clue in in_text),
        )


def _lines(knowledge: Knowledge) -> Iterator[tuple[Page, Matter, int]]:
    for page in knowledge.pages:
        if isinstance(page.matter, Matter):
            for number in range(len(page.matter.answers)):
                yield page, page.matter, number


def _unaided(knowledge: Knowledge, documents: list[Document]) -> Iterator[Document]:
    """The documents as if nobody had written `answers`; what customers see of an incident is no answer."""
    symptoms = {
        (page.id, page.lang): page.matter.symptoms
        for page in knowledge.pages
        if isinstance(page.matter, IncidentMatter)
    }
    for document in documents:
        yield document.model_copy(update={"answers": symptoms.get((document.id, document.lang), ())})


@contextmanager
def _open_shelf(
    knowledge: Knowledge, documents: Iterable[Document], numbers: Mapping[_Key, int], *, floored: bool
) -> Iterator[_Shelf]:
    with tempfile.TemporaryDirectory(prefix="palier-answers-") as directory:
        build_index(documents, Path(directory) / "index", terms=knowledge.support.terms)
        index = open_index(Path(directory) / "index")
        try:
            yield _Shelf(index, knowledge.support, numbers, floored)
        finally:
            index.close()


def _product(matter: Matter, support: Support) -> str:
    """The product to ask for: the page's own where it is about exactly one of several."""
    return matter.products[0] if len(matter.products) == 1 and len(support.products) > 1 else ""


def _numbers(documents: list[Document]) -> dict[_Key, int]:
    """The number of each page in the index of its language: pages are counted as they come."""
    counts: dict[str, int] = {}
    numbers = {}
    for document in documents:
        numbers[document.id, document.lang] = counts.get(document.lang, 0)
        counts[document.lang] = counts.get(document.lang, 0) + 1
    return numbers


def _try(published: _Shelf, page: Page, matter: Matter, number: int, own_words: Asked) -> Trial:
    text = matter.answers[number]
    product = _product(matter, published.support)
    plain = published.ask(page, text, "")
    with_product = published.ask(page, text, product) if product else None
    if with_product is not None and not plain.found and _are_of_others(published, page, text, product):
        # Each of a vendor's products may answer the question in its own way; who asks has to say which first.
        plain = with_product
    return Trial(
        page,
        number,
        plain,
        own_words=own_words,
        variants={variant: published.ask(page, typed, product) for variant, typed in vary(text, page.lang).items()},
        with_product=with_product,
        intruders=tuple(_intruders(published, page, matter, text, product)),
    )


def _are_of_others(shelf: _Shelf, page: Page, text: str, product: str) -> bool:
    """Whether all that is shown first is about other products."""
    first = shelf.order(Question(text, page.lang))[:FIRST]
    return bool(first) and all(cover.products and product not in cover.products for cover in first)


def _intruders(shelf: _Shelf, page: Page, matter: Matter, text: str, product: str) -> Iterator[Intruder]:
    order = shelf.order(Question(text, page.lang, product))
    ids = [cover.id for cover in order]
    own = ids.index(page.id) if page.id in ids else len(ids)
    for place, cover in enumerate(order[:FIRST]):
        if cover.id in matter.not_for and cover.id != page.id:
            yield Intruder(cover.id, cover.title, place + 1, place < own)
