"""`contradictory-registry`: a product lists each version once, and one release that is installed today."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.product import Product, ReleaseState
from kb.release import normalise_version

_RULE = "contradictory-registry"


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each version that is listed again, and for each current release after the first."""
    source = inspection.knowledge.source
    for product in inspection.knowledge.support.products.values():
        path = ("products", product.id, "releases")
        for place, version in _listed_again(product):
            cure = "make one release of the two, with the builds of both"
            yield source.finding((*path, place, "version"), _RULE, f"“{version}” is listed twice", cure)
        current = [place for place, one in enumerate(product.releases) if one.state is ReleaseState.CURRENT]
        for place in current[1:]:
            fault = f"“{product.releases[current[0]].version}” is the current release already"
            yield source.finding((*path, place, "state"), _RULE, fault, "keep “state: current” on one of the two")


def _listed_again(product: Product) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for place, release in enumerate(product.releases):
        version = normalise_version(release.version).casefold()
        if version in seen:
            yield place, release.version
        seen.add(version)
