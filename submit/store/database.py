"""The database: opened, migrated and written so that what is acknowledged is on disk.

SQLite 3.7.0 to 3.51.2 can lose commits of two connections in WAL mode (sqlite.org/wal.html, "WAL-reset bug").
`pysqlite3` brings a mended one where there is a wheel for it; elsewhere only one process may open the store.
"""

import fcntl
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import IO, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

from kb.errors import PalierError

try:
    from pysqlite3 import dbapi2 as _sqlite
except ImportError:  # no wheel for this machine
    _sqlite = sqlite3

_MIGRATIONS = Path(__file__).parent / "migrations"
_MENDED = (3, 51, 3)
_BUSY_TIMEOUT_MS = 10_000
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}",
)


class StoreUnavailable(PalierError):
    """The store cannot be opened as things are; the message says what to do."""


class Database:
    """An open store. Sessions from `read` see one moment; sessions from `write` commit whole or not at all."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._is_sqlite = make_url(url).get_backend_name() == "sqlite"
        # One writer at a time in this process: SQLite has one write lock, and waiting in Python costs less.
        self._writing = threading.Lock() if self._is_sqlite else nullcontext()
        self._guard = _guard(url) if self._is_sqlite else None
        self._engine = _sqlite_engine(url) if self._is_sqlite else create_engine(url, pool_pre_ping=True)

    @property
    def engine_name(self) -> str:
        """The engine with its version, as said at start: `sqlite 3.53.4`."""
        if self._is_sqlite:
            return f"sqlite {_sqlite.sqlite_version}"
        return make_url(self._url).get_backend_name()

    def migrate(self) -> None:
        """Bring the tables to what this code expects. Does nothing when they already are."""
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        with self._writing, self._engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment and changes nothing."""
        with self._engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A plain connection that changes nothing, for the one look that each keystroke takes: a session costs
        three times as much.
        """
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose changes are on disk when the block is left, or gone when it raised."""
        with self._writing, self._engine.connect() as connection:
            writing = connection.execution_options(palier_writes=True)
            with Session(writing, expire_on_commit=False) as session, session.begin():
                yield session

    def answers(self) -> bool:
        """Whether the store answers at all, for `/health`."""
        with self._engine.connect() as connection:
            return connection.execute(text("SELECT 1")).scalar() == 1

    def close(self) -> None:
        """Give every connection back, and the place as the only process."""
        self._engine.dispose()
        if self._guard is not None:
            self._guard.close()


def _sqlite_engine(url: str) -> Engine:
    _folder(url).mkdir(parents=True, exist_ok=True)
    database = make_url(url).database
    if database:
        # Before SQLite makes it readable for everyone; its WAL takes the same mode.
        Path(database).touch(mode=0o600)
    module: ModuleType = _sqlite
    engine = create_engine(url, module=module)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # SQLAlchemy says BEGIN itself, below; the driver must not say it behind its back.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes the lock at once. A deferred one would fail half-way, where waiting cannot help.
        writes = connection.get_execution_options().get("palier_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _folder(url: str) -> Path:
    return Path(make_url(url).database or ".").parent


def _guard(url: str) -> IO[str] | None:
    """On an affected SQLite, the proof that this is the only process; None where several may share the file."""
    if _sqlite.sqlite_version_info >= _MENDED:
        return None
    _folder(url).mkdir(parents=True, exist_ok=True)
    path = Path(f"{make_url(url).database}.process")
    guard = path.open("w", encoding="ascii")
    try:
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        guard.close()
        raise StoreUnavailable(
            f"SQLite {_sqlite.sqlite_version} can lose data when two processes share a file, and another one has "
            "this store open. Stop it first, or install pysqlite3 with SQLite 3.51.3 or newer."
        ) from error
    return guard
