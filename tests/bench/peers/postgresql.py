"""PostgreSQL's full-text search: a server of its own, started for the measurement and gone after it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg

from deflect.collection import Page
from peer import DEPTH, Missing, fields_of

_LANGUAGES = {"fr": "french", "en": "english"}
_SERVER_USERS = ("postgres", "nobody")
_SETTINGS = {"listen_addresses": "", "shared_buffers": "512MB", "max_parallel_workers_per_gather": 0, "jit": "off"}
_BUILD = """
CREATE EXTENSION unaccent;
CREATE TEXT SEARCH CONFIGURATION bench (COPY = {language});
ALTER TEXT SEARCH CONFIGURATION bench ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {language}_stem;
CREATE TABLE page (id text, words tsvector);
"""
_INSERT = """
INSERT INTO page VALUES (%(id)s, setweight(to_tsvector('bench', %(title)s), 'A')
    || setweight(to_tsvector('bench', %(keywords)s), 'B') || setweight(to_tsvector('bench', %(body)s), 'D'))
"""
# The question's words come from the same configuration, each one quoted, and any of them may match.
_SEARCH = f"""
SELECT id FROM page, (
    SELECT string_agg(quote_literal(word), ' | ')::tsquery AS asked
    FROM unnest(tsvector_to_array(to_tsvector('bench', %s))) AS word
) AS question
WHERE words @@ asked ORDER BY ts_rank_cd(words, asked, {{normalization}}) DESC, id LIMIT {DEPTH}
"""
# 4: words that stand close together count more. Without it, or by length, it finds about half in French.
_NORMALIZATION = 4


class PostgreSQL:
    """One table with a GIN index, in the language's own configuration behind `unaccent`."""

    def __init__(self, folder: Path, lang: str) -> None:
        del folder  # The server runs as another user, who may not enter it.
        self._language = _LANGUAGES[lang]
        self._programs = _find_programs()
        self._as_user: list[str] = []
        self._folder: Path | None = None
        self._connection: psycopg.Connection | None = None
        self._search = _SEARCH.format(normalization=_NORMALIZATION)
        # Started here, where nobody counts: a server is there before its tables are.
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def version(self) -> str:
        return f"PostgreSQL {self._connection.info.server_version // 10_000}" if self._connection else "PostgreSQL"

    def build(self, pages: Iterable[Page]) -> None:
        # A NUL is no text for PostgreSQL.
        rows = ({"id": page.id, **{f: t.replace("\0", " ") for f, t in fields_of(page).items()}} for page in pages)
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute(_BUILD.format(language=self._language))
            cursor.executemany(_INSERT, rows)
            cursor.execute("CREATE INDEX ON page USING gin (words)")
        self._connection.execute("VACUUM ANALYZE page")

    def open(self) -> None:
        """The server has been running since it was built."""

    def search(self, text: str) -> list[str]:
        return [row[0] for row in self._connection.execute(self._search, (text.replace("\0", " "),))]

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._folder is not None:
            self._call("pg_ctl", "-D", self._data, "-m", "immediate", "stop", may_fail=True)
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _start(self) -> None:
        # A socket's path has to be short, so it lies in the system's own temporary folder.
        self._folder = Path(tempfile.mkdtemp(prefix="palier-bench-"))
        self._as_user = list(_become(self._folder))
        self._call(
            "initdb", "-D", self._data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        settings = " ".join(f"-c {name}='{value}'" for name, value in _SETTINGS.items())
        log = str(self._folder / "log")
        self._call("pg_ctl", "-D", self._data, "-l", log, "-w", "-o", f"-k {self._folder} {settings}", "start")
        self._connection = psycopg.connect(host=str(self._folder), user="bench", dbname="postgres", autocommit=True)

    def _call(self, program: str, *arguments: str, may_fail: bool = False) -> None:
        command = [*self._as_user, str(self._programs / program), *arguments]
        # Not the parent's pipes: the server would keep them open.
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            check=False,
        )
        if done.returncode and not may_fail:
            raise Missing(f"{program} ended with exit code {done.returncode}")


def _find_programs() -> Path:
    """The folder of the server's programs; Debian keeps them off the path, the newest version last."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    if found is None:
        raise Missing("no PostgreSQL server: install Debian's package `postgresql`")
    return Path(found).resolve().parent


def _become(folder: Path) -> Iterator[str]:
    """What to put before a command: the server refuses to run as root, so it runs as somebody else."""
    if os.geteuid() != 0:
        return
    for user in _SERVER_USERS:
        try:
            shutil.chown(folder, user)
        except LookupError:
            continue
        yield from ("runuser", "-u", user, "--")
        return
    raise Missing("PostgreSQL does not run as root, and there is no other user to run it as")
