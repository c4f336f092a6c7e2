"""Inspections: what every check is given. The day and the files are passed in, so that the checks stay pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kb.docs_folder import visible_files
from kb.knowledge import DOCS_FOLDER, Knowledge
from kb.page import Matter, Page


@dataclass(frozen=True, slots=True)
class Inspection:
    """A help centre on the day on which it is checked. `files` are all paths below `docs/`, pages too."""

    knowledge: Knowledge
    today: date
    files: frozenset[str] = frozenset()

    def indexed(self) -> Iterator[tuple[Page, Matter]]:
        """Every article, incident and answered question with its front matter."""
        for page in self.knowledge.pages:
            if isinstance(page.matter, Matter):
                yield page, page.matter

    def bodies(self) -> Iterator[Page]:
        """Every page whose body can be read, be its front matter wrong: who mends a page mends all of it at once."""
        yield from self.knowledge.pages
        yield from self.knowledge.unusable

    def exists(self, page_id: str, lang: str) -> bool:
        """Whether there is such a page, be it one that cannot be used until its own faults are mended."""
        return (page_id, lang) in self.knowledge.left_out or self.knowledge.page(page_id, lang) is not None


def inspect(knowledge: Knowledge, today: date) -> Inspection:
    """The inspection of a help centre as it lies on the disk."""
    return Inspection(knowledge, today, frozenset(visible_files(knowledge.root / DOCS_FOLDER)))
