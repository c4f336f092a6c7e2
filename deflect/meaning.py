"""Meanings: what the pages of a volume say, as vectors that were worked out when the index was built.

A page has several: of its title, of the title with its opening, of its keywords, and of each question that it answers.
The nearest one counts. The text below has none: measured, its sections add nothing where a page has an opening, and
they would be most of the index. What a text meant once it means for ever, so an index that is built after another
one takes from it whatever stayed the same.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Mapping
from mmap import mmap
from types import MappingProxyType

import numpy as np

from deflect.encoder import LONGEST_TEXT, Encoder, Vectors
from deflect.fields import Field, read_fields
from deflect.postings import Values
from kb.document import Document

VECTORS = "meaning.vectors"
STARTS = "meaning.starts"
DIGESTS = "meaning.digests"
NAMES = (VECTORS, STARTS, DIGESTS)

_INTRO_CHARACTERS = 250
_DIGEST_BYTES = 16
# So many texts are encoded at once: more gain nothing.
_BATCH = 256
# Products of matrices round as memory happens to lie, and answers must not: what is below this nobody can tell apart.
_DECIMALS = 4

Known = Mapping[bytes, Vectors]


class MeaningWriter:
    """Takes the pages of a volume one by one; then `pack` has all of it. What is `known` is not worked out again."""

    def __init__(self, encoder: Encoder, known: Known = MappingProxyType({})) -> None:
        self._encoder = encoder
        self._known = known
        self._starts = array("I")
        self._digests: list[bytes] = []
        self._vectors: list[Vectors] = []
        self._waiting: list[str] = []

    def add(self, document: Document) -> None:
        """Add one page."""
        self._starts.append(len(self._digests))
        for text in page_texts(document):
            digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()
            self._digests.append(digest)
            known = self._known.get(digest)
            if known is None:
                self._waiting.append(text)
                if len(self._waiting) >= _BATCH:
                    self._encode()
            else:
                self._encode()
                self._vectors.append(known[None, :])

    def pack(self) -> dict[str, bytes]:
        """What the volume keeps, by name."""
        self._encode()
        return {
            VECTORS: np.concatenate(self._vectors).tobytes() if self._vectors else b"",
            STARTS: self._starts.tobytes(),
            DIGESTS: b"".join(self._digests),
        }

    def _encode(self) -> None:
        if self._waiting:
            self._vectors.append(self._encoder.encode(self._waiting))
            self._waiting = []


class Meanings:
    """The meanings of a volume, read where they lie. Raises `ValueError` where they are not of `pages` pages."""

    def __init__(self, packed: Mapping[str, bytes | mmap], pages: int) -> None:
        self._digests = bytes(packed[DIGESTS])
        self._starts = np.frombuffer(packed[STARTS], np.uint32)
        self._vectors = np.frombuffer(packed[VECTORS], np.float32).reshape(len(self._digests) // _DIGEST_BYTES, -1)
        if len(self._starts) != pages:
            raise ValueError("meanings of another build")

    def affinities(self, asked: Vectors) -> Values:
        """How near each page is to a question's vector, -1 to 1."""
        near: Values = np.maximum.reduceat(self._vectors @ asked, self._starts)
        return near.round(_DECIMALS)

    def known(self) -> Known:
        """The vector of each text, by its digest."""
        digests = (self._digests[at : at + _DIGEST_BYTES] for at in range(0, len(self._digests), _DIGEST_BYTES))
        return dict(zip(digests, self._vectors, strict=True))


def page_texts(document: Document) -> Iterator[str]:
    """The texts that tell what a page is for, at least one."""
    fields = read_fields(document)
    texts = (
        document.title,
        f"{document.title}. {fields[Field.INTRO][:_INTRO_CHARACTERS]}",
        ", ".join(document.keywords),
        *document.answers,
    )
    plain = dict.fromkeys(" ".join(text.split())[:LONGEST_TEXT] for text in texts)
    yield from filter(None, plain if any(plain) else (document.id,))
