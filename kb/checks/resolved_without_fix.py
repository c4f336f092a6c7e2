"""`resolved-without-fix`: an incident that is over says since when, or since which version."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.page import IncidentMatter


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each resolved incident that tells nobody whether it is over for them."""
    for page, matter in inspection.indexed():
        if not isinstance(matter, IncidentMatter) or matter.incident().is_open:
            continue
        if matter.resolved is None and not any(one.fixed or one.last_affected for one in matter.affected):
            yield page.source.finding(
                ("state",),
                "resolved-without-fix",
                "the incident is resolved, and nothing says when or in which version",
                "add “resolved: 2026-11-22”, or “fixed” or “last_affected” below “affected”",
            )
