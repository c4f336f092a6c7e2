"""Kept: what was read of a volume last, so that it need not be fetched again. What a volume holds never changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """Things by page number, at most `most` of them: those that were asked for last. Threads may share it."""

    def __init__(self, most: int, fetch: Callable[[list[int]], Mapping[int, _T]]) -> None:
        self._most = most
        self._fetch = fetch
        self._held: OrderedDict[int, _T] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, pages: Collection[int]) -> list[_T]:
        """What belongs to `pages`, in their order; what is not held is fetched, all at once.

        Raises `KeyError` for a page that cannot be had.
        """
        with self._lock:
            found = {page: self._held[page] for page in pages if page in self._held}
            for page in found:
                self._held.move_to_end(page)
        missing = [page for page in pages if page not in found]
        if missing:
            # Not under the lock: others may go on with what is held.
            fresh = self._fetch(missing)
            found.update(fresh)
            with self._lock:
                self._held.update(fresh)
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
        return [found[page] for page in pages]
