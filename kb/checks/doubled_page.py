"""`doubled-page`: `x.md` and `x.fr.md` are the same page where French is the first language; one would be lost."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.page import Page


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each file that holds a page which another file holds already."""
    knowledge = inspection.knowledge
    first: dict[tuple[str, str], Page] = {}
    for page in knowledge.pages:
        other = first.setdefault((page.id, page.lang), page)
        if other is not page:
            yield Finding(
                page.path, 1, 1, "doubled-page", f"{other.path} is the same page", "put both texts into one file"
            )
