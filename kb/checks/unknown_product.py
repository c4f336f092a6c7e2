"""`unknown-product`: a product that `support.yml` does not know makes a page or an incident concern nobody."""

from collections.abc import Iterator
from difflib import get_close_matches

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.page import IncidentMatter, Matter, Page
from kb.source import Path
from kb.support import Support


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each product that a page names and the registry does not."""
    knowledge = inspection.knowledge
    known = knowledge.support.products
    for page in knowledge.pages:
        for path, product in _named(page):
            if product.strip() and product not in known:
                yield page.source.finding(
                    path,
                    "unknown-product",
                    f"“{product}” is not a product of support.yml",
                    _cure(product, tuple(known)),
                )
    for path, product in _named_in_support(knowledge.support):
        if product not in known:
            fault = f"“{product}” is not a product of this file"
            yield knowledge.source.finding(path, "unknown-product", fault, _cure(product, tuple(known)))


def _named_in_support(support: Support) -> Iterator[tuple[Path, str]]:
    for number, term in enumerate(support.terms):
        yield from ((("terms", number, "products", place), product) for place, product in enumerate(term.products))
    for key, entries in (("fields", support.fields), ("topics", support.topics)):
        for entry in entries.values():
            path = (key, entry.id, "when", "product")
            yield from (((*path, place), product) for place, product in enumerate(entry.when.product))


def _named(page: Page) -> Iterator[tuple[Path, str]]:
    if isinstance(page.matter, Matter):
        yield from ((("products", place), product) for place, product in enumerate(page.matter.products))
    if isinstance(page.matter, IncidentMatter):
        yield from ((("affected", place, "product"), one.product) for place, one in enumerate(page.matter.affected))


def _cure(product: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(product.casefold(), known, n=1, cutoff=0.7)
    return f"did you mean “{close[0]}”?" if close else f"use one of: {', '.join(known)}"
