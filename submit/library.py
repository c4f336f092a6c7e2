"""The library: what the service reads of the current build, reopened when a new one is swapped in.

Search never blocks: without a build, or with a damaged index, everything here still answers, with less.
"""

import logging
import threading
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


@dataclass(frozen=True, slots=True)
class Shelf:
    """One build as the service sees it. `generation` and `index` are None where there is none to be had."""

    support: Support
    generation: Generation | None
    index: Index | None

    @property
    def searchable(self) -> bool:
        """Whether a search can find anything at all."""
        return self.index is not None

    def suggest(self, question: Question) -> list[Suggestion]:
        """What the customer may want to read, best first; nothing when there is no index to ask."""
        return [] if self.index is None else suggest(self.index, self.support, question)

    def explain(self, question: Question) -> Explanation:
        """The arithmetic of what `suggest` shows. Raises `IndexUnavailable` when there is no index to ask."""
        if self.index is None:
            raise IndexUnavailable("there is no search index; run `palier build` first")
        return explain(self.index, self.support, question)


class Library:
    """Hands out the shelf of the current build. Safe for threads; a shelf stays usable while it is held."""

    def __init__(self, root: Path, var: Path) -> None:
        self._root = root
        self._var = var
        self._lock = threading.Lock()
        self._held: tuple[str, Shelf] | None = None

    def shelf(self) -> Shelf:
        """The current shelf. Raises `KnowledgeError` when there is neither a build nor a usable `support.yml`."""
        name = self._current()
        held = self._held
        if held is not None and held[0] == name:
            return held[1]
        with self._lock:
            if self._held is None or self._held[0] != name:
                self._held = (name, self._open(self._generation()))
            return self._held[1]

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
                return Shelf(support, generation, _index(generation))
            if findings:
                _log.error("%s", "\n".join(str(finding) for finding in findings))
        raise KnowledgeError(f"{self._root}: there is no support.yml that can be used; run `palier check`")


def _index(generation: Generation | None) -> Index | None:
    if generation is None:
        return None
    try:
        return open_index(generation.index)
    except IndexUnavailable as error:
        _log.error("search is off: %s", error)
        return None
