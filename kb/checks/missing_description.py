"""`missing-description` and `long-description`: the sentence that lists and search engines show. Warnings."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding, Level

# Search engines cut what is longer.
_LONGEST = 160


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each page that does not introduce itself in a sentence."""
    for page, matter in inspection.indexed():
        said = " ".join(matter.description.split())
        line, column = page.source.place(("description",))
        if not said:
            fault, cure = (
                "the page has no description",
                "add “description:” and one sentence that says what it helps with",
            )
            yield Finding(page.path, line, column, "missing-description", fault, cure, Level.WARNING)
        elif len(said) > _LONGEST:
            fault = f"the description has {len(said)} characters; lists show {_LONGEST}"
            yield Finding(page.path, line, column, "long-description", fault, "make it shorter", Level.WARNING)
