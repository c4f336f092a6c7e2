"""`missing-title` and `empty-value`: a value that is there and says nothing."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding

_LISTS = ("products", "versions", "keywords", "answers", "not_for", "related", "symptoms", "redirects_from")


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each empty title and for each empty entry of a list."""
    for page, matter in inspection.indexed():
        if not page.title.strip():
            fault = "the title is empty"
            yield page.source.finding(("title",), "missing-title", fault, "write the title that customers read")
        for name in _LISTS:
            for place, text in enumerate(getattr(matter, name, ())):
                if not text.strip():
                    fault = f"an entry of “{name}” is empty"
                    yield page.source.finding((name, place), "empty-value", fault, "write it, or remove it")
