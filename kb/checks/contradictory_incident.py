"""`contradictory-incident`: an incident that is open and over at once, or has news of a day to come, misleads."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.page import IncidentMatter

_RULE = "contradictory-incident"
# Where the sun rises first it is tomorrow already.
_AHEAD = timedelta(days=1)


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each open incident with a day on which it was over, and for each update of a day to come."""
    for page, matter in inspection.indexed():
        if not isinstance(matter, IncidentMatter):
            continue
        if matter.resolved is not None and matter.incident().is_open:
            fault = f"“resolved” says {matter.resolved}, and “state” says {matter.state.value}"
            cure = "set “state” to resolved, or remove “resolved”"
            yield page.source.finding(("resolved",), _RULE, fault, cure)
        for place, update in enumerate(matter.updates):
            day = _day(update.at)
            if day > inspection.today + _AHEAD:
                yield page.source.finding(
                    ("updates", place, "at"), _RULE, f"{day} is a day to come", "correct the day of the update"
                )


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at
