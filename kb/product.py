"""Products, their releases and builds: the registry that versions are looked up in."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from kb.day import Day
from kb.release import compare_versions, is_version, normalise_version
from kb.words import Words


class ReleaseState(StrEnum):
    """Where a release stands in its life."""

    CURRENT = "current"
    SUPPORTED = "supported"
    ENDED = "ended"


class Release(BaseModel):
    """One version of a product and the builds it was shipped as, newest build first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str = Field(description="The version, as the product shows it.")
    builds: tuple[str, ...] = Field(default=(), description="The builds that it was shipped as, newest first.")
    released: Day | None = Field(default=None, description="The day of its release.")
    ended: Day | None = Field(default=None, description="The day on which its support ended, or will end.")
    state: ReleaseState = Field(
        default=ReleaseState.SUPPORTED,
        description="Whether customers install it today (current), may keep it (supported), or must leave it (ended).",
    )
    notes: Words = Field(default=Words({}), description="What is new in it.")


class ScenarioExamples(BaseModel):
    """How a customer tells support to reproduce a fault of this product: once well, once in vain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    good: Words = Field(description="Steps that a technician can follow, one a line.")
    bad: Words = Field(description="What customers write that nobody can follow.")


class Product(BaseModel):
    """A product with its releases, newest first. Without releases its version is not asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: SkipJsonSchema[str] = ""
    name: Words = Field(description="The product's name, as customers know it.")
    description: Words = Field(default=Words({}), description="One sentence that says what it is.")
    icon: str = Field(default="", description="A Material icon, such as material/lifebuoy.")
    where: Words = Field(default=Words({}), description="Where the product shows its version and build.")
    where_image: str = Field(default="", description="A picture of that place, as a path below docs/.")
    where_image_alt: Words = Field(default=Words({}), description="What the picture shows, for who cannot see it.")
    update: Words = Field(default=Words({}), description="How to get a newer version.")
    update_page: str = Field(default="", description="The id of the page that explains how to update.")
    rollback: Words = Field(default=Words({}), description="How to go back to the previous version.")
    scenario_examples: ScenarioExamples | None = Field(
        default=None, description="A good and a bad way to tell how a fault is reproduced, shown where steps are thin."
    )
    releases: tuple[Release, ...] = Field(
        default=(), description="Its releases, newest first; none: its version is not asked for."
    )

    def release(self, version: str) -> Release | None:
        """The listed release that `version` names, however it is written; None when it is not listed."""
        wanted = normalise_version(version).casefold()
        for release in self.releases:
            if normalise_version(release.version).casefold() == wanted:
                return release
        if not is_version(wanted):
            return None
        return next((r for r in self.releases if compare_versions(r.version, wanted) == 0), None)

    def release_of_build(self, build: str) -> Release | None:
        """The release that was shipped as `build`; None when the registry does not list it."""
        wanted = build.strip().casefold()
        for release in self.releases:
            if any(wanted == known.casefold() for known in release.builds):
                return release
        return None

    def current(self) -> Release | None:
        """The release that a customer would install today, or None when none is marked as current."""
        for release in self.releases:
            if release.state is ReleaseState.CURRENT:
                return release
        return None

    def compare(self, left: str, right: str) -> int:
        """Order two versions: by their place in the registry when it lists both, else by how they are written."""
        places = [self._place(version) for version in (left, right)]
        if places[0] is not None and places[1] is not None:
            return places[1] - places[0]
        return compare_versions(left, right)

    def compare_builds(self, version: str, left: str, right: str) -> int:
        """Order two builds of one release: by their place in the registry, else by how they are written."""
        release = self.release(version)
        builds = [known.casefold() for known in release.builds] if release else []
        left, right = left.strip().casefold(), right.strip().casefold()
        if left in builds and right in builds:
            return builds.index(right) - builds.index(left)
        return compare_versions(left, right)

    def _place(self, version: str) -> int | None:
        release = self.release(version)
        return None if release is None else self.releases.index(release)
