"""Scenarios as customers write them: thin, or good enough to follow."""

from typing import Any

from submit.gate.scenario import is_thin


def test_scenario_told(case: dict[str, Any]) -> None:
    assert is_thin(case["text"]) is case["thin"]
