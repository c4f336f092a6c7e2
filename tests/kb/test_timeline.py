"""The timeline: what an author's days and moments mean, and in which order they are told."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter
from written_centre import read_cases, why

from kb.day import Moment
from kb.incident import Incident, IncidentState, Update
from kb.timeline import instant, last_change, newest_first, say_moment

PARIS = "Europe/Paris"
MOMENT: TypeAdapter[Any] = TypeAdapter(Moment)


@pytest.mark.parametrize("case", read_cases("timeline"), ids=why)
def test_moment_of_a_case(case: dict[str, str]) -> None:
    moment = MOMENT.validate_python(case["moment"])
    assert instant(moment, PARIS) == datetime.fromisoformat(case["utc"]).replace(tzinfo=UTC)
    assert say_moment(moment, "fr", PARIS) == case["said"]


def test_history_is_told_newest_first_and_of_one_day_the_last_written_first() -> None:
    written = [
        Update(at=date(2026, 11, 20), text="first"),
        Update(at=datetime(2026, 11, 22, 9, 0), text="last"),  # noqa: DTZ001
        Update(at=date(2026, 11, 20), text="second"),
        Update(at=datetime(2026, 11, 21, 23, 30, tzinfo=UTC), text="third, after midnight in Paris"),
    ]
    told = [update.text for update in newest_first(written, PARIS)]
    assert told == ["last", "third, after midnight in Paris", "second", "first"]


def test_last_change_is_the_latest_of_everything_dated() -> None:
    incident = Incident(
        state=IncidentState.RESOLVED,
        started=date(2026, 11, 20),
        resolved=date(2026, 11, 22),
        updates=(Update(at=date(2026, 11, 21), text="news"),),
    )
    assert last_change(incident, "UTC") == datetime(2026, 11, 22, tzinfo=UTC)


def test_last_change_of_an_incident_without_dates_is_unknown() -> None:
    assert last_change(Incident(state=IncidentState.IDENTIFIED), PARIS) is None
