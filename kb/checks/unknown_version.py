"""`unknown-version` and `impossible-range`: an incident's range must name releases, and end after it begins."""

from collections.abc import Iterator

from kb.finding import Finding
from kb.incident import Affected, Point
from kb.knowledge import Knowledge
from kb.page import IncidentMatter, Page
from kb.product import Product
from kb.source import Path

_POINTS = ("introduced", "fixed", "last_affected")


def check(knowledge: Knowledge) -> Iterator[Finding]:
    """Findings for versions and builds that the registry does not list, and for ranges that hold nothing."""
    for page in knowledge.pages:
        if not isinstance(page.matter, IncidentMatter):
            continue
        for place, affected in enumerate(page.matter.affected):
            product = knowledge.support.products.get(affected.product)
            if product is not None and product.releases:
                yield from _unknown(page, ("affected", place), affected, product)
                yield from _impossible(page, ("affected", place), affected, product)


def _unknown(page: Page, path: Path, affected: Affected, product: Product) -> Iterator[Finding]:
    for name in _POINTS:
        point: Point | None = getattr(affected, name)
        if point is None:
            continue
        release = product.release(point.version)
        if release is None:
            known = ", ".join(one.version for one in product.releases[:5])
            yield page.source.finding(
                (*path, name, "version"),
                "unknown-version",
                f"{product.id} has no version “{point.version}”",
                f"use one of: {known}, or add the release to support.yml",
            )
        elif point.build and point.build not in release.builds:
            yield page.source.finding(
                (*path, name, "build"),
                "unknown-version",
                f"{product.id} {release.version} has no build “{point.build}”",
                f"use one of: {', '.join(release.builds) or 'none listed'}, or add the build to support.yml",
            )


def _impossible(page: Page, path: Path, affected: Affected, product: Product) -> Iterator[Finding]:
    start = affected.introduced
    for name in ("fixed", "last_affected"):
        end: Point | None = getattr(affected, name)
        if start is None or end is None:
            continue
        order = product.compare(end.version, start.version)
        if order == 0 and end.build and start.build:
            order = product.compare_builds(start.version, end.build, start.build)
        if order < 0 or (order == 0 and name == "fixed" and (not end.build or end.build == start.build)):
            yield page.source.finding(
                (*path, name),
                "impossible-range",
                f"“{name}” ({end}) does not come after “introduced” ({start})",
                "correct one of the two",
            )
