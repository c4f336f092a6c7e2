"""The PostgreSQL engine: a generation of volumes in a database, for those who run several service machines.

A generation is written whole, in one transaction, beside those that are served. It is named after what it was made
of, so machines that build the same pages share one, and a build that is repeated adds nothing. The directory of an
index holds only this name.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg

from deflect.contents import DOCUMENTS, Contents
from deflect.manifest import FORMAT
from deflect.postgresql_connections import Connections, read_conninfo
from deflect.postgresql_schema import create_tables, drop_generation
from deflect.postgresql_volume import PostgresqlVolume
from deflect.postgresql_writer import write_volume
from deflect.volume import Volume
from kb.edition import BUILD, VERSION
from kb.errors import IndexUnavailable
from kb.support import Term

POINTER = "postgresql.json"
_KEPT = 3

_FIND_GENERATION = "SELECT published FROM palier_search.generation WHERE id = %s"
_ADD_GENERATION = "INSERT INTO palier_search.generation (id) VALUES (%s) ON CONFLICT DO NOTHING RETURNING id"
_PUBLISH = "UPDATE palier_search.generation SET published = clock_timestamp() WHERE id = %s"
# What a build left that was never published is forgotten a day later.
_OLD = """
    SELECT id FROM palier_search.generation
    WHERE published IS NULL AND written < now() - interval '1 day'
    OR id IN (SELECT id FROM palier_search.generation WHERE published IS NOT NULL ORDER BY published DESC OFFSET %s)
"""
_VOLUMES = "SELECT id, lang FROM palier_search.volume WHERE generation = %s ORDER BY lang"
_FACTS = "SELECT name, content FROM palier_search.fact WHERE volume = %s"


class PostgresqlEngine:
    """Keeps volumes in the database at `search_url` (see `deflect.engine`)."""

    name = "postgresql"

    def __init__(self, search_url: str) -> None:
        self._search_url = search_url
        self._conninfo = read_conninfo(search_url)

    def write(self, volumes: Mapping[str, Contents], directory: Path, terms: Sequence[Term]) -> None:
        """Write a generation, and leave its name in `directory`."""
        generation = _name(volumes, directory, terms)
        try:
            with psycopg.connect(self._conninfo) as connection:
                create_tables(connection)
                if connection.execute(_ADD_GENERATION, [generation]).fetchone():
                    for lang, contents in volumes.items():
                        write_volume(connection, generation, contents, directory / lang / DOCUMENTS, terms)
        except psycopg.Error as fault:
            raise _unavailable(fault) from fault
        for lang in volumes:
            shutil.rmtree(directory / lang)
        (directory / POINTER).write_text(json.dumps({"generation": generation}), encoding="utf-8")

    def open(self, directory: Path) -> dict[str, Volume]:
        """Open the generation that `directory` names. Raises `IndexUnavailable`."""
        generation = _read_pointer(directory)
        connections = Connections(self._search_url)
        try:
            if not connections.fetch(_FIND_GENERATION, [generation]):
                raise IndexUnavailable(f"PostgreSQL does not hold what {directory} names: run `palier build`")
            volumes: dict[str, Volume] = {}
            for volume, lang in connections.fetch(_VOLUMES, [generation]):
                volumes[lang] = PostgresqlVolume(connections, volume, lang, dict(connections.fetch(_FACTS, [volume])))
        except (ValueError, LookupError) as fault:
            connections.close()
            raise IndexUnavailable(f"{directory} names what cannot be read: run `palier build`") from fault
        except IndexUnavailable:
            connections.close()
            raise
        return volumes

    def publish(self, directory: Path) -> None:
        """Mark the generation as one that is served, and forget those that are neither among the last three nor
        fresh.
        """
        try:
            with psycopg.connect(self._conninfo) as connection:
                create_tables(connection)
                connection.execute(_PUBLISH, [_read_pointer(directory)])
                for (old,) in connection.execute(_OLD, [_KEPT]).fetchall():
                    drop_generation(connection, old)
        except psycopg.Error as fault:
            raise _unavailable(fault) from fault

    def discard(self, directory: Path) -> None:
        """Remove the generation, unless it was published: then others may be served from it."""
        generation = _read_pointer(directory)
        try:
            with psycopg.connect(self._conninfo) as connection:
                create_tables(connection)
                if connection.execute(_FIND_GENERATION, [generation]).fetchone() == (None,):
                    drop_generation(connection, generation)
        except psycopg.Error as fault:
            raise _unavailable(fault) from fault


def _name(volumes: Mapping[str, Contents], directory: Path, terms: Sequence[Term]) -> str:
    """A digest of all that decides what is written."""
    digest = hashlib.sha256(f"{FORMAT} {VERSION} {BUILD}".encode())
    digest.update(json.dumps([term.model_dump() for term in terms]).encode())
    for lang in sorted(volumes):
        digest.update(f"\0{lang}\0{'meaning' * volumes[lang].has_meanings}".encode())
        digest.update((directory / lang / DOCUMENTS).read_bytes())
    return digest.hexdigest()[:32]


def _read_pointer(directory: Path) -> str:
    try:
        return str(json.loads((directory / POINTER).read_bytes())["generation"])
    except FileNotFoundError as fault:
        raise IndexUnavailable(f"{directory} holds an index of another engine: run `palier build`") from fault
    except (OSError, ValueError, LookupError, TypeError) as fault:
        raise IndexUnavailable(f"{directory / POINTER} cannot be read: run `palier build`") from fault


def _unavailable(fault: psycopg.Error) -> IndexUnavailable:
    return IndexUnavailable(f"PostgreSQL cannot keep the index: {fault}")
