"""The tables of the PostgreSQL engine: written once, only read afterwards.

All of it lies in a schema of its own, so that it may share a database with the service's store. The pages of a
volume have a table of their own: its full-text indexes hold nothing else, and forgetting it is one `DROP TABLE`.
"""

from __future__ import annotations

from typing import Any

from psycopg import Connection, sql

# Of a generation that was written but never published, `published` is null.
_TABLES = (
    "CREATE SCHEMA IF NOT EXISTS palier_search",
    """
    CREATE TABLE IF NOT EXISTS palier_search.generation (
        id text PRIMARY KEY,
        written timestamptz NOT NULL DEFAULT clock_timestamp(),
        published timestamptz
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS palier_search.volume (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        generation text NOT NULL REFERENCES palier_search.generation ON DELETE CASCADE,
        lang text NOT NULL,
        UNIQUE (generation, lang)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS palier_search.fact (
        volume integer NOT NULL REFERENCES palier_search.volume ON DELETE CASCADE,
        name text NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (volume, name)
    )
    """,
)
_PAGES = """
    CREATE TABLE {pages} (
        number integer PRIMARY KEY,
        words tsvector NOT NULL,
        postings bytea NOT NULL,
        document json NOT NULL
    )
"""
# Numbers cannot be pressed, so PostgreSQL need not try.
_PLAIN_POSTINGS = "ALTER TABLE {pages} ALTER COLUMN postings SET STORAGE EXTERNAL"
# Words of a page's head are marked A; they have an index of their own, for what they tell.
_INDEXES = (
    "CREATE INDEX ON {pages} USING gin (words)",
    "CREATE INDEX ON {pages} USING gin (ts_filter(words, '{{a}}'))",
    "ANALYZE {pages}",
)
_ONE_WRITER = "SELECT pg_advisory_xact_lock(hashtext('palier_search'))"


def pages_table(volume: int) -> sql.Identifier:
    """The table that holds the pages of a volume."""
    return sql.Identifier("palier_search", f"pages_{volume}")


def create_tables(connection: Connection[Any]) -> None:
    """Create what is not there. Until the transaction ends, no other one writes."""
    connection.execute(_ONE_WRITER)
    for statement in _TABLES:
        connection.execute(statement)


def create_pages(connection: Connection[Any], volume: int) -> None:
    """Create the table of a volume's pages, which is filled before it is indexed."""
    for statement in (_PAGES, _PLAIN_POSTINGS):
        connection.execute(sql.SQL(statement).format(pages=pages_table(volume)))


def index_pages(connection: Connection[Any], volume: int) -> None:
    """Index the pages of a volume, once all are there."""
    for statement in _INDEXES:
        connection.execute(sql.SQL(statement).format(pages=pages_table(volume)))


def drop_generation(connection: Connection[Any], generation: str) -> None:
    """Remove a generation and its pages."""
    volumes = connection.execute("SELECT id FROM palier_search.volume WHERE generation = %s", [generation]).fetchall()
    for (volume,) in volumes:
        connection.execute(sql.SQL("DROP TABLE {pages}").format(pages=pages_table(volume)))
    connection.execute("DELETE FROM palier_search.generation WHERE id = %s", [generation])
