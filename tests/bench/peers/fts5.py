"""SQLite FTS5, given Palier's own stems: its tokenizer only has to part them at spaces."""

from collections.abc import Iterable
from pathlib import Path

from deflect.collection import Page
from peer import DEPTH, FIELDS, fields_of, stems

try:
    # Where it is there, it is the one that Palier itself runs on.
    import pysqlite3 as sqlite3
except ImportError:
    import sqlite3

# `bm25()` multiplies a word's count by them before it saturates, so small ones keep a long page from winning by
# saying a word often: with 5, 2 and 1 nearly three quarters of the tickets' right answers go.
_WEIGHTS = {"title": 0.5, "keywords": 0.25, "body": 0.1}


class FTS5:
    """One table in one file, ranked by `bm25()` with weights for its columns."""

    def __init__(self, folder: Path, lang: str) -> None:
        self._file, self._lang = folder / "fts5.db", lang
        self._database = None
        weights = ", ".join(str(_WEIGHTS[field]) for field in FIELDS)
        self._query = f"SELECT id FROM page WHERE page MATCH ? ORDER BY bm25(page, 0, {weights}) LIMIT {DEPTH}"

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def build(self, pages: Iterable[Page]) -> None:
        self._database = sqlite3.connect(self._file)
        columns = ", ".join(FIELDS)
        self._database.execute(f"CREATE VIRTUAL TABLE page USING fts5(id UNINDEXED, {columns}, tokenize = unicode61)")
        with self._database:
            self._database.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", map(self._row, pages))
            self._database.execute("INSERT INTO page (page) VALUES ('optimize')")
        self._database.close()

    def open(self) -> None:
        self._database = sqlite3.connect(self._file)

    def search(self, text: str) -> list[str]:
        # In quotes a word is a word: none of them is an operator.
        words = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(stems(text, self._lang)))
        return [row[0] for row in self._database.execute(self._query, (words,))] if words else []

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    def _row(self, page: Page) -> tuple[str, ...]:
        fields = fields_of(page)
        return (page.id, *(" ".join(stems(fields[field], self._lang)) for field in FIELDS))
