"""`empty-page`: a page without text answers nothing, yet takes a place among the results."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each page that customers can open and that says nothing."""
    for page in inspection.bodies():
        if page.kind is not None and not page.body.strip():
            yield Finding(
                page.path,
                page.body_line,
                1,
                "empty-page",
                "the page has no text",
                "write it, or remove the file",
            )
