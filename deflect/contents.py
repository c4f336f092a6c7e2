"""The contents of a volume: everything about the pages of one language that searching them needs, whichever engine
keeps it.

What can be worked out from the pages alone is worked out here, once, when the index is built. A writer puts it where
its engine finds it again (`deflect.whoosh_writer`, `deflect.postgresql_writer`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from deflect.cover import cover_of
from deflect.fields import Field
from deflect.latent import Matrix, Topics, find_topics, fold_in
from deflect.lines import LinesWriter
from deflect.meaning import MeaningWriter
from deflect.page import Page, PageReader
from deflect.page_postings import PagePostings
from deflect.postings import Postings, Values
from deflect.worth import Worth, rarity, weigh
from kb.document import Document

# The files of pages, and of their covers, in the folder of a language.
DOCUMENTS = "documents.jsonl"
COVERS = "covers.jsonl"

# How often a word of each field counts where topics are looked for; the intro is part of the body.
_TOPICAL = {Field.BODY: 1, Field.TITLE: 2, Field.KEYWORDS: 1, Field.ANSWERS: 1}


class Contents:
    """Takes the pages of one language one by one; once `close` was called, all of it can be asked for.

    The pages themselves go to files in `folder`, one for all of each and one for their covers. `reader` is of the same
    language. With `known_topics`, a row for each term, no topics are looked for: pages are told by those. With
    `meanings`, it is also worked out what pages mean.
    """

    def __init__(
        self,
        lang: str,
        folder: Path,
        reader: PageReader,
        known_topics: Mapping[str, Matrix] | None = None,
        meanings: MeaningWriter | None = None,
    ) -> None:
        self.lang = lang
        self._documents = LinesWriter(folder / DOCUMENTS)
        self._covers = LinesWriter(folder / COVERS)
        self._reader = reader
        self._known_topics = known_topics
        self._meanings = meanings
        self._spool = _Spool()
        self._titles: list[tuple[str, ...]] = []

    def add(self, document: Document) -> None:
        """Add one page."""
        page = self._reader.read(document)
        self._spool.add(page)
        self._titles.append(page.title)
        if self._meanings is not None:
            self._meanings.add(document)
        self._documents.write(document.model_dump_json(exclude_defaults=True).encode())
        self._covers.write(cover_of(document).model_dump_json(exclude_defaults=True).encode())

    def close(self) -> None:
        """No page comes any more. Closing twice does nothing."""
        self._documents.close()
        self._covers.close()

    @property
    def size(self) -> int:
        """How many pages there are."""
        return len(self._titles)

    @property
    def terms(self) -> list[str]:
        """The terms, by number."""
        return self._spool.terms

    def words(self) -> dict[str, int]:
        """The words as written, folded, with how often each comes."""
        return self._reader.words()

    def holding(self) -> NDArray[np.uint32]:
        """How many pages hold each term."""
        return self._spool.holding()

    def novelty(self) -> float:
        """How often a word of a page is one that no other page has (Good and Turing's estimate of the unseen)."""
        holding = self.holding()
        return int((holding == 1).sum()) / max(1, int(holding.sum()))

    def title_rarities(self) -> Values:
        """For each page the rarities of its title's terms, added up."""
        known = dict(zip(self.terms, self.holding().tolist(), strict=True))
        return np.array([sum(rarity(known[term], self.size) for term in title) for title in self._titles], np.float32)

    def twins(self) -> NDArray[np.uint32]:
        """For each page the first one whose title has the same terms."""
        first: dict[tuple[str, ...], int] = {}
        twins = (first.setdefault(title, page) if title else page for page, title in enumerate(self._titles))
        return np.fromiter(twins, np.uint32, self.size)

    def topics(self) -> Topics:
        """What pages and terms are about."""
        return self._spool.topics(self._known_topics)

    @property
    def has_meanings(self) -> bool:
        """Whether it is worked out what pages mean."""
        return self._meanings is not None

    def meanings(self) -> dict[str, bytes]:
        """What pages mean, by the names of `deflect.meaning`; nothing where nobody asked for it."""
        return {} if self._meanings is None else self._meanings.pack()

    def lists(self) -> Iterator[tuple[str, Postings]]:
        """The postings of each term; terms sort like their UTF-8."""
        return self._spool.lists()

    def pages(self) -> Iterator[PagePostings]:
        """The postings of each page, in order."""
        return self._spool.pages()


class _Spool:
    """What was counted so far, posting by posting in the order of pages: 22 bytes each."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms = array("I")
        self._places = array("Q")
        self._counts = {field: array("H") for field in Field}
        self._sizes = array("I")
        self._lengths = {field: array("I") for field in Field}

    def add(self, page: Page) -> None:
        """Add the next page."""
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in page.terms])
        self._places.extend(page.places)
        for field in Field:
            self._counts[field].extend(page.counts[field])
            self._lengths[field].append(page.lengths[field])
        self._sizes.append(len(page.terms))

    @property
    def terms(self) -> list[str]:
        """The terms, by number."""
        return list(self._numbers)

    def holding(self) -> NDArray[np.uint32]:
        """How many pages hold each term."""
        counted = np.bincount(_array(self._terms, np.uint32), minlength=len(self._numbers))
        return counted.astype(np.uint32)

    def topics(self, known: Mapping[str, Matrix] | None) -> Topics:
        """What pages and terms are about. A word of the title counts as if it were written thrice."""
        terms, sizes = _array(self._terms, np.uint32), _array(self._sizes, np.uint32)
        amount = np.zeros(len(terms), np.float32)
        for field, times in _TOPICAL.items():
            amount += times * _array(self._counts[field], np.uint16)
        holding = self.holding()
        rarities = np.log(1 + (len(sizes) - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        weights = (1 + np.log(np.maximum(amount, 1))) * rarities[terms]
        pages = np.repeat(np.arange(len(sizes)), sizes)
        lengths = np.sqrt(np.bincount(pages, weights * weights, minlength=len(sizes)))
        weights = (weights / lengths[pages]).astype(np.float32)
        if not known:
            return find_topics(sizes, terms, weights, len(self._numbers))
        unknown = np.zeros_like(next(iter(known.values())))
        return fold_in(sizes, terms, weights, np.array([known.get(term, unknown) for term in self._numbers]))

    def lists(self) -> Iterator[tuple[str, Postings]]:
        """Each term and its postings; terms sort like their UTF-8."""
        worth = self._worth()
        terms = _array(self._terms, np.uint32)
        order = np.argsort(terms, kind="stable")
        values, head_values = worth.values[order], worth.head_values[order]
        pages, places = self._pages()[order], _array(self._places, np.uint64)[order]
        in_head = head_values > 0
        head_pages, head_values = pages[in_head], head_values[in_head]
        ends = np.concatenate(([0], np.cumsum(np.bincount(terms, minlength=len(self._numbers)))))
        head_ends = np.concatenate(([0], np.cumsum(in_head)))[ends].tolist()
        ends = ends.tolist()
        for term, number in sorted(self._numbers.items(), key=lambda item: item[0].encode()):
            mine = slice(ends[number], ends[number + 1])
            heads = slice(head_ends[number], head_ends[number + 1])
            yield term, Postings(pages[mine], values[mine], places[mine], head_pages[heads], head_values[heads])

    def pages(self) -> Iterator[PagePostings]:
        """The same postings, page by page."""
        terms, places, worth = _array(self._terms, np.uint32), _array(self._places, np.uint64), self._worth()
        end = 0
        for size in self._sizes:
            own = slice(end, end := end + size)
            yield PagePostings(terms[own], worth.values[own], worth.head_values[own], places[own])

    def _worth(self) -> Worth:
        lengths = {field: _array(column, np.uint32) for field, column in self._lengths.items()}
        counts = {field: _array(column, np.uint16) for field, column in self._counts.items()}
        return weigh(self.holding(), lengths, _array(self._terms, np.uint32), self._pages(), counts)

    def _pages(self) -> NDArray[np.uint32]:
        """The page of each posting."""
        return np.repeat(np.arange(len(self._sizes), dtype=np.uint32), _array(self._sizes, np.uint32))


def _array(column: array[int], kind: type[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    return np.frombuffer(column, kind) if column else np.empty(0, kind)
