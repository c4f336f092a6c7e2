"""`unclosed-code`: code that begins with ``` and never ends swallows, or spoils, the rest of the page."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.manuscript import manuscript


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each page in which a fence is not closed."""
    for page in inspection.bodies():
        line = manuscript(page).open_fence
        if line is not None:
            fault, cure = (
                "the code that begins here does not end",
                "close it with the same marks on a line of their own",
            )
            yield Finding(page.path, line, 1, "unclosed-code", fault, cure)
