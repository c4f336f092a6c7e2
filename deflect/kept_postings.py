"""Kept postings: the lists that were read last, as many as may lie in memory."""

from __future__ import annotations

import threading

from deflect.postings import Postings

# What five arrays and their names take beside what they hold.
_OVERHEAD_BYTES = 1_000


class KeptPostings:
    """Postings by their terms, at most `most_bytes` of them. Threads may share it.

    Two generations: what is asked for again moves on to the young one, and once that is full, all that is left of the
    old one goes. So most questions find their words without a lock, and what is asked for often is never forgotten.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_young = most_bytes // 2
        self._young: dict[str, Postings] = {}
        self._old: dict[str, Postings] = {}
        self._young_bytes = 0
        self._lock = threading.Lock()

    def get(self, term: str) -> Postings | None:
        """The postings of a term; None where they are not kept."""
        found = self._young.get(term)
        if found is None:
            found = self._old.get(term)
            if found is not None:
                self.add(term, found)
        return found

    def add(self, term: str, postings: Postings) -> None:
        """Keep the postings of a term."""
        size = postings.nbytes + _OVERHEAD_BYTES
        with self._lock:
            if term in self._young:
                return
            if self._young_bytes + size > self._most_young:
                self._old, self._young, self._young_bytes = self._young, {}, 0
            self._young[term] = postings
            self._young_bytes += size
