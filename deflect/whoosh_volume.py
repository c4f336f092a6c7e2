"""The Whoosh volume: the index of one language as it lies on disk, opened for reading.

Nothing is worked out on opening, and the large files are read where they lie.
"""

from __future__ import annotations

import mmap
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from deflect.contents import DOCUMENTS
from deflect.postings import Postings
from deflect.volume_facts import NAMES, VolumeFacts
from deflect.whoosh_postings import PostingsReader
from deflect.whoosh_writer import STARTS
from kb.document import Document

# Pages that are kept read: some 10 MB. Reading one costs as much as finding it.
_MOST_DOCUMENTS = 500


class WhooshVolume(VolumeFacts):
    """The index of one language (see `deflect.volume`). Raises `ValueError` where the files are not of one piece."""

    def __init__(self, directory: Path, lang: str) -> None:
        super().__init__(lang, {name: (directory / name).read_bytes() for name in NAMES})
        self._starts = np.fromfile(directory / STARTS, np.uint64)
        if len(self._starts) != self.size + 1:
            raise ValueError(f"{directory} holds files of different builds")
        self._documents = _map(directory / DOCUMENTS)
        self._postings = PostingsReader(directory)
        self._read = lru_cache(maxsize=_MOST_DOCUMENTS)(self._read_document)

    def postings(self, terms: Mapping[str, float]) -> Mapping[str, Postings]:
        """The postings of each term, whole."""
        return {term: self._postings.read(term) for term in terms}

    def documents(self, pages: Collection[int]) -> list[Document]:
        """The pages themselves, in the order asked for."""
        return [self._read(page) for page in pages]

    def answers(self) -> bool:
        """What is open stays readable."""
        return True

    def close(self) -> None:
        """Close Whoosh's files; the rest goes with the object."""
        self._postings.close()

    def _read_document(self, page: int) -> Document:
        return Document.model_validate_json(self._documents[int(self._starts[page]) : int(self._starts[page + 1])])


def _map(path: Path) -> mmap.mmap | bytes:
    """The bytes of a file, read when they are asked for."""
    if path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
