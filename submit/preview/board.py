"""The board: what the author has to know now, written by one thread and read by those that serve."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Notice:
    """The state of the preview.

    `fault` is what MkDocs said where no finding names the place; `held_back` that an edit is not shown for its faults;
    `building` that a whole build is under way.
    """

    findings: tuple[Finding, ...] = ()
    fault: str = ""
    held_back: bool = False
    building: bool = False

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What has to be mended."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What an author should look at before readers do."""
        return tuple(finding for finding in self.findings if finding.level is Level.WARNING)


class Board:
    """Holds the newest notice."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._notice = Notice()

    @property
    def notice(self) -> Notice:
        """What is to be read now."""
        with self._lock:
            return self._notice

    def tell(self, findings: Iterable[Finding], fault: str = "", *, held_back: bool) -> None:
        """Replace everything but whether a build is under way."""
        with self._lock:
            self._notice = Notice(tuple(sorted(findings)), fault, held_back, self._notice.building)

    def say_building(self, building: bool) -> None:
        """Say whether a whole build is under way."""
        with self._lock:
            self._notice = replace(self._notice, building=building)
