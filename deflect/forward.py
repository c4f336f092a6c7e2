"""The forward file: for each page its terms, and for each term the parts of the page that hold it.

Two flat arrays, read where they lie on disk: term numbers in order, and beside each a 64-bit number whose bit
0 stands for the title, bit 1 for keywords and answers, and bit 2 + n for passage n. Ranking asks it what
postings cannot tell: how much of a question stands together in one place.
"""

import mmap
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

TITLE_BIT = 0
HEAD_BIT = 1
FIRST_PASSAGE_BIT = 2
LAST_BIT = 63

_NUMBERS = "forward.terms"
_PLACES = "forward.places"
_STARTS = "forward.starts"


class ForwardWriter:
    """Writes the forward file page by page."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._numbers = (directory / _NUMBERS).open("wb")
        self._places = (directory / _PLACES).open("wb")
        self._starts = array("Q", [0])

    def add(self, places: Iterable[tuple[int, int]]) -> None:
        """Write the next page: its term numbers, in any order, each with its bits."""
        ordered = sorted(places)
        array("I", [number for number, _ in ordered]).tofile(self._numbers)
        array("Q", [bits for _, bits in ordered]).tofile(self._places)
        self._starts.append(self._starts[-1] + len(ordered))

    def close(self) -> None:
        """Finish the three files."""
        self._numbers.close()
        self._places.close()
        (self._directory / _STARTS).write_bytes(self._starts.tobytes())


class Forward:
    """The forward file, read only; threads may share it."""

    def __init__(self, directory: Path) -> None:
        self._numbers = _map(directory / _NUMBERS).cast("I")
        self._places = _map(directory / _PLACES).cast("Q")
        self._starts = array("Q", (directory / _STARTS).read_bytes())

    def places(self, page: int, term: int) -> int:
        """The bits of the places where a page holds a term; 0 when it does not."""
        end = self._starts[page + 1]
        at = bisect_left(self._numbers, term, self._starts[page], end)
        return self._places[at] if at < end and self._numbers[at] == term else 0


def _map(path: Path) -> memoryview:
    """The bytes of a file, read when they are asked for. The map lives as long as someone looks at it."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return memoryview(b"")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
