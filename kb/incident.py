"""Incidents: their life, whom they concern, and what a customer with a given version is told."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from kb.day import Day, Moment
from kb.product import Product
from kb.release import is_version


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

    version: str = Field(description="A version, as in support.yml.")
    build: str = Field(default="", description="A build of that version; none: all of them.")

    def __str__(self) -> str:
        return f"{self.version} ({self.build})" if self.build else self.version


class Affected(BaseModel):
    """The range of one product that an incident touches: from `introduced` to before `fixed`.

    Without `introduced` it has always been there; without `fixed` nothing mends it yet. `last_affected` closes
    the range where no release is known to carry the fix.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: str = Field(description="The product's id, as in support.yml.")
    introduced: Point | None = Field(
        default=None, description="The first affected version; none: it has always been there."
    )
    fixed: Point | None = Field(default=None, description="The first version with the fix; none: nothing mends it yet.")
    last_affected: Point | None = Field(
        default=None, description="The last affected version, where no release is known to carry the fix."
    )

    def verdict(self, product: Product, version: str, build: str = "") -> Verdict:
        """What a customer of `product` is told who has `version` and, where known, `build`."""
        if self.introduced is None and self.fixed is None and self.last_affected is None:
            return Verdict.WORKAROUND  # No version could tell; a product without releases has none.
        if product.release(version) is None and not is_version(version):
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
        past_end = False if self.last_affected is None else _after(product, version, build, self.last_affected)
        if past_end is True:
            return Verdict.NOT_AFFECTED
        if None in (after_start, past_end) or (self.fixed is not None and past_fix is None):
            return Verdict.UNKNOWN
        return Verdict.WORKAROUND if self.fixed is None else Verdict.UPDATE


class Update(BaseModel):
    """One dated entry of an incident's history."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Moment = Field(description="The day or moment of the news, such as 2026-11-22 or 2026-11-22T10:00:00Z.")
    state: IncidentState | None = Field(
        default=None, description="The state that the incident entered, where it changed."
    )
    text: str = Field(description="The news, for customers.")


class Incident(BaseModel):
    """What is known of one incident, apart from its page's words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: IncidentState
    severity: Severity = Severity.MINOR
    started: Day | None = None
    resolved: Day | None = None
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

    def concerns(self, product: Product, version: str = "", build: str = "") -> Affected | None:
        """The range that decides for a customer of `product`: the one that affects them, failing that the first.

        A product that is maintained in several branches has one range a branch. None when the incident is about
        other products.
        """
        ranges = [affected for affected in self.affected if affected.product == product.id]
        return min(ranges, key=lambda one: _GRAVITY.index(one.verdict(product, version, build)), default=None)

    def verdict(self, product: Product | None, version: str = "", build: str = "") -> Verdict:
        """What the incident means for a customer of `product`; `unknown` where nothing is said of the product."""
        if product is None or not self.affected:
            return Verdict.UNKNOWN
        affected = self.concerns(product, version, build)
        return Verdict.NOT_AFFECTED if affected is None else affected.verdict(product, version, build)


# Of several ranges of one product, the one that affects a customer decides.
_GRAVITY = (Verdict.WORKAROUND, Verdict.UPDATE, Verdict.UNKNOWN, Verdict.NOT_AFFECTED)


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


def _after(product: Product, version: str, build: str, point: Point) -> bool | None:
    """Whether a customer's place is later than `point`; None when only the missing build could tell."""
    order = product.compare(version, point.version)
    if order != 0:
        return order > 0
    if not point.build:
        return False
    if not build:
        return None
    return product.compare_builds(version, build, point.build) > 0
