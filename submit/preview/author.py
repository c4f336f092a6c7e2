"""The author's loop: looks at the sources, shows an edited page at once, and makes the rest right behind it.

What must stay true: a fault never takes the last good page away, and no request ever waits for a build.
"""

import logging
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from deflect.index import PageMemory
from kb.checks.all import check_loaded
from kb.errors import BuildError
from kb.finding import Finding, Level
from kb.generation import Generation, current_generation
from kb.knowledge import DOCS_FOLDER, Knowledge, load_knowledge
from submit.preview.board import Board
from submit.preview.sources import Sight, changed, look
from submit.preview.whole_build import WholeBuild
from submit.publication import is_up_to_date, publish_pages

LOOK_EVERY_S = 0.1
QUIET_BEFORE_WHOLE_BUILD_S = 1.0

_log = logging.getLogger(__name__)


class Author(threading.Thread):
    """Watches one help centre until it is stopped. Builds go to `var`, which is the preview's own."""

    def __init__(self, root: Path, var: Path, base_url: str, board: Board) -> None:
        super().__init__(name="preview", daemon=True)
        self._root = root
        self._var = var
        self._base_url = base_url
        self._board = board
        self._whole = WholeBuild(root, var, base_url)
        self._memory = PageMemory()
        self._stopped = threading.Event()
        self._seen: Sight = {}
        self._unpublished: frozenset[str] = frozenset()
        # When to make the whole build, by the monotonic clock; None when nothing is left to make right.
        self._whole_due: float | None = None
        self._only_pages = False

    def run(self) -> None:
        """Look until stopped."""
        try:
            while not self._stopped.wait(LOOK_EVERY_S):
                self._step()
        except Exception:  # noqa: BLE001
            # The edge of this thread: a preview that stands still without a word would mislead its author.
            _log.exception("the preview has stopped; start `palier dev` again")
            fault = "the preview has stopped: look at the terminal, and start `palier dev` again"
            self._board.tell((), fault, held_back=True)
        finally:
            self._whole.end()

    def stop(self) -> None:
        """End the loop and the build that may be running."""
        self._stopped.set()
        self.join()

    def _step(self) -> None:
        sight = look(self._root)
        paths = changed(self._seen, sight)
        if paths:
            self._seen = sight
            self._edited(paths, sight)
        elif self._whole.running:
            self._follow_whole_build()
        elif self._whole_due is not None and time.monotonic() >= self._whole_due:
            self._start_whole_build()

    def _edited(self, paths: frozenset[str], sight: Sight) -> None:
        self._whole.end()
        self._board.say_building(False)
        self._unpublished |= paths
        self._only_pages = all(_is_page(path) and path in sight for path in self._unpublished)
        self._whole_due = None
        try:
            knowledge, findings = load_knowledge(self._root)
        except OSError:
            self._seen = {}  # A file went away while it was read: look again.
            return
        if knowledge is None or any(finding.level is Level.ERROR for finding in findings):
            self._board.tell(findings, held_back=True)
            return
        self._show(knowledge, findings)

    def _show(self, knowledge: Knowledge, findings: list[Finding]) -> None:
        """Publish the edited pages, then say what the checks find; they may take longer than the pages."""
        edited = self._unpublished
        fault = self._publish_pages(knowledge)
        if not self._only_pages:
            self._start_whole_build()
        elif not fault:
            self._whole_due = time.monotonic() + QUIET_BEFORE_WHOLE_BUILD_S
        findings = [*findings, *check_loaded(knowledge, datetime.now(UTC).date())]
        is_named = any(finding.level is Level.ERROR and finding.path in edited for finding in findings)
        self._board.tell(findings, "" if is_named else fault, held_back=bool(fault))

    def _publish_pages(self, knowledge: Knowledge) -> str:
        """What is wrong with the edited pages; empty once they are published, or when only a whole build can be."""
        base = self._base()
        if base is None or not self._only_pages:
            self._only_pages = False
            return ""
        try:
            publish_pages(knowledge, self._unpublished, base, self._var, self._base_url, self._memory)
        except BuildError as error:
            return str(error)
        self._unpublished = frozenset()
        return ""

    def _base(self) -> Generation | None:
        """The build to put pages into; None when there is none, or none that can be read."""
        try:
            return current_generation(self._var)
        except BuildError:
            return None

    def _start_whole_build(self) -> None:
        self._whole_due = None
        if self._base() is not None and is_up_to_date(self._root, self._var):
            self._unpublished = frozenset()
            return
        self._whole.start()
        self._board.say_building(True)

    def _follow_whole_build(self) -> None:
        complaint = self._whole.outcome()
        if complaint is None:
            return
        self._board.say_building(False)
        if not complaint:
            self._unpublished = frozenset()
        else:
            self._board.tell(self._board.notice.findings, complaint, held_back=True)


def _is_page(path: str) -> bool:
    return path.startswith(f"{DOCS_FOLDER}/") and path.endswith(".md")
