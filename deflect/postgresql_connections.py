"""Connections to PostgreSQL: one a thread that asks, kept for the next one; one that broke is replaced.

Search never blocks. A server that does not answer is not asked again for a few seconds, so that customers do not
wait for it one after the other.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Sequence
from typing import Any, LiteralString

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kb.errors import IndexUnavailable

_DRIVER = "+psycopg"
_CONNECT_TIMEOUT_S = 3
# No plan of ours is worth compiling, and no customer waits longer than this for an answer.
_READING = "-c jit=off -c statement_timeout=5000 -c default_transaction_read_only=on"
_MOST_IDLE = 8
_REST_S = 5.0


class Connections:
    """Connections for reading, to the server at `search_url`. Threads may share them."""

    def __init__(self, search_url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._conninfo = read_conninfo(search_url, options=_READING)
        self._clock = clock
        self._lock = threading.Lock()
        self._idle: list[Connection[Any]] = []
        self._closed = False
        self._rest_until = -1.0
        # Whoever forgets to close leaves no connection behind.
        self._finalizer = weakref.finalize(self, _close_all, self._idle)

    def fetch(self, query: sql.Composed | LiteralString, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of one query, whose values come apart from it. Raises `IndexUnavailable`."""
        connection = self._borrow()
        try:
            rows = _ask(connection, query, values)
        except psycopg.Error as fault:
            if not connection.broken:
                connection.close()
                raise _unavailable(fault) from fault
            # Broken since it was used last, as are those of its age: a server was restarted. A fresh one tells.
            self.close_idle()
            connection = self._connect()
            rows = self._ask_once(connection, query, values)
        self._give_back(connection)
        return rows

    def close(self) -> None:
        """Close what is idle now, and every other one once it is given back. Closing twice does nothing."""
        self._closed = True
        self.close_idle()

    def close_idle(self) -> None:
        """Close the connections that nobody uses; new ones are opened when they are needed."""
        with self._lock:
            idle = self._idle.copy()
            self._idle.clear()
        _close_all(idle)

    def _ask_once(
        self, connection: Connection[Any], query: sql.Composed | LiteralString, values: Sequence[Any]
    ) -> list[tuple[Any, ...]]:
        try:
            return _ask(connection, query, values)
        except psycopg.Error as fault:
            connection.close()
            raise _unavailable(fault) from fault

    def _borrow(self) -> Connection[Any]:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _connect(self) -> Connection[Any]:
        if self._clock() < self._rest_until:
            raise IndexUnavailable("PostgreSQL does not answer; it is asked again in a few seconds")
        try:
            return psycopg.connect(self._conninfo, autocommit=True)
        except psycopg.Error as fault:
            self._rest_until = self._clock() + _REST_S
            raise IndexUnavailable(f"PostgreSQL cannot be reached: {fault}") from fault

    def _give_back(self, connection: Connection[Any]) -> None:
        with self._lock:
            if not self._closed and len(self._idle) < _MOST_IDLE:
                self._idle.append(connection)
                return
        connection.close()


def read_conninfo(search_url: str, **settings: str) -> str:
    """How the driver reaches the server that a setting names; what the setting says goes first.

    Raises `IndexUnavailable` where the setting cannot be read.
    """
    try:
        own = conninfo_to_dict(search_url.replace(_DRIVER, "", 1))
    except psycopg.ProgrammingError as fault:
        # Not quoted: it may hold a password.
        raise IndexUnavailable("PALIER_SEARCH_URL cannot be read; write postgresql+psycopg://host/name") from fault
    options = f"{settings.get('options', '')} {own.get('options') or ''}".strip()
    ours: dict[str, Any] = {
        "connect_timeout": _CONNECT_TIMEOUT_S,
        "client_encoding": "utf8",
        "application_name": "palier",
    }
    return make_conninfo(**{**ours, **own, "options": options})


def _ask(
    connection: Connection[Any], query: sql.Composed | LiteralString, values: Sequence[Any]
) -> list[tuple[Any, ...]]:
    return connection.cursor(binary=True).execute(query, values).fetchall()


def _unavailable(fault: psycopg.Error) -> IndexUnavailable:
    # Only the kind of fault is told: a message of the server may quote what a customer asked.
    return IndexUnavailable(f"PostgreSQL cannot be asked ({type(fault).__name__}); see PALIER_SEARCH_URL and its log")


def _close_all(connections: list[Connection[Any]]) -> None:
    for connection in connections:
        connection.close()
