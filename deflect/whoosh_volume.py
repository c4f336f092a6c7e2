"""The Whoosh volume: the index of one language as it lies on disk, opened for reading.

Nothing is worked out on opening, and the large files are read where they lie.
"""

from __future__ import annotations

import mmap
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

from deflect.contents import COVERS, DOCUMENTS
from deflect.cover import Cover
from deflect.lines import Lines
from deflect.meaning import NAMES as MEANING
from deflect.postings import Postings
from deflect.volume_facts import NAMES, VolumeFacts
from deflect.whoosh_postings import PostingsReader
from kb.document import Document

# Pages that are kept read: some 10 MB, and covers: some 5 MB. Reading ten covers costs a tenth of finding them, reading
# ten pages half of it.
_MOST_DOCUMENTS = 500
_MOST_COVERS = 5_000


class WhooshVolume(VolumeFacts):
    """The index of one language (see `deflect.volume`). Raises `ValueError` where the files are not of one piece."""

    def __init__(self, directory: Path, lang: str) -> None:
        packed = {name: (directory / name).read_bytes() for name in NAMES}
        super().__init__(
            lang, packed | {name: _map(directory / name) for name in MEANING if (directory / name).exists()}
        )
        self._document_lines = Lines(directory / DOCUMENTS, self.size)
        self._cover_lines = Lines(directory / COVERS, self.size)
        self._postings = PostingsReader(directory)
        self._document = lru_cache(maxsize=_MOST_DOCUMENTS)(self._read_document)
        self._cover = lru_cache(maxsize=_MOST_COVERS)(self._read_cover)

    def postings(self, terms: Mapping[str, float]) -> Mapping[str, Postings]:
        """The postings of each term, whole."""
        return {term: self._postings.read(term) for term in terms}

    def covers(self, pages: Collection[int]) -> list[Cover]:
        """The covers of pages, in the order asked for."""
        return [self._cover(page) for page in pages]

    def documents(self, pages: Collection[int]) -> list[Document]:
        """The pages themselves, in the order asked for."""
        return [self._document(page) for page in pages]

    def answers(self) -> bool:
        """What is open stays readable."""
        return True

    def close(self) -> None:
        """Close Whoosh's files; the rest goes with the object."""
        self._postings.close()

    def _read_document(self, page: int) -> Document:
        return Document.model_validate_json(self._document_lines.read(page))

    def _read_cover(self, page: int) -> Cover:
        return Cover.model_validate_json(self._cover_lines.read(page))


def _map(path: Path) -> mmap.mmap | bytes:
    """The bytes of a file that every question reads whole: processes share what they read of it."""
    if path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
