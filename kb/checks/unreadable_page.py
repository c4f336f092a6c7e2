"""`unreadable-page`: a page that no renderer gets through would stop the build without a word of where and why."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.rendering import Unrenderable, render


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each page whose text cannot be made into a web page."""
    for page in inspection.bodies():
        try:
            render(page.body)
        except Unrenderable as fault:
            yield Finding(page.path, page.body_line, 1, "unreadable-page", str(fault), "write it more simply")
