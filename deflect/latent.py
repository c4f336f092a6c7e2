"""Latent topics: which words and pages of a collection are about the same, learned from the collection alone.

Latent semantic indexing (Deerwester et al. 1990): the matrix of pages and terms is cut down to its strongest
directions, so that a page about « déménager » is near a question about « changer d'adresse » where the two are
written of together. The cut is a randomized one (Halko, Martinsson and Tropp 2011, algorithm 4.4), seeded, so that
two builds of the same pages are the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# 50 directions; 100 and 200 find less (measured on five collections). A small collection has fewer: with as many as
# it has pages, topics would be pages.
_MOST_TOPICS = 50
_PAGES_A_TOPIC = 3
_OVERSAMPLING = 10
_ITERATIONS = 1
_SEED = 20_261_126
# So many postings are multiplied at once: some 50 MB.
_CHUNK = 200_000

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Topics:
    """For each page and each term, by number, where it stands among the topics: a row each, pages of length 1."""

    pages: Matrix
    terms: Matrix


def find_topics(
    sizes: NDArray[np.unsignedinteger], terms: NDArray[np.unsignedinteger], weights: Matrix, count: int
) -> Topics:
    """The topics of pages with `sizes` postings each, whose `terms` (of `count`) and `weights` follow one another."""
    topics = min(_MOST_TOPICS, len(sizes) // _PAGES_A_TOPIC, count)
    if topics < 1 or not len(terms):
        return Topics(np.zeros((len(sizes), 0), np.float32), np.zeros((count, 0), np.float32))
    pages = np.repeat(np.arange(len(sizes)), sizes)
    by_term = np.argsort(terms, kind="stable")
    forth = _Sparse(pages, terms, weights, len(sizes))
    back = _Sparse(terms[by_term], pages[by_term], weights[by_term], count)
    width = min(topics + _OVERSAMPLING, len(sizes), count)
    start = np.random.default_rng(_SEED).standard_normal((count, width), np.float32)
    basis = _orthogonal(forth.times(start))
    for _ in range(_ITERATIONS):
        basis = _orthogonal(forth.times(_orthogonal(back.times(basis))))
    small = back.times(basis)
    strengths, turns = np.linalg.eigh((small.T @ small).astype(np.float64))
    best = turns[:, ::-1][:, :topics].astype(np.float32)
    force = np.sqrt(np.maximum(strengths[::-1][:topics], 1e-12)).astype(np.float32)
    return Topics(_rows_of_length_one((basis @ best) * force), (small @ best) / force)


def fold_in(
    sizes: NDArray[np.unsignedinteger], terms: NDArray[np.unsignedinteger], weights: Matrix, known: Matrix
) -> Topics:
    """Where pages and new terms stand among topics that were found before, when some pages were others.

    `known` has a row for each term, zeros where it is new: such a term is about what its pages are about. Where nothing
    changed this is what `find_topics` told.
    """
    pages = np.repeat(np.arange(len(sizes)), sizes)
    rows = _Sparse(pages, terms, weights, len(sizes)).times(known)
    new = np.flatnonzero((known == 0).all(axis=1)[terms])
    folded = known.copy()
    np.add.at(folded, terms[new], weights[new, None] * rows[pages[new]] / np.maximum((rows * rows).sum(axis=0), 1e-12))
    np.add.at(rows, pages[new], weights[new, None] * folded[terms[new]])
    return Topics(_rows_of_length_one(rows), folded)


class _Sparse:
    """A sparse matrix whose entries lie in the order of its rows."""

    def __init__(self, rows: NDArray[np.integer], columns: NDArray[np.integer], values: Matrix, height: int) -> None:
        self._starts = np.searchsorted(rows, np.arange(height + 1))
        self._columns = columns
        self._values = values

    def times(self, other: Matrix) -> Matrix:
        """The product with a dense matrix."""
        starts = self._starts
        product = np.zeros((len(starts) - 1, other.shape[1]), np.float32)
        first = 0
        while first < len(product):
            last = max(first + 1, int(np.searchsorted(starts, starts[first] + _CHUNK, "right")) - 1)
            mine = slice(starts[first], starts[last])
            rows = first + np.flatnonzero(np.diff(starts[first : last + 1]))
            if len(rows):
                entries = other[self._columns[mine]] * self._values[mine, None]
                product[rows] = np.add.reduceat(entries, starts[rows] - starts[first], axis=0)
            first = last
        return product


def _orthogonal(matrix: Matrix) -> Matrix:
    return np.linalg.qr(matrix)[0]


def _rows_of_length_one(matrix: Matrix) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(lengths > 0, lengths, 1)).astype(np.float32)
