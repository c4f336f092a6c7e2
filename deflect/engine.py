"""Engines: what keeps the volumes of an index, and where a setting says which.

Whoosh keeps them on disk, beside the build; PostgreSQL in a database that several machines share. Ranking sees
neither (`deflect.volume`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from deflect.contents import Contents
from deflect.volume import Volume
from kb.errors import IndexUnavailable
from kb.support import Term


class Engine(Protocol):
    """Writes the volumes of an index, and opens them again."""

    @property
    def name(self) -> str: ...

    def write(self, volumes: Mapping[str, Contents], directory: Path, terms: Sequence[Term]) -> None:
        """Write the volumes by language, whole or not at all; `terms` is the glossary.

        The pages of each lie in its folder of `directory` already. What is left in `directory` names the index.
        """

    def open(self, directory: Path) -> dict[str, Volume]:
        """The volumes of the index that `directory` names. Raises `IndexUnavailable`."""

    def publish(self, directory: Path) -> None:
        """Say that the index that `directory` names is served from now on.

        What the engine keeps elsewhere of older ones is removed, but for the last few.
        """

    def discard(self, directory: Path) -> None:
        """Remove what the engine keeps elsewhere of an index that was never published."""


def choose_engine(search_url: str) -> Engine:
    """The engine that a setting asks for: Whoosh where it is empty. Raises `IndexUnavailable`."""
    if not search_url:
        from deflect.whoosh_engine import WhooshEngine

        return WhooshEngine()
    try:
        from deflect.postgresql_engine import PostgresqlEngine
    except ImportError as fault:
        raise IndexUnavailable("PALIER_SEARCH_URL needs PostgreSQL's driver: install palier[postgresql]") from fault
    return PostgresqlEngine(search_url)
