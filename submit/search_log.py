"""The search log: searches are noted in memory and written behind, many in one transaction.

People who type search at each pause, and a commit that is on disk costs more than the search; one commit for all
that was noted in a quarter of a second costs next to nothing. What must stay true:

- Whoever needs an ask as it is (a ticket, an outcome) settles it first. Then the store holds everything that was
  noted of it, and the store alone is asked: no ticket is taken on the word of this memory.
- A search leaves the memory after its commit, never before. So an ask is found in one of the two, by looking here
  first and there second. An ask that is not here may be another process's, and is looked up in the store.
- What is noted has its secrets masked.
- A crash loses the last moment of the log. Then a customer's ask is unknown, and suggestions are shown once more.
"""

import logging
import threading
from collections import Counter, deque
from itertools import islice

from sqlalchemy import exists, select
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

from submit.asks import Search, record_searches
from submit.store.database import Database
from submit.store.tables import Ask, Ticket

# What a crash may lose, and how long a ticket of the same moment may wait for the write lock: both stay small.
_PAUSE_S = 0.25
_BATCH = 200
# Some minutes of a store that does not answer; then searches go unnoted.
_MOST_WAITING = 10_000
_NOT_ANSWERING = (OperationalError, InterfaceError)
_log = logging.getLogger(__name__)


class SearchLog:
    """Notes searches for any number of threads; one thread of its own, once started, writes them down."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[Search] = deque()
        self._asks: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._settling = threading.Lock()
        self._noted = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._walk, name="search log", daemon=True)

    def start(self) -> None:
        """Begin to write behind. Until then, what is noted waits for somebody to settle it."""
        self._thread.start()

    def stop(self) -> None:
        """Write what still waits, and end."""
        self._stopping.set()
        self._noted.set()
        if self._thread.is_alive():
            self._thread.join()
        self._try_to_settle()

    def note(self, search: Search) -> bool:
        """Take a search to be written down soon; its secrets are masked already.

        False when too many wait because the store does not answer: then nobody will know of it.
        """
        with self._lock:
            if len(self._waiting) >= _MOST_WAITING:
                return False
            self._waiting.append(search)
            self._asks[search.ask] += 1
        self._noted.set()
        return True

    def dismissed(self, ask_id: str) -> frozenset[str] | None:
        """What the customer set aside on an ask; None when it cannot go on: unknown, or a ticket already."""
        if not ask_id:
            return None
        waits = self._waits(ask_id)
        with self._database.look() as connection:
            taken = exists().where(Ticket.ask_id == Ask.id)
            known = connection.scalar(select(Ask.dismissed).where(Ask.id == ask_id, ~taken))
        if known is not None:
            return frozenset(known)
        # Begun here a moment ago; nothing was set aside yet, because an outcome settles its ask.
        return frozenset() if waits else None

    def settle_ask(self, ask_id: str) -> None:
        """See that the store holds what was noted of an ask before this call. Raises as `settle` does."""
        if self._waits(ask_id):
            self.settle()

    def settle(self) -> None:
        """See that the store holds everything noted before this call.

        Raises `SQLAlchemyError` when the store does not answer; what waits goes on waiting.
        """
        with self._settling:
            left = len(self._waiting)
            while left > 0:
                left -= self._write(min(left, _BATCH))

    def _waits(self, ask_id: str) -> bool:
        with self._lock:
            return ask_id in self._asks

    def _write(self, count: int) -> int:
        """Write the oldest searches in one transaction. Returns how many: all of them."""
        batch = tuple(islice(self._waiting, count))
        try:
            with self._database.write() as session:
                record_searches(session, batch)
        except _NOT_ANSWERING:
            raise
        except (SQLAlchemyError, ValueError) as error:
            # One that the store cannot hold must not keep the others out.
            if count > 1:
                return sum(self._write(1) for _ in batch)
            _log.error("a search could not be written down: %s", type(error).__name__)
        self._forget(batch)
        return count

    def _forget(self, written: tuple[Search, ...]) -> None:
        with self._lock:
            for search in written:
                self._waiting.popleft()
                self._asks[search.ask] -= 1
                if not self._asks[search.ask]:
                    del self._asks[search.ask]

    def _walk(self) -> None:
        while not self._stopping.is_set():
            self._noted.wait()
            self._noted.clear()
            self._try_to_settle()
            self._stopping.wait(_PAUSE_S)

    def _try_to_settle(self) -> None:
        try:
            self.settle()
        except SQLAlchemyError as error:
            _log.error("the store did not take the searches: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the edge of this thread: it must outlive any one search
            _log.error("searches could not be written down: %s", type(error).__name__)
