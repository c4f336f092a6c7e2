"""`missing-picture`: a picture that `support.yml` names exists below docs/, and has a text for who cannot see it."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding

_RULE = "missing-picture"


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each picture of a product that does not exist, and for each that has no text."""
    source = inspection.knowledge.source
    for product in inspection.knowledge.support.products.values():
        if not product.where_image:
            continue
        path = ("products", product.id, "where_image")
        if product.where_image not in inspection.files:
            fault = f"there is no picture “docs/{product.where_image}”"
            yield source.finding(path, _RULE, fault, "write its path below docs/, such as images/about.png")
        if not product.where_image_alt:
            fault = f"“{product.where_image}” has no text beside it"
            yield source.finding(path, _RULE, fault, "say under “where_image_alt” what it shows")
