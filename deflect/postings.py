"""Postings: the one file that knows Whoosh. Which pages hold a term, how often, in which field.

A Whoosh reader shared by threads gives wrong answers (facts: 121 of 2,400), so it is asked under a lock and
what it says is turned into arrays that never change again. Nobody hands a customer's words to Whoosh's query
language.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh import index as engine
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence

from deflect.fields import Field

_MEGABYTES_WHILE_WRITING = 128


class _Counted(FieldType):  # type: ignore[misc]
    """A field whose words come counted: our analysis has run already, and once is enough."""

    def __init__(self) -> None:
        # Whoosh's own lengths are never read; without them it asks the disk for them at each posting.
        super().__init__(Existence(), None, scorable=True)
        self.indexed = True

    def index(self, value: Mapping[str, int], **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh stores for each term: its bytes, and its count as the posting's weight."""
        for term, count in value.items():
            yield term.encode(), 1, float(count), b""


class PostingsWriter:
    """Writes the Whoosh index of one language; pages are numbered in the order they come."""

    def __init__(self, directory: Path) -> None:
        self._index = engine.create_in(str(directory), Schema(**{field.value: _Counted() for field in Field}))
        self._writer = self._index.writer(limitmb=_MEGABYTES_WHILE_WRITING)

    def add(self, counts: Mapping[Field, Mapping[str, int]]) -> None:
        """Add the next page by its counted terms."""
        self._writer.add_document(**{field.value: terms for field, terms in counts.items()})

    def close(self) -> None:
        """Write everything as one segment, so that page numbers are what they were when added."""
        self._writer.commit(optimize=True)
        self._index.close()

    def cancel(self) -> None:
        """Give up what was written."""
        self._writer.cancel()
        self._index.close()


class Postings:
    """The Whoosh index of one language, read only. Any thread may ask; one at a time is answered.

    Opening raises `ValueError` where Whoosh cannot read what is there.
    """

    def __init__(self, directory: Path) -> None:
        try:
            self._index = engine.open_dir(str(directory), readonly=True)
        except engine.IndexError as fault:
            raise ValueError(f"{directory} holds no postings that this Whoosh reads") from fault
        self._reader = self._index.reader()
        self._lock = threading.Lock()
        self._closed = False

    def count(self) -> int:
        """How many pages there are."""
        return int(self._reader.doc_count_all())

    def read(self, field: Field, term: str) -> tuple[array[int], array[float]]:
        """The pages that hold `term` in `field`, in order, and how often each does; empty when none does."""
        pages, counts = array("I"), array("f")
        with self._lock:
            if (field.value, term) not in self._reader:
                return pages, counts
            matcher = self._reader.postings(field.value, term)
            while matcher.is_active():
                pages.append(matcher.id())
                counts.append(matcher.weight())
                matcher.next()
        return pages, counts

    def close(self) -> None:
        """Close the files. Closing twice does nothing."""
        with self._lock:
            if not self._closed:
                self._reader.close()
                self._index.close()
            self._closed = True
