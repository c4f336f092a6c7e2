"""A PostgreSQL server of one's own: a real one, in a folder that goes away, on a socket that nobody else can reach."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
# PostgreSQL will not run as root; Debian has this user for whoever owns nothing.
_NOBODY = "nobody"
_SETTINGS = "-c listen_addresses='' -c fsync=off -c max_connections=60"


class Cluster:
    """A server that runs; `url` is how to reach it as its owner."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.url = f"postgresql+psycopg://palier@/postgres?host={folder}"
        self._binaries = binaries
        self._folder = folder

    def stop(self) -> None:
        """End the server, and every connection with it; what was committed stays."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self._folder / "data"))

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = f"-k {self._folder} {_SETTINGS}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "-w", "-D", str(self._folder / "data"), "-l", log, "-o", options)

    def create(self) -> None:
        """Write the files of a new server."""
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-U", "palier", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._binaries / program, *arguments],
            check=True,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            user=_NOBODY if os.geteuid() == 0 else None,
            group="nogroup" if os.geteuid() == 0 else None,
        )


def find_binaries() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest where Debian has several; None where there is none."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def running_cluster(binaries: Path) -> Iterator[Cluster]:
    """A new server, stopped and gone afterwards."""
    # Not below pytest's own folder: that is closed to everyone else, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="palier-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _NOBODY, "nogroup")
    cluster = Cluster(binaries, folder)
    try:
        cluster.create()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder)
