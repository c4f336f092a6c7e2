"""`duplicate-title`: two pages with one title cannot be told apart in a list of results."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.page import Page


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each page whose title another page of its language had first."""
    knowledge = inspection.knowledge
    first: dict[tuple[str, str], Page] = {}
    for page in knowledge.pages:
        if page.kind is None or knowledge.page(page.id, page.lang) is not page:
            continue
        key = (page.lang, " ".join(page.title.casefold().split()))
        other = first.setdefault(key, page)
        if page.title.strip() and other is not page:
            yield page.source.finding(
                ("title",),
                "duplicate-title",
                f"“{page.title}” is also the title of {other.path}",
                "say in the title what sets this page apart",
            )
