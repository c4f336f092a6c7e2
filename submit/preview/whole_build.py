"""The whole build: `palier build` in another process, on another core, ended as soon as it is out of date.

Publishing is safe to kill at any instant, so ending one costs nothing but the time it took.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

_COMMAND = "from submit.commands.palier import main; main()"


class WholeBuild:
    """At most one build at a time, into the preview's own `var`."""

    def __init__(self, root: Path, var: Path, base_url: str) -> None:
        self._settings = {"PALIER_ROOT": str(root), "PALIER_VAR": str(var), "PALIER_BASE_URL": base_url}
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether one was started whose end was not asked for yet."""
        return self._process is not None

    def start(self) -> None:
        """Begin anew; what runs is ended."""
        self.end()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        self._process = subprocess.Popen(  # noqa: S603 - our own command, with nothing of anybody else's in it
            [sys.executable, "-c", _COMMAND, "build"],
            env={**os.environ, **self._settings, "NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            start_new_session=True,
        )
        # The author is waiting for the edited page, and for nothing that this build makes.
        os.setpriority(os.PRIO_PROCESS, self._process.pid, 10)

    def outcome(self) -> str | None:
        """None while it runs; then, once, what it complained about: nothing when it published."""
        if self._process is None or self._process.poll() is None:
            return None
        failed, said = self._process.returncode != 0, self._read()
        self.end()
        return (said or "the build ended without a word") if failed else ""

    def end(self) -> None:
        """End it if it runs, and wait until it is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._said is not None:
            self._said.close()
            self._said = None

    def _read(self) -> str:
        """Its complaints, without the names of its steps."""
        if self._said is None:
            return ""
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").splitlines()
        return "\n".join(line.removeprefix("palier: ") for line in lines if not line.startswith("  "))
