"""Incidents: their life, whom they concern, and what a customer with a given version is told."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kb.product import Product


class IncidentState(StrEnum):
    """Where an incident stands. All but `resolved` are open."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


class Severity(StrEnum):
    """How much an incident hurts. `limitation` is a known limit that is not being mended: no banner for it."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    LIMITATION = "limitation"


class Verdict(StrEnum):
    """What an incident means for one customer's version and build."""

    UPDATE = "update"
    WORKAROUND = "workaround"
    NOT_AFFECTED = "not_affected"
    UNKNOWN = "unknown"


class Point(BaseModel):
    """A place in a product's history: a version, or one build of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    build: str = ""

    def __str__(self) -> str:
        return f"{self.version} ({self.build})" if self.build else self.version


class Affected(BaseModel):
    """The range of one product that an incident touches: from `introduced` to before `fixed`.

    Without `introduced` it has always been there; without `fixed` nothing mends it yet. `last_affected` closes
    the range where no release is known to carry the fix.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: str
    introduced: Point | None = None
    fixed: Point | None = None
    last_affected: Point | None = None

    def verdict(self, product: Product, version: str, build: str = "") -> Verdict:
        """What a customer of `product` is told who has `version` and, where known, `build`."""
        if not version:
            release = product.release_of_build(build) if build else None
            if release is None:
                return Verdict.UNKNOWN
            version = release.version
        after_start = _at_or_after(product, version, build, self.introduced)
        if after_start is False:
            return Verdict.NOT_AFFECTED
        past_fix = None if self.fixed is None else _at_or_after(product, version, build, self.fixed)
        if self.fixed is not None and past_fix is True:
            return Verdict.NOT_AFFECTED
        if self.last_affected is not None and _after(product, version, build, self.last_affected):
            return Verdict.NOT_AFFECTED
        if after_start is None or (self.fixed is not None and past_fix is None):
            return Verdict.UNKNOWN
        return Verdict.WORKAROUND if self.fixed is None else Verdict.UPDATE


class Update(BaseModel):
    """One dated entry of an incident's history."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime | date
    state: IncidentState | None = None
    text: str


class Incident(BaseModel):
    """What is known of one incident, apart from its page's words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: IncidentState
    severity: Severity = Severity.MINOR
    started: date | None = None
    affected: tuple[Affected, ...] = ()
    workaround: str = ""
    updates: tuple[Update, ...] = ()

    @property
    def is_open(self) -> bool:
        """True until it is resolved."""
        return self.state is not IncidentState.RESOLVED

    @property
    def deserves_a_banner(self) -> bool:
        """True while something is broken that was meant to work; a known limitation is not news."""
        return self.is_open and self.severity is not Severity.LIMITATION

    def concerns(self, product: str) -> Affected | None:
        """The range that names `product`, or None when the incident is about other products."""
        for affected in self.affected:
            if affected.product == product:
                return affected
        return None

    def verdict(self, product: Product | None, version: str = "", build: str = "") -> Verdict:
        """What the incident means for a customer of `product`; `unknown` where nothing is said of the product."""
        if product is None:
            return Verdict.UNKNOWN
        affected = self.concerns(product.id)
        if affected is None:
            return Verdict.UNKNOWN if not self.affected else Verdict.NOT_AFFECTED
        return affected.verdict(product, version, build)


def _at_or_after(product: Product, version: str, build: str, point: Point | None) -> bool | None:
    """Whether a customer's place is at `point` or later; None when only the missing build could tell."""
    if point is None:
        return True
    order = product.compare(version, point.version)
    if order != 0:
        return order > 0
    if not point.build:
        return True
    if not build:
        return None
    return product.compare_builds(version, build, point.build) >= 0


def _after(product: Product, version: str, build: str, point: Point) -> bool:
    """Whether a customer's place is certainly later than `point`."""
    order = product.compare(version, point.version)
    if order != 0:
        return order > 0
    return bool(point.build and build) and product.compare_builds(version, build, point.build) > 0
