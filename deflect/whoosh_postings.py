"""Whoosh: the one file that knows it. A segment of Whoosh holds the postings of one language.

Whoosh keeps the dictionary of terms and where each term's postings lie. The postings themselves are laid out by a
codec of ours, whole lists as flat arrays, because Whoosh's own matchers take a question's words page by page in
Python: the same sums are some twenty times slower that way (facts: 17). Whoosh can still run its own queries over
them, which is how tests know that our sums are right.

A Whoosh reader shared by threads gives wrong answers (facts: 121 of 2,400), so its dictionary is asked under a
lock. Nobody hands a customer's words to Whoosh's query language.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index as engine
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filetables import FileFormatError
from whoosh.formats import Existence
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound
from whoosh.system import pack_ushort

from deflect.kept_postings import KeptPostings
from deflect.lines import FilePieces
from deflect.postings import NO_POSTINGS, Postings

_FIELD = "words"
_COUNTS = np.dtype("<u4")
# Arrays start where a processor likes to read them.
_ALIGNMENT = 8
# Lists of so many bytes are kept read: all that customers of a few thousand pages ever ask for, and what those of a
# hundred thousand ask for most.
_MOST_KEPT_BYTES = 64_000_000


class _Words(FieldType):  # type: ignore[misc]
    """The one field: its words come counted and weighed, so Whoosh has nothing left to analyse."""

    def __init__(self) -> None:
        super().__init__(Existence(), None, scorable=True)
        self.indexed = True


class FlatCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, with posting lists as flat arrays. `lists` are what a writer is to write, in order of terms."""

    length_stats = False

    def __init__(self, lists: Iterable[tuple[bytes, Postings]] = ()) -> None:
        super().__init__()
        self.lists = lists

    def __reduce__(self) -> tuple[type[FlatCodec], tuple[()]]:
        """A segment remembers its codec by pickling it; what was written is no part of that."""
        return FlatCodec, ()

    def field_writer(self, storage: Any, segment: Any) -> _FlatWriter:
        return _FlatWriter(self, storage, segment)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """The matcher that Whoosh's own queries walk through."""
        offset, (length,) = terminfo.extent()
        postings = _read_list(dbfile.get(offset, length))
        return ListMatcher(
            postings.pages.tolist(),
            postings.values.tolist(),
            format=format_,
            scorer=scorer,
            term=term,
            terminfo=terminfo,
        )


class _FlatWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes whole posting lists; what Whoosh collected itself is nothing, since pages are added empty."""

    def add_postings(self, schema: Any, _lengths: Any, _items: Any) -> None:
        self.start_field(_FIELD, schema[_FIELD])
        for term, postings in self._codec.lists:
            offset = self._postfile.tell()
            self._postfile.write(_list_bytes(postings))
            info = W3TermInfo(
                weight=float(postings.values.sum()),
                df=len(postings.pages),
                maxweight=float(postings.values.max()),
                minid=int(postings.pages[0]),
                maxid=int(postings.pages[-1]),
            )
            info.set_extent(offset, self._postfile.tell() - offset)
            self._tindex.add(pack_ushort(self._fieldid) + term, info.to_bytes())
        self.finish_field()


def write_postings(directory: Path, pages: int, lists: Iterable[tuple[str, Postings]]) -> None:
    """Write the postings of a language with `pages` pages into `directory`, as one segment.

    `lists` holds each term once, in any order of terms that sorts like their UTF-8.
    """
    index = engine.create_in(str(directory), Schema(**{_FIELD: _Words()}))
    codec = FlatCodec((term.encode(), postings) for term, postings in lists)
    writer = index.writer(codec=codec, compound=False)
    try:
        for _ in range(pages):
            writer.add_document()
        writer.commit(optimize=True)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    finally:
        index.close()


class PostingsReader:
    """The postings of one language, read only. Any thread may ask; one at a time is answered.

    Opening raises `ValueError` where Whoosh cannot read what is there.
    """

    def __init__(self, directory: Path) -> None:
        try:
            self._index = engine.open_dir(str(directory), readonly=True)
            self._reader = self._index.reader()
        except (engine.IndexError, FileFormatError) as fault:
            raise ValueError(f"{directory} holds no postings that this Whoosh reads") from fault
        self._lock = threading.Lock()
        self._lists = FilePieces(next(directory.glob("*.pst")))
        self._kept = KeptPostings(_MOST_KEPT_BYTES)
        # Whoever forgets to close gets the files closed all the same once nobody asks any more.
        self._close = weakref.finalize(self, _close, self._reader, self._index)

    def read(self, term: str) -> Postings:
        """The postings of a term; empty ones when no page holds it."""
        kept = self._kept.get(term)
        if kept is not None:
            return kept
        with self._lock:
            try:
                # The length is told as a tuple (whoosh-reloaded 2.7.5).
                offset, (length,) = self._reader.term_info(_FIELD, term.encode()).extent()
            except TermNotFound:
                return NO_POSTINGS
        postings = _read_list(self._lists.read(offset, offset + length))
        self._kept.add(term, postings)
        return postings

    def close(self) -> None:
        """Close Whoosh's files; that of the lists goes with the object. Closing twice does nothing."""
        with self._lock:
            self._close()


def _close(*closed: Any) -> None:
    for one in closed:
        one.close()


def _list_bytes(postings: Postings) -> bytes:
    """Two counts, then the arrays, widest first."""
    counts = np.array([len(postings.pages), len(postings.head_pages)], _COUNTS)
    arrays = (postings.places, postings.pages, postings.values, postings.head_pages, postings.head_values)
    content = counts.tobytes() + b"".join(array.tobytes() for array in arrays)
    return content + bytes(-len(content) % _ALIGNMENT)


def _read_list(content: bytes) -> Postings:
    """The list that `_list_bytes` wrote."""
    pages, heads = np.frombuffer(content, _COUNTS, 2).tolist()
    at = 2 * _COUNTS.itemsize
    places = np.frombuffer(content, np.uint64, pages, at)
    at += places.nbytes
    numbers = np.frombuffer(content, np.uint32, pages, at)
    at += numbers.nbytes
    values = np.frombuffer(content, np.float32, pages, at)
    at += values.nbytes
    head_numbers = np.frombuffer(content, np.uint32, heads, at)
    at += head_numbers.nbytes
    return Postings(numbers, values, places, head_numbers, np.frombuffer(content, np.float32, heads, at))
