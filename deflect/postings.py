"""Postings: the pages that hold a term, and beside each page what the term is worth there and where it stands.

Arrays that nobody changes once they are written, so any number of threads may read them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PageNumbers = NDArray[np.uint32]
Values = NDArray[np.float32]
Bits = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one term, pages in ascending order.

    `values` are what the term is worth on each of `pages` (BM25F over all fields, see `deflect.worth`), `places` the
    bits of where it stands (see `deflect.places`). `head_values` are what it is worth on each of `head_pages` when
    the body of pages is left out.
    """

    pages: PageNumbers
    values: Values
    places: Bits
    head_pages: PageNumbers
    head_values: Values

    @property
    def nbytes(self) -> int:
        """How much memory the arrays take."""
        arrays = (self.pages, self.values, self.places, self.head_pages, self.head_values)
        return sum(array.nbytes for array in arrays)


NO_POSTINGS = Postings(
    pages=np.empty(0, np.uint32),
    values=np.empty(0, np.float32),
    places=np.empty(0, np.uint64),
    head_pages=np.empty(0, np.uint32),
    head_values=np.empty(0, np.float32),
)
