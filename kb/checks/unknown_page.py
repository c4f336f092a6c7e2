"""`unknown-page`: a page named by its id must exist, in `related`, `not_for` and `home.popular`."""

from collections.abc import Iterator

from kb.finding import Finding
from kb.knowledge import Knowledge
from kb.page import Matter

_CURE = "write the path below docs/ without language and ending, such as articles/asking/attach-files"


def check(knowledge: Knowledge) -> Iterator[Finding]:
    """A finding for each id that names no page."""
    known = {page.id for page in knowledge.pages}
    for page in knowledge.pages:
        if not isinstance(page.matter, Matter):
            continue
        for name in ("related", "not_for"):
            for place, page_id in enumerate(getattr(page.matter, name)):
                if page_id not in known:
                    yield page.source.finding((name, place), "unknown-page", f"there is no page “{page_id}”", _CURE)
    for place, page_id in enumerate(knowledge.support.home.popular):
        if page_id not in known:
            fault = f"there is no page “{page_id}”"
            yield knowledge.source.finding(("home", "popular", place), "unknown-page", fault, _CURE)
