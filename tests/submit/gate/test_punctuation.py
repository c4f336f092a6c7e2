import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kb.support import Support
from submit.draft import Draft
from submit.gate.punctuation import check, has_piles, repair

from .reading import DATA, needs_data


def test_punctuation(case: dict[str, Any], support: Support) -> None:
    found = [refusal.as_json() for refusal in check(Draft(description=case["text"]), support)]
    wanted = {
        "code": "punctuation",
        "field": "description",
        "reason": "piles",
        "repaired": case.get("repaired"),
    }
    assert found == ([wanted] if "repaired" in case else [])


@given(st.text(st.sampled_from('ab !?. \n"«»'), max_size=60))
def test_punctuation_repaired_has_no_piles(text: str) -> None:
    assert not has_piles(repair(text))


def test_punctuation_is_asked_once(support: Support) -> None:
    draft = Draft(description="Quand ???")
    assert len(check(draft, support)) == 1
    assert check(draft.model_copy(update={"attest": ("punctuation:description",)}), support) == []


def test_punctuation_survives_a_text_of_hostile_length() -> None:
    assert has_piles("a" + "?" * 1_000_000)
    assert not has_piles('"' * 1_000_000)


@needs_data
def test_punctuation_agrees_with_the_development_data() -> None:
    rows = [json.loads(line) for line in (DATA / "intake" / "tone.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows if has_piles(row["text"]) != (row["label"] in {"punct", "both"})] == []
