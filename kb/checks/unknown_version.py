"""`unknown-version` and `impossible-range`: an incident's range must name releases, and end after it begins."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.incident import Affected, Point
from kb.page import IncidentMatter, Matter, Page
from kb.product import Product
from kb.source import Path

_RANGE = frozenset("<>=~^*")
_POINTS = ("introduced", "fixed", "last_affected")


def check(inspection: Inspection) -> Iterator[Finding]:
    """Findings for versions and builds that the registry does not list, and for ranges that hold nothing."""
    knowledge = inspection.knowledge
    for page, matter in inspection.indexed():
        yield from _unlisted(page, matter, knowledge.support.products)
        if not isinstance(matter, IncidentMatter):
            continue
        yield from _over_too_soon(page, matter)
        for place, affected in enumerate(matter.affected):
            product = knowledge.support.products.get(affected.product)
            if product is not None and product.releases:
                yield from _unknown(page, ("affected", place), affected, product)
                yield from _impossible(page, ("affected", place), affected, product)


def _unlisted(page: Page, matter: Matter, products: Mapping[str, Product]) -> Iterator[Finding]:
    """Versions that a page is about and that none of its products has; a page of no product is of all of them."""
    about = [products[name] for name in matter.products or products if name in products]
    if not about or not all(product.releases for product in about):
        return
    for place, version in enumerate(matter.versions):
        if not _RANGE.isdisjoint(version):
            fault, cure = f"“{version}” is a range", "name each version, such as [14.1, 14.2]"
            yield page.source.finding(("versions", place), "unknown-version", fault, cure)
        elif version.strip() and not any(product.release(version) for product in about):
            names = " and ".join(product.id for product in about)
            message = f"{names} {'has' if len(about) == 1 else 'have'} no version “{version}”"
            yield page.source.finding(("versions", place), "unknown-version", message, _cure(version, about))


def _cure(version: str, products: Sequence[Product]) -> str:
    listed = [release.version for product in products for release in product.releases]
    close = get_close_matches(version, listed, n=1, cutoff=0.75)
    meant = f"did you mean “{close[0]}”? Otherwise " if close else ""
    return f"{meant}use one of: {', '.join(listed[:5])}, or add the release to support.yml"


def _unknown(page: Page, path: Path, affected: Affected, product: Product) -> Iterator[Finding]:
    for name in _POINTS:
        point: Point | None = getattr(affected, name)
        if point is None:
            continue
        release = product.release(point.version)
        if release is None:
            yield page.source.finding(
                (*path, name, "version"),
                "unknown-version",
                f"{product.id} has no version “{point.version}”",
                _cure(point.version, (product,)),
            )
        elif point.build and point.build not in release.builds:
            yield page.source.finding(
                (*path, name, "build"),
                "unknown-version",
                f"{product.id} {release.version} has no build “{point.build}”",
                f"use one of: {', '.join(release.builds) or 'none listed'}, or add the build to support.yml",
            )


def _impossible(page: Page, path: Path, affected: Affected, product: Product) -> Iterator[Finding]:
    """Bounds that leave nothing between them: an end before the beginning, a last affected one that is mended."""
    rows = (("introduced", "fixed", False), ("introduced", "last_affected", True), ("last_affected", "fixed", False))
    for early, late, may_be_equal in rows:
        start: Point | None = getattr(affected, early)
        end: Point | None = getattr(affected, late)
        if start is None or end is None:
            continue
        order = product.compare(end.version, start.version)
        if order == 0 and end.build and start.build:
            order = product.compare_builds(start.version, end.build, start.build)
            is_too_early = order < 0 or (order == 0 and not may_be_equal)
        else:
            is_too_early = order < 0 or (order == 0 and not may_be_equal and not end.build)
        if is_too_early:
            yield page.source.finding(
                (*path, late),
                "impossible-range",
                f"“{late}” ({end}) does not come after “{early}” ({start})",
                "correct one of the two",
            )
            return


def _over_too_soon(page: Page, matter: IncidentMatter) -> Iterator[Finding]:
    if matter.started and matter.resolved and matter.resolved < matter.started:
        fault = f"“resolved” ({matter.resolved}) comes before “started” ({matter.started})"
        yield page.source.finding(("resolved",), "impossible-range", fault, "correct one of the two")
