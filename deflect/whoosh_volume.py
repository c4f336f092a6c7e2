"""The Whoosh volume: the index of one language as it lies on disk, opened for reading.

Nothing is worked out on opening, and the large files are read where they lie.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from deflect.glossary import Glossary
from deflect.postings import PageNumbers, Postings, Values
from deflect.whoosh_writer import DOCUMENTS, FACTS, HOLDING, PAGE_TOPICS, STARTS, TERM_TOPICS, TITLES, TWINS
from deflect.whoosh_postings import PostingsReader
from deflect.worth import rarity
from kb.document import Document
from kb.support import Term

# Pages that are kept read: some 10 MB. Reading one costs as much as finding it.
_MOST_DOCUMENTS = 500


class WhooshVolume:
    """The index of one language (see `deflect.volume`). Raises `ValueError` where the files are not of one piece."""

    def __init__(self, directory: Path, lang: str) -> None:
        self.lang = lang
        facts = json.loads((directory / FACTS).read_bytes())
        self._numbers = {term: number for number, term in enumerate(facts["terms"])}
        self._holding = np.fromfile(directory / HOLDING, np.uint32)
        self.words: dict[str, int] = facts["words"]
        self.novelty: float = facts["novelty"]
        self.glossary = Glossary((Term.model_validate(term) for term in facts["glossary"]), lang)
        self._starts = np.fromfile(directory / STARTS, np.uint64)
        self._titles = np.frombuffer((directory / TITLES).read_bytes(), np.float32)
        self._twins = np.frombuffer((directory / TWINS).read_bytes(), np.uint32)
        self._page_topics = _read_topics(directory / PAGE_TOPICS, len(self._titles))
        self._term_topics = _read_topics(directory / TERM_TOPICS, len(self._numbers))
        if not len(self._starts) - 1 == len(self._titles) == len(self._twins) or len(self._holding) != len(
            self._numbers
        ):
            raise ValueError(f"{directory} holds files of different builds")
        self._documents = _map(directory / DOCUMENTS)
        self._postings = PostingsReader(directory)
        self._read = lru_cache(maxsize=_MOST_DOCUMENTS)(self._read_document)

    @property
    def size(self) -> int:
        """How many pages there are."""
        return len(self._titles)

    def holds(self, term: str) -> bool:
        """Whether any page holds the term."""
        return term in self._numbers

    def rarity(self, term: str) -> float:
        """How much a term tells (its idf); a term that no page holds tells most."""
        number = self._numbers.get(term)
        return rarity(0 if number is None else int(self._holding[number]), self.size)

    def postings(self, terms: Mapping[str, float]) -> Mapping[str, Postings]:
        """The postings of each term, whole."""
        return {term: self._postings.read(term) for term in terms}

    def title_rarities(self, pages: PageNumbers) -> Values:
        """For each page the rarities of its title's terms, added up."""
        return self._titles[pages]

    def nearness(self, terms: Mapping[str, float], pages: PageNumbers) -> Values:
        """How near each page is to a question of these weighted terms, among the topics."""
        known = [(number, weight) for term, weight in terms.items() if (number := self._numbers.get(term)) is not None]
        if not known or not self._page_topics.shape[1]:
            return np.zeros(len(pages), np.float32)
        numbers, weights = zip(*known, strict=True)
        # Sums rather than products of matrices: those round as memory happens to lie, and answers must not.
        asked = (np.array(weights, np.float32)[:, None] * self._term_topics[list(numbers)]).sum(axis=0)
        length = float(np.sqrt((asked * asked).sum()))
        near: Values = (self._page_topics[pages] * (asked / (length or 1.0))).sum(axis=1)
        return near

    def twin(self, page: int) -> int:
        """The first page whose title has the same terms."""
        return int(self._twins[page])

    def documents(self, pages: Collection[int]) -> list[Document]:
        """The pages themselves, in the order asked for."""
        return [self._read(page) for page in pages]

    def close(self) -> None:
        """Close Whoosh's files; the rest goes with the object."""
        self._postings.close()

    def _read_document(self, page: int) -> Document:
        return Document.model_validate_json(self._documents[int(self._starts[page]) : int(self._starts[page + 1])])


def _read_topics(path: Path, rows: int) -> NDArray[np.float16]:
    """A row each; `ValueError` where the numbers do not make so many rows."""
    flat = np.frombuffer(path.read_bytes(), np.float16)
    return flat.reshape(rows, -1) if rows else flat.reshape(0, 0)


def _map(path: Path) -> mmap.mmap | bytes:
    """The bytes of a file, read when they are asked for."""
    if path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
