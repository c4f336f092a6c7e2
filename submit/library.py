"""The library: what the service reads of the current build, reopened when a new one is swapped in.

Search never blocks: without a build, with a damaged index or without the server that keeps it, everything here still
answers, with less.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deflect.explanation import Explanation, explain
from deflect.index import Index, open_index
from deflect.question import Question
from deflect.suggestion import Suggestion, suggest
from kb.errors import BuildError, IndexUnavailable, KnowledgeError
from kb.generation import Generation, current_generation
from kb.knowledge import load_support
from kb.support import Support

_log = logging.getLogger(__name__)

# How long a server that did not answer when its index was opened is left alone.
_RETRY_S = 10.0


@dataclass(frozen=True, slots=True)
class Shelf:
    """One build as the service sees it. `generation` and `index` are None where there is none to be had."""

    support: Support
    generation: Generation | None
    index: Index | None

    @property
    def searchable(self) -> bool:
        """Whether a search can find anything at all just now."""
        return self.index is not None and self.index.answers()

    def suggest(self, question: Question) -> list[Suggestion]:
        """What the customer may want to read, best first; nothing when there is no index to ask."""
        try:
            return [] if self.index is None else suggest(self.index, self.support, question)
        except IndexUnavailable as error:
            _log.error("search is off: %s", error)
            return []

    def explain(self, question: Question) -> Explanation:
        """The arithmetic of what `suggest` shows. Raises `IndexUnavailable` when there is no index to ask."""
        if self.index is None:
            raise IndexUnavailable("there is no search index; run `palier build` first")
        return explain(self.index, self.support, question)


@dataclass(frozen=True, slots=True)
class _Held:
    """The shelf of what `var/current` named, and from when on it is worth opening again; never where None."""

    name: str
    shelf: Shelf
    retry_at: float | None


class Library:
    """Hands out the shelf of the current build. Safe for threads; a shelf stays usable while it is held."""

    def __init__(
        self, root: Path, var: Path, *, search_url: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._root = root
        self._var = var
        self._search_url = search_url
        self._clock = clock
        self._lock = threading.Lock()
        self._held: _Held | None = None

    def shelf(self) -> Shelf:
        """The current shelf. Raises `KnowledgeError` when there is neither a build nor a usable `support.yml`."""
        name = self._current()
        held = self._held
        if held is not None and self._stays(held, name):
            return held.shelf
        with self._lock:
            held = self._held
            if held is not None and self._stays(held, name):
                return held.shelf
            if held is not None and held.name == name:
                # The others go on with what is held while this one waits for the server.
                self._held = _Held(name, held.shelf, self._clock() + _RETRY_S)
            self._held = self._reopened(name)
            return self._held.shelf

    def _stays(self, held: _Held, name: str) -> bool:
        return held.name == name and (held.retry_at is None or self._clock() < held.retry_at)

    def _reopened(self, name: str) -> _Held:
        shelf = self._open(self._generation())
        missing = bool(self._search_url) and shelf.generation is not None and shelf.index is None
        return _Held(name, shelf, self._clock() + _RETRY_S if missing else None)

    def _current(self) -> str:
        """What `var/current` names; asked at every request, so it reads one link and nothing else."""
        try:
            return str((self._var / "current").readlink())
        except OSError:
            return ""

    def _generation(self) -> Generation | None:
        try:
            return current_generation(self._var)
        except BuildError as error:
            _log.error("there is no site and no search: %s", error)
            return None

    def _open(self, generation: Generation | None) -> Shelf:
        for root in (None if generation is None else generation.path, self._root):
            support, findings = (None, []) if root is None else load_support(root)
            if support is not None:
                return Shelf(support, generation, _index(generation, self._search_url))
            if findings:
                _log.error("%s", "\n".join(str(finding) for finding in findings))
        raise KnowledgeError(f"{self._root}: there is no support.yml that can be used; run `palier check`")


def _index(generation: Generation | None, search_url: str) -> Index | None:
    if generation is None:
        return None
    try:
        return open_index(generation.index, search_url=search_url)
    except IndexUnavailable as error:
        _log.error("search is off: %s", error)
        return None
