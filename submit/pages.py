"""Pages: what the service says of a page of the current build besides what search found: its name, its address,
and what an incident is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kb.document import read_documents
from kb.generation import Generation
from kb.incident import Incident, Severity


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page in one language. `url` is a path from the site's root; `incident` is None for other pages."""

    id: str
    title: str
    url: str
    incident: Incident | None = None

    @property
    def is_being_mended(self) -> bool:
        """Whether this is an incident that somebody will fix: open, and not a limit that is there to stay."""
        incident = self.incident
        return incident is not None and incident.is_open and incident.severity is not Severity.LIMITATION

    @property
    def is_fixed(self) -> bool:
        """Whether this is an incident that is over."""
        return self.incident is not None and not self.incident.is_open


def pages_of(generation: Generation | None, lang: str) -> Mapping[str, PageFacts]:
    """The pages of one language by their id; none without a build."""
    return {} if generation is None else _pages(generation.documents(lang))


@lru_cache(maxsize=8)
def _pages(documents: Path) -> Mapping[str, PageFacts]:
    """Builds never change once they are published, so their documents are read once."""
    if not documents.is_file():
        return {}
    return {
        document.id: PageFacts(document.id, document.title, document.url, document.incident)
        for document in read_documents(documents)
    }
