"""What an incident means for one customer, at every boundary of its range."""

from itertools import product as pairs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_centre import products, read_cases, why

from kb.incident import Affected, Incident, IncidentState, Point, Severity, Verdict

COURRIER = products()["courrier"]
_VERSIONS = st.sampled_from(["", "?", "12", "13.0", "14.1", "14.1.5", "14.2", "Printemps", "99"])
_BUILDS = st.sampled_from(["", "400", "410", "500", "b510", "520", "700", "999"])


def _incident(affected: object) -> Incident:
    ranges = affected if isinstance(affected, list) else [affected]
    return Incident.model_validate(
        {"state": "identified", "affected": [{"product": "courrier", **one} for one in ranges]}
    )


@pytest.mark.parametrize("case", read_cases("verdicts"), ids=why)
def test_verdict_of_a_case(case):
    incident = _incident(case["affected"])
    assert incident.verdict(COURRIER, case.get("version", ""), case.get("build", "")) == case["verdict"]


def test_verdict_without_a_product_is_unknown():
    assert _incident({}).verdict(None, "14.2") is Verdict.UNKNOWN


@given(_VERSIONS, _BUILDS)
def test_without_a_fix_nobody_is_told_to_update(version, build):
    affected = Affected(product="courrier", introduced=Point(version="14.1", build="410"))
    assert affected.verdict(COURRIER, version, build) is not Verdict.UPDATE


@given(_VERSIONS, _BUILDS)
def test_with_a_fix_nobody_is_left_with_the_workaround(version, build):
    affected = Affected(product="courrier", fixed=Point(version="14.2", build="b510"))
    assert affected.verdict(COURRIER, version, build) is not Verdict.WORKAROUND


def test_deciding_range_is_the_branch_that_affects_the_customer():
    incident = _incident(
        [{"fixed": {"version": "13.5"}}, {"introduced": {"version": "14"}, "fixed": {"version": "14.2"}}]
    )
    assert [str(incident.concerns(COURRIER, version).fixed) for version in ("13.0", "14.1")] == ["13.5", "14.2"]


def test_no_range_decides_for_another_product():
    assert _incident({"product": "agenda"}).concerns(COURRIER, "14.2") is None


@pytest.mark.parametrize(("state", "severity"), list(pairs(IncidentState, Severity)))
def test_incident_is_open_until_resolved_and_a_limitation_is_no_news(state, severity):
    incident = Incident(state=state, severity=severity)
    is_open = state != "resolved"
    assert (incident.is_open, incident.deserves_a_banner) == (is_open, is_open and severity != "limitation")


@pytest.mark.parametrize(("build", "said"), [("", "14.2"), ("520", "14.2 (520)")])
def test_point_in_words(build, said):
    assert str(Point(version="14.2", build=build)) == said
