"""`silent-incident`: customers who read nothing new of an open incident ask. A warning."""

from collections.abc import Iterator
from datetime import date, datetime

from kb.checks.inspection import Inspection
from kb.finding import Finding, Level
from kb.page import IncidentMatter


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each open incident that has been silent for too long; a known limitation may be."""
    days = inspection.knowledge.support.authoring.incident_update_every_days
    for page, matter in inspection.indexed():
        if not isinstance(matter, IncidentMatter) or not matter.incident().deserves_a_banner:
            continue
        last = _last_word(matter)
        if last is not None and (inspection.today - last).days <= days:
            continue
        line, column = page.source.place(("updates",) if matter.updates else ("state",))
        fault = (
            "the incident is open, and nothing says since when"
            if last is None
            else f"nothing new was said since {last}"
        )
        cure = "add an entry with “at” and “text” to “updates”, or set “state” to resolved"
        yield Finding(page.path, line, column, "silent-incident", fault, cure, Level.WARNING)


def _last_word(matter: IncidentMatter) -> date | None:
    days = [one.at.date() if isinstance(one.at, datetime) else one.at for one in matter.updates]
    return max([*days, *([matter.started] if matter.started else [])], default=None)
