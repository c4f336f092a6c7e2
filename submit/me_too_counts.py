"""Me-too counts: how many people have the problem of each incident, for those who are shown it.

People who type are shown them at each pause, so the store is asked once in a while and not each time. Search never
waits for a store that does not answer: then there are no counts.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from submit.store.database import Database
from submit.store.tables import MeToo

_FRESH_S = 5.0
_log = logging.getLogger(__name__)


class MeTooCounts:
    """Counts for any number of threads; at most five seconds old, but for what `forget` was told."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._counts: Mapping[str, int] = {}
        self._until = float("-inf")

    def of(self, pages: Iterable[str]) -> dict[str, int]:
        """How many people have the problem of each of these pages; those that nobody has are left out."""
        wanted = tuple(pages)
        counts = self._current() if wanted else {}
        return {page: counts[page] for page in wanted if page in counts}

    def forget(self) -> None:
        """Somebody was counted just now: the next look is at the store."""
        self._until = float("-inf")

    def _current(self) -> Mapping[str, int]:
        if self._clock() < self._until:
            return self._counts
        if not self._lock.acquire(blocking=False):
            # Another thread is looking; what is held is fresh enough.
            return self._counts
        try:
            self._until = self._clock() + _FRESH_S
            self._counts = self._count()
        except SQLAlchemyError as error:
            _log.error("the store did not say how many have a problem: %s", type(error).__name__)
        finally:
            self._lock.release()
        return self._counts

    def _count(self) -> dict[str, int]:
        counted = select(MeToo.incident, func.count().label("number")).where(MeToo.counted).group_by(MeToo.incident)
        with self._database.look() as connection:
            return {row.incident: row.number for row in connection.execute(counted)}
