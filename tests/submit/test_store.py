import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from submit.store.database import Database
from submit.store.tables import Event, Mail, Table

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "palier.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{path}")
    database.migrate()
    yield database
    database.close()


def test_store_is_durable_on_every_connection(database: Database) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with database.read() as first, database.read() as second, database.write() as third:
        for session in (first, second, third):
            found = [session.scalar(text(f"PRAGMA {name}")) for name in pragmas]
            # synchronous=2 is FULL: a commit is on disk before it is acknowledged.
            assert found == ["wal", 2, 1, 10_000]


def test_store_is_readable_by_its_owner_alone(database: Database, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_store_runs_on_a_sqlite_without_the_wal_bug(database: Database) -> None:
    engine, _, version = database.engine_name.partition(" ")
    pytest.importorskip("pysqlite3", reason="no mended SQLite for this machine")
    assert engine == "sqlite"
    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)


def test_migrations_lead_to_exactly_the_tables_that_the_code_knows(database: Database) -> None:
    with database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    with database.write() as session:
        session.add(Event(at=NOON, name="searched", data={}))
    database.migrate()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 1


def test_write_that_raises_leaves_nothing_behind(database: Database) -> None:
    def write_half() -> None:
        with database.write() as session:
            session.add(Event(at=NOON, name="searched", data={}))
            session.flush()
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        write_half()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 0


def test_write_that_names_an_unknown_ticket_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(Event(at=NOON, name="accepted", ticket_id=4711, data={}))


def test_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"), database.write() as session:
        session.add(Event(at=datetime(2026, 11, 23, 12, 0), name="searched", data={}))  # noqa: DTZ001


def test_instant_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    in_paris = datetime(2026, 11, 23, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    with database.write() as session:
        session.add(Event(at=in_paris, name="searched", data={}))
    with database.read() as session:
        assert session.scalars(select(Event.at)).all() == [NOON]
        assert session.scalars(select(Event.at)).one().tzinfo == UTC


def test_instant_that_is_not_known_stays_unknown(database: Database) -> None:
    with database.write() as session:
        session.add(Mail(at=NOON, due=NOON, recipient="a@example.org", content=b""))
    with database.read() as session:
        assert session.scalars(select(Mail.leased_until)).all() == [None]


@pytest.mark.parametrize("stores", [1, 2], ids=["in one process", "as two processes would"])
def test_two_writers_at_once_both_get_through(path: Path, stores: int) -> None:
    opened = [Database(f"sqlite:///{path}") for _ in range(stores)]
    opened[0].migrate()
    faults: list[Exception] = []

    def write(database: Database) -> None:
        for _ in range(40):
            try:
                with database.write() as session:
                    # Read, then write: what a deferred transaction would fail at half-way.
                    count = session.scalar(select(func.count()).select_from(Event))
                    session.add(Event(at=NOON, name="counted", data={"before": count}))
            except Exception as fault:  # noqa: BLE001 - told to the test below
                faults.append(fault)

    threads = [threading.Thread(target=write, args=(opened[-number],)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with opened[0].read() as session:
        counted = [event.data["before"] for event in session.scalars(select(Event).order_by(Event.id))]
    for database in opened:
        database.close()
    assert faults == []
    assert counted == list(range(80))


def test_second_process_is_refused_on_a_sqlite_with_the_wal_bug(tmp_path: Path) -> None:
    if sqlite3.sqlite_version_info >= (3, 51, 3):
        pytest.skip("this Python's own SQLite is mended")
    script = (
        "import sys; sys.modules['pysqlite3'] = None\n"
        "from submit.store.database import Database, StoreUnavailable\n"
        "first = Database(sys.argv[1])\n"
        "first.migrate()\n"
        "try:\n"
        "    Database(sys.argv[1])\n"
        "except StoreUnavailable as refused:\n"
        "    print(refused)\n"
        "first.close()\n"
        "again = Database(sys.argv[1])\n"
        "print(again.engine_name, again.answers())\n"
    )
    url = f"sqlite:///{tmp_path / 'var' / 'palier.db'}"
    said = subprocess.run(
        [sys.executable, "-c", script, url],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert said[0].startswith(f"SQLite {sqlite3.sqlite_version} can lose data when two processes share a file")
    assert said[1] == f"sqlite {sqlite3.sqlite_version} True"


def test_reader_sees_one_moment_while_another_writes(database: Database) -> None:
    with database.read() as reader:
        assert reader.scalar(select(func.count()).select_from(Event)) == 0
        with database.write() as writer:
            writer.add(Event(at=NOON, name="searched", data={}))
        assert reader.scalar(select(func.count()).select_from(Event)) == 0
