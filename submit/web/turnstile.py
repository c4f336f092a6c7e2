"""The turnstile: how many may browse the search at once, so that those who file a ticket always find a free thread.

It counts and knows nobody: no address, no words, nothing that lasts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class Turnstile:
    """Lets `places` callers in at once, and turns the next one away instead of making it wait. Safe for threads."""

    def __init__(self, places: int) -> None:
        self._free = BoundedSemaphore(places)

    @contextmanager
    def enter(self) -> Iterator[bool]:
        """Hold a place for the length of the block; False when there was none."""
        entered = self._free.acquire(blocking=False)
        try:
            yield entered
        finally:
            if entered:
                self._free.release()
