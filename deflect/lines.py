"""Lines: a file of one JSON object a line, each found by its number.

Lines are read from the file, not through a map of it: of a mapped file, everything that was ever near a line that was
asked for counts as the process's memory.
"""

from __future__ import annotations

import os
import weakref
from array import array
from pathlib import Path

import numpy as np

_STARTS = ".starts"


class FilePieces:
    """A file of which any number of threads read pieces. It is closed once nobody holds it any more."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`; fewer where the file ends before."""
        return os.pread(self._descriptor, end - start, start)


class Lines:
    """The lines of a file. Raises `ValueError` where there are not `count` of them."""

    def __init__(self, path: Path, count: int) -> None:
        self._starts = np.fromfile(_starts_of(path), np.uint64)
        if len(self._starts) != count + 1:
            raise ValueError(f"{path} is of another build")
        self._file = FilePieces(path)

    def read(self, number: int) -> bytes:
        """One line, by its number from 0."""
        return self._file.read(int(self._starts[number]), int(self._starts[number + 1]))


class LinesWriter:
    """Writes such a file, line by line. It can be read once it is closed; closing twice does nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._starts = array("Q", [0])

    def write(self, line: bytes) -> None:
        """Add a line; its end is added here."""
        self._file.write(line + b"\n")
        self._starts.append(self._starts[-1] + len(line) + 1)

    def close(self) -> None:
        """Write what is left, and where each line starts."""
        if not self._file.closed:
            self._file.close()
            _starts_of(self._path).write_bytes(self._starts.tobytes())


def _starts_of(path: Path) -> Path:
    return path.with_suffix(_STARTS)
