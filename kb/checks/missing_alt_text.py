"""`missing-alt-text`: who cannot see a picture, and the search, know of it only what its text says (WCAG 1.1.1)."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.manuscript import Picture, manuscript
from kb.reading import reading
from kb.rendering import Unrenderable

_CURE = 'write what it shows: ![what it shows](…), or alt="…" in HTML'


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each picture without a text; HTML with an empty `alt` says that there is nothing to tell."""
    for page in inspection.bodies():
        try:
            shown = reading(page).pictures
        except Unrenderable:
            continue
        text = manuscript(page)
        written = list(text.pictures())
        for source, has_text in shown:
            picture = _take(source, written)
            if picture is None:
                picture = Picture((page.body_line, 1), source, text.open_fence is not None)
            if not has_text and not picture.is_decoration:
                line, column = picture.place
                name = f"“{source}”" if source else "this picture"
                yield Finding(page.path, line, column, "missing-alt-text", f"{name} has no text beside it", _CURE)


def _take(source: str, written: list[Picture]) -> Picture | None:
    """The first picture of that source which has not had its turn; failing that, one whose source stands elsewhere."""
    for wanted in (source, ""):
        for place, picture in enumerate(written):
            if picture.target == wanted:
                return written.pop(place)
    return None
