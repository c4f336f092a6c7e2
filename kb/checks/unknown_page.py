"""`unknown-page`: a page named by its id must exist, in `related`, `not_for` and `support.yml`."""

from collections.abc import Iterator
from difflib import get_close_matches

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.page import Matter
from kb.source import Path
from kb.support import Support

_CURE = "write the path below docs/ without language and ending, such as articles/asking/attach-files"


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each id that names no page."""
    knowledge = inspection.knowledge
    known = {page.id for page in knowledge.pages} | {page_id for page_id, _ in knowledge.left_out}
    for page in knowledge.pages:
        if not isinstance(page.matter, Matter):
            continue
        for name in ("related", "not_for"):
            for place, page_id in enumerate(getattr(page.matter, name)):
                if page_id.strip() and page_id not in known:
                    yield page.source.finding(
                        (name, place), "unknown-page", f"there is no page “{page_id}”", _cure(page_id, known)
                    )
    for path, page_id in _named_in_support(knowledge.support):
        if page_id not in known:
            fault = f"there is no page “{page_id}”"
            yield knowledge.source.finding(path, "unknown-page", fault, _cure(page_id, known))


def _named_in_support(support: Support) -> Iterator[tuple[Path, str]]:
    yield from ((("home", "popular", place), page_id) for place, page_id in enumerate(support.home.popular))
    yield from ((("topics", topic.id, "page"), topic.page) for topic in support.topics.values() if topic.page)
    for product in support.products.values():
        if product.update_page:
            yield ("products", product.id, "update_page"), product.update_page


def _cure(page_id: str, known: set[str]) -> str:
    """The id that was meant, where one is near: written as a link would be, or misspelt."""
    name = page_id.strip("/").removeprefix("docs/").removesuffix(".md")
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.8)
    return f"did you mean “{close[0]}”?" if close else _CURE
