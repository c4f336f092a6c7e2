"""Page postings: the postings of a few pages, read page by page, and turned into those of a question's terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deflect.postings import NO_POSTINGS, Bits, PageNumbers, Postings, Values


@dataclass(frozen=True, slots=True)
class PagePostings:
    """The postings of one page: the numbers of its terms, and beside each what it is worth on the page.

    `head_values` are 0 where only the body has the term. Otherwise as `deflect.postings`.
    """

    terms: NDArray[np.uint32]
    values: Values
    head_values: Values
    places: Bits


def pack_postings(page: PagePostings) -> bytes:
    """The postings of a page as bytes: the arrays one after the other, the widest first."""
    return b"".join(array.tobytes() for array in (page.places, page.terms, page.values, page.head_values))


def unpack_postings(content: bytes) -> PagePostings:
    """What `pack_postings` packed."""
    count = len(content) // 20
    places = np.frombuffer(content, np.uint64, count)
    terms = np.frombuffer(content, np.uint32, count, 8 * count)
    values = np.frombuffer(content, np.float32, count, 12 * count)
    return PagePostings(terms, values, np.frombuffer(content, np.float32, count, 16 * count), places)


def turn_postings(
    numbers: PageNumbers, pages: Sequence[PagePostings], terms: Mapping[str, int], known: int
) -> dict[str, Postings]:
    """The postings of each of `terms`, given by their numbers, on `pages`, whose `numbers` ascend.

    `known` is how many terms the volume has.
    """
    if not pages:
        return dict.fromkeys(terms, NO_POSTINGS)
    rows = np.full(known, -1, np.int32)
    rows[list(terms.values())] = np.arange(len(terms))
    row = rows[np.concatenate([page.terms for page in pages])]
    # By term, and within a term by page: sorting keeps the order of pages.
    asked = np.flatnonzero(row >= 0)
    asked = asked[np.argsort(row[asked], kind="stable")]
    places = np.concatenate([page.places for page in pages])[asked]
    values = np.concatenate([page.values for page in pages])[asked]
    head_values = np.concatenate([page.head_values for page in pages])[asked]
    on = np.repeat(numbers, [len(page.terms) for page in pages])[asked]
    ends = np.searchsorted(row[asked], np.arange(len(terms) + 1))
    turned = {}
    for place, term in enumerate(terms):
        own = slice(ends[place], ends[place + 1])
        heads = np.flatnonzero(head_values[own])
        turned[term] = Postings(on[own], values[own], places[own], on[own][heads], head_values[own][heads])
    return turned
