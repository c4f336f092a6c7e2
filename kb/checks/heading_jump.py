"""`heading-jump`: headings are the page's table of contents; who listens to a page moves by them (WCAG 1.3.1)."""

from collections.abc import Iterable, Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.manuscript import Place, manuscript
from kb.page import Page
from kb.reading import reading
from kb.rendering import Unrenderable

_RULE = "heading-jump"


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each heading of the title's level, and for each that skips a level."""
    for page in inspection.bodies():
        written = manuscript(page)
        if written.open_fence is not None:
            continue  # Whatever follows may be code; `unclosed-code` tells.
        try:
            levels = reading(page).headings
        except Unrenderable:
            continue
        yield from _faults(page, levels, written.headings())


def _faults(page: Page, levels: Iterable[int], written: Iterable[tuple[int, Place]]) -> Iterator[Finding]:
    candidates = iter(written)
    # The title is the page's only h1. A page that needs no title may have it in its text; `missing-title` tells of
    # one that does.
    above = 1 if page.title or page.kind is not None else 0
    for level in levels:
        line, column = next((place for one, place in candidates if one == level), (page.body_line, 1))
        if level == 1 and above:
            fault = "this heading has the level of the page's title"
            yield Finding(page.path, line, column, _RULE, fault, "begin it with ##")
        elif level > above + 1:
            before = f"follows one of level {above}" if above > 1 else "is the first"
            fault = f"a heading of level {level} {before}"
            yield Finding(page.path, line, column, _RULE, fault, f"begin it with {'#' * (above + 1)}")
        # What follows is judged as if it were mended.
        above = max(level, 2 if above else 1)
