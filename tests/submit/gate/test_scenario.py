import json
from typing import Any

from kb.support import Support
from submit.draft import Draft
from submit.gate.scenario import check, is_thin

from .reading import DATA, needs_data, told


def test_scenario(case: dict[str, Any], support: Support) -> None:
    draft = Draft.model_validate({"kind": "bug", **case["draft"]})
    assert told(check(draft, support), case) == case.get("refusals", [])


@needs_data
def test_scenario_keeps_its_floors_on_the_development_data() -> None:
    rows = [json.loads(line) for line in (DATA / "intake" / "reproduction.jsonl").read_text("utf-8").splitlines()]
    thin = [is_thin(row["text"]) for row in rows if row["label"] == "thin"]
    good = [is_thin(row["text"]) for row in rows if row["label"] == "good"]
    assert sum(thin) / len(thin) >= 0.95
    assert sum(good) / len(good) <= 0.12


def test_scenario_survives_texts_of_hostile_length() -> None:
    for hostile in ("[" * 1_000_000, "'...' " * 200_000, "1. " * 300_000, "a > " * 250_000, '"' * 1_000_000):
        assert isinstance(is_thin(hostile), bool)
