"""Volumes: the index of one language, written page by page and read by any number of threads.

Beside Whoosh's own files a volume holds the pages themselves (`documents.jsonl`), the lengths of their
fields, the forward file, and the terms with the number of pages that hold each. What a term is worth on each
page depends on the index alone, so it is worked out when the term is first asked for, as arrays that never
change, and then kept.
"""

from __future__ import annotations

import json
import math
import threading
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from deflect.fields import FIELD_RULES, HEAD_FIELDS, Field
from deflect.forward import Forward, ForwardWriter
from deflect.glossary import Glossary
from deflect.page import read_page
from deflect.postings import Postings, PostingsWriter
from kb.document import Document
from kb.support import Term

# Saturation of repeated words (BM25's k1): 1.6 to 3 are within .2 points of mean recall@3, 1.2 loses .3.
_SATURATION = 2.0
# What a rare word is worth more than a frequent one, as a power of its rarity, and the rarity that stays as it
# is. Powers from .75 to .9 are within .2 points of mean recall@3, plain rarity loses .3.
_RARITY_POWER = 0.85
_USUAL_RARITY = 3.0
# Postings that are kept decoded: some 32 MB. What does not fit pushes out what came first.
_MOST_KEPT = 4_000_000
# Pages that are kept read: some 10 MB. Reading one costs as much as finding it.
_MOST_DOCUMENTS = 500

_DOCUMENTS = "documents.jsonl"
_STARTS = "documents.starts"
_LENGTHS = "lengths"
_TITLES = "titles"
_TWINS = "twins"
_TERMS = "terms.json"
_WORDS = "words.json"
_GLOSSARY = "glossary.json"


class Worth(NamedTuple):
    """What a term is worth: pages in order, and beside each its value; once over all fields, once without the
    body.
    """

    pages: array[int]
    values: array[float]
    head_pages: array[int]
    head_values: array[float]


@dataclass(frozen=True, slots=True)
class _Known:
    """A term of the index: its number in the forward file and how many pages hold it."""

    number: int
    pages: int


class VolumeWriter:
    """Writes the index of one language into its own directory, which must be empty."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(mode=0o700, parents=True)
        self._directory = directory
        self._postings = PostingsWriter(directory)
        self._forward = ForwardWriter(directory)
        self._documents = (directory / _DOCUMENTS).open("wb")
        self._starts = array("Q", [0])
        self._lengths = array("I")
        self._numbers: dict[str, int] = {}
        self._pages: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._titles: list[tuple[str, ...]] = []

    def add(self, document: Document) -> None:
        """Add one page."""
        page = read_page(document)
        self._postings.add(page.counts)
        self._forward.add((self._number(term), bits) for term, bits in page.places.items())
        self._lengths.extend(page.counts[field].total() for field in Field)
        self._pages.update(page.places.keys())
        self._words.update(page.words)
        self._titles.append(tuple(page.counts[Field.TITLE]))
        line = document.model_dump_json(exclude_defaults=True).encode() + b"\n"
        self._documents.write(line)
        self._starts.append(self._starts[-1] + len(line))

    def close(self, terms: Sequence[Term]) -> None:
        """Finish all files; `terms` is the glossary."""
        self._postings.close()
        self._forward.close()
        self._documents.close()
        total = len(self._titles)
        titles = array("f", (sum(_rarity(self._pages[term], total) for term in title) for title in self._titles))
        self._write(_STARTS, self._starts.tobytes())
        self._write(_LENGTHS, self._lengths.tobytes())
        self._write(_TITLES, titles.tobytes())
        self._write(_TWINS, _number_twins(self._titles).tobytes())
        self._write(_TERMS, json.dumps([[term, self._pages[term]] for term in self._numbers]).encode())
        self._write(_WORDS, json.dumps(self._words).encode())
        self._write(_GLOSSARY, json.dumps([term.model_dump() for term in terms]).encode())

    def cancel(self) -> None:
        """Give up what was written; the files stay, useless, for the caller to remove."""
        self._postings.cancel()
        self._forward.close()
        self._documents.close()

    def _number(self, term: str) -> int:
        return self._numbers.setdefault(term, len(self._numbers))

    def _write(self, name: str, content: bytes) -> None:
        (self._directory / name).write_bytes(content)


class Volume:
    """The index of one language, read only; threads may share it.

    `words` are its words as written, with how often each comes; `novelty`, 0 to 1, is how often its pages bring
    a word that no other page has.
    """

    def __init__(self, directory: Path, lang: str, *, most_kept: int = _MOST_KEPT) -> None:
        self.lang = lang
        self._most_kept = most_kept
        self._postings = Postings(directory)
        self._forward = Forward(directory)
        self._documents = (directory / _DOCUMENTS).read_bytes()
        self._starts = array("Q", (directory / _STARTS).read_bytes())
        self._titles = array("f", (directory / _TITLES).read_bytes())
        self._twins = array("I", (directory / _TWINS).read_bytes())
        self._lengths, self._typical = _read_lengths(directory / _LENGTHS)
        terms = json.loads((directory / _TERMS).read_bytes())
        self._terms = {term: _Known(number, pages) for number, (term, pages) in enumerate(terms)}
        self.novelty = _novelty([pages for _, pages in terms])
        self.words: dict[str, int] = json.loads((directory / _WORDS).read_bytes())
        glossary = json.loads((directory / _GLOSSARY).read_bytes())
        self.glossary = Glossary((Term.model_validate(term) for term in glossary), lang)
        self._lock = threading.Lock()
        self._kept: dict[str, Worth] = {}
        self._rarities: dict[str, float] = {}
        self._kept_count = 0
        self._read = lru_cache(maxsize=_MOST_DOCUMENTS)(self._read_document)

    @property
    def size(self) -> int:
        """How many pages there are."""
        return len(self._titles)

    def holds(self, term: str) -> bool:
        """Whether any page holds the term."""
        return term in self._terms

    def rarity(self, term: str) -> float:
        """How much a term tells (its idf); a term that no page holds tells most."""
        rarity = self._rarities.get(term)
        if rarity is None:
            known = self._terms.get(term)
            rarity = _rarity(known.pages if known else 0, self.size)
            if known:
                self._rarities[term] = rarity
        return rarity

    def title_rarity(self, page: int) -> float:
        """The rarities of a title's terms, added up."""
        return self._titles[page]

    def twin(self, page: int) -> int:
        """The first page whose title has the same terms: the page itself where none comes before."""
        return self._twins[page]

    def places(self, page: int, term: str) -> int:
        """The bits of the places where a page holds a term (see `deflect.forward`)."""
        known = self._terms.get(term)
        return 0 if known is None else self._forward.places(page, known.number)

    def document(self, page: int) -> Document:
        """The page itself."""
        return self._read(page)

    def worth(self, term: str) -> Worth:
        """What a term is worth on each page that holds it (BM25F)."""
        kept = self._kept.get(term)
        if kept is None:
            kept = self._work_out(term)
            self._keep(term, kept)
        return kept

    def close(self) -> None:
        """Close Whoosh's files; the rest goes with the object."""
        self._postings.close()

    def _read_document(self, page: int) -> Document:
        return Document.model_validate_json(self._documents[self._starts[page] : self._starts[page + 1]])

    def _keep(self, term: str, worth: Worth) -> None:
        with self._lock:
            if term in self._kept:
                return
            self._kept[term] = worth
            self._kept_count += len(worth.pages) + len(worth.head_pages)
            while self._kept_count > self._most_kept and len(self._kept) > 1:
                gone = self._kept.pop(next(iter(self._kept)))
                self._kept_count -= len(gone.pages) + len(gone.head_pages)

    def _work_out(self, term: str) -> Worth:
        rarity = _USUAL_RARITY * (self.rarity(term) / _USUAL_RARITY) ** _RARITY_POWER
        counts: dict[int, float] = {}
        for field in HEAD_FIELDS:
            self._add_counts(counts, field, term)
        head_pages, head_values = _saturate(counts, rarity)
        self._add_counts(counts, Field.BODY, term)
        return Worth(*_saturate(counts, rarity), head_pages, head_values)

    def _add_counts(self, counts: dict[int, float], field: Field, term: str) -> None:
        rule = FIELD_RULES[field]
        lengths, typical = self._lengths[field], self._typical[field]
        flat = 1 - rule.length_share
        for page, count in zip(*self._postings.read(field, term), strict=True):
            stretch = flat + rule.length_share * lengths[page] / typical
            counts[page] = counts.get(page, 0.0) + rule.weight * count / stretch


def _rarity(pages: int, total: int) -> float:
    return math.log(1 + (total - pages + 0.5) / (pages + 0.5))


def _novelty(pages: Sequence[int]) -> float:
    """How often a word of a page is one that no other page has (Good and Turing's estimate of the unseen)."""
    return sum(count == 1 for count in pages) / max(1, sum(pages))


def _number_twins(titles: Sequence[tuple[str, ...]]) -> array[int]:
    first: dict[tuple[str, ...], int] = {}
    return array("I", (first.setdefault(title, page) if title else page for page, title in enumerate(titles)))


def _saturate(counts: dict[int, float], rarity: float) -> tuple[array[int], array[float]]:
    pages = sorted(counts)
    values = (rarity * counts[page] * (_SATURATION + 1) / (counts[page] + _SATURATION) for page in pages)
    return array("I", pages), array("f", values)


def _read_lengths(path: Path) -> tuple[dict[Field, array[int]], dict[Field, float]]:
    """For each field its length on each page, in terms, and the mean over pages that have it."""
    flat = array("I", path.read_bytes())
    lengths = {field: flat[place :: len(Field)] for place, field in enumerate(Field)}
    return lengths, {field: _typical(column) for field, column in lengths.items()}


def _typical(lengths: Iterable[int]) -> float:
    filled = [length for length in lengths if length]
    return sum(filled) / len(filled) if filled else 1.0
