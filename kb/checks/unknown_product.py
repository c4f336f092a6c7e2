"""`unknown-product`: a product that `support.yml` does not know makes a page or an incident concern nobody."""

from collections.abc import Iterator

from kb.finding import Finding
from kb.knowledge import Knowledge
from kb.page import IncidentMatter, Matter, Page
from kb.source import Path


def check(knowledge: Knowledge) -> Iterator[Finding]:
    """A finding for each product that a page names and the registry does not."""
    known = knowledge.support.products
    for page in knowledge.pages:
        for path, product in _named(page):
            if product not in known:
                yield page.source.finding(
                    path,
                    "unknown-product",
                    f"“{product}” is not a product of support.yml",
                    f"use one of: {', '.join(known)}",
                )


def _named(page: Page) -> Iterator[tuple[Path, str]]:
    if isinstance(page.matter, Matter):
        yield from ((("products", place), product) for place, product in enumerate(page.matter.products))
    if isinstance(page.matter, IncidentMatter):
        yield from ((("affected", place, "product"), one.product) for place, one in enumerate(page.matter.affected))
