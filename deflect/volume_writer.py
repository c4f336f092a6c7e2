"""The volume writer: takes the pages of one language one by one, then writes what searching them needs.

What can be worked out from the pages alone is worked out here, never when the index is opened. Beside Whoosh's
files a volume holds the pages (`documents.jsonl`) with where each starts, what their titles tell, where pages and
terms stand among the topics, and one file of facts: the terms, the words as written, and the glossary.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from deflect.fields import Field
from deflect.latent import Topics, find_topics
from deflect.page import Page, PageReader
from deflect.postings import Postings
from deflect.whoosh_postings import write_postings
from deflect.worth import Weighing, rarity
from kb.document import Document
from kb.support import Term

DOCUMENTS = "documents.jsonl"
STARTS = "documents.starts"
TITLES = "titles"
TWINS = "twins"
HOLDING = "holding"
PAGE_TOPICS = "topics.pages"
TERM_TOPICS = "topics.terms"
FACTS = "facts.json"

# How often a word of each field counts where topics are looked for; the intro is part of the body.
_TOPICAL = {Field.BODY: 1, Field.TITLE: 2, Field.KEYWORDS: 1, Field.ANSWERS: 1}
# A word that comes oftener on one page says no more.
_MOST_COUNTED = 65_535


class VolumeWriter:
    """Writes the index of one language into its own directory, which must be empty; `reader` is of that language."""

    def __init__(self, directory: Path, reader: PageReader) -> None:
        directory.mkdir(mode=0o700, parents=True)
        self._directory = directory
        self._reader = reader
        self._documents = (directory / DOCUMENTS).open("wb")
        self._starts = array("Q", [0])
        self._spool = _Spool()
        self._titles: list[tuple[str, ...]] = []

    def add(self, document: Document) -> None:
        """Add one page."""
        page = self._reader.read(document)
        self._spool.add(page)
        self._titles.append(tuple(page.counts[Field.TITLE]))
        line = document.model_dump_json(exclude_defaults=True).encode() + b"\n"
        self._documents.write(line)
        self._starts.append(self._starts[-1] + len(line))

    def close(self, terms: Sequence[Term]) -> None:
        """Finish all files; `terms` is the glossary."""
        self._documents.close()
        pages = len(self._titles)
        spool = self._spool
        write_postings(self._directory, pages, spool.lists())
        topics = spool.topics()
        holding = spool.holding()
        known = dict(zip(spool.terms, holding.tolist(), strict=True))
        rarities = (sum(rarity(known[term], pages) for term in title) for title in self._titles)
        facts = {
            "terms": spool.terms,
            "words": self._reader.words(),
            "novelty": _novelty(holding),
            "glossary": [term.model_dump() for term in terms],
        }
        self._write(STARTS, self._starts.tobytes())
        self._write(TITLES, array("f", rarities).tobytes())
        self._write(TWINS, _number_twins(self._titles).tobytes())
        self._write(HOLDING, holding.tobytes())
        # Half precision: places among topics are compared, never added up.
        self._write(PAGE_TOPICS, topics.pages.astype(np.float16).tobytes())
        self._write(TERM_TOPICS, topics.terms.astype(np.float16).tobytes())
        self._write(FACTS, json.dumps(facts).encode())

    def cancel(self) -> None:
        """Give up what was written; the files stay, useless, for the caller to remove."""
        self._documents.close()

    def _write(self, name: str, content: bytes) -> None:
        (self._directory / name).write_bytes(content)


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
        terms = {term: place for place, term in enumerate(dict.fromkeys(chain.from_iterable(page.counts.values())))}
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._places.extend([page.places.get(term, 0) for term in terms])
        for field, counted in page.counts.items():
            column = array("H", bytes(2 * len(terms)))
            for term, count in counted.items():
                column[terms[term]] = min(count, _MOST_COUNTED)
            self._counts[field].extend(column)
            self._lengths[field].append(counted.total())
        self._sizes.append(len(terms))

    @property
    def terms(self) -> list[str]:
        """The terms, by number."""
        return list(self._numbers)

    def holding(self) -> NDArray[np.uint32]:
        """How many pages hold each term."""
        counted = np.bincount(_array(self._terms, np.uint32), minlength=len(self._numbers))
        return counted.astype(np.uint32)

    def topics(self) -> Topics:
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
        return find_topics(sizes, terms, (weights / lengths[pages]).astype(np.float32), len(self._numbers))

    def lists(self) -> Iterator[tuple[str, Postings]]:
        """The postings of each term, in the order that Whoosh wants."""
        weighing = Weighing({field: _array(lengths, np.uint32) for field, lengths in self._lengths.items()})
        terms = _array(self._terms, np.uint32)
        order = np.argsort(terms, kind="stable")
        ends = np.cumsum(np.bincount(terms, minlength=len(self._numbers)))
        pages = np.repeat(np.arange(len(self._sizes), dtype=np.uint32), _array(self._sizes, np.uint32))[order]
        places = _array(self._places, np.uint64)[order]
        counts = {field: _array(column, np.uint16)[order] for field, column in self._counts.items()}
        for term in sorted(self._numbers, key=str.encode):
            number = self._numbers[term]
            mine = slice(ends[number - 1] if number else 0, ends[number])
            yield term, weighing.postings(pages[mine], {f: column[mine] for f, column in counts.items()}, places[mine])


def _array(column: array[int], kind: type[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    return np.frombuffer(column, kind) if column else np.empty(0, kind)


def _novelty(holding: NDArray[np.uint32]) -> float:
    """How often a word of a page is one that no other page has (Good and Turing's estimate of the unseen)."""
    return int((holding == 1).sum()) / max(1, int(holding.sum()))


def _number_twins(titles: Sequence[tuple[str, ...]]) -> array[int]:
    first: dict[tuple[str, ...], int] = {}
    return array("I", (first.setdefault(title, page) if title else page for page, title in enumerate(titles)))
