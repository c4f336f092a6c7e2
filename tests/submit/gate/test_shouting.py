import json
from typing import Any

from kb.support import Support
from submit.draft import Draft
from submit.gate.shouting import check, shouts

from .reading import DATA, needs_data


def test_shouting(case: dict[str, Any], support: Support) -> None:
    found = [refusal.as_json() for refusal in check(Draft(description=case["text"]), support)]
    wanted = {
        "code": "shouting",
        "field": "description",
        "reason": "capitals",
        "repaired": case.get("repaired"),
    }
    assert found == ([wanted] if "repaired" in case else [])


def test_shouting_repaired_is_not_refused_again(support: Support) -> None:
    [refusal] = check(Draft(subject="POURQUOI NE RÉPONDEZ-VOUS PAS"), support)
    assert check(Draft(subject=refusal.details["repaired"]), support) == []


def test_shouting_is_asked_once(support: Support) -> None:
    draft = Draft(subject="POURQUOI NE RÉPONDEZ-VOUS PAS")
    assert len(check(draft, support)) == 1
    assert check(draft.model_copy(update={"attest": ("shouting",)}), support) == []


def test_shouting_leaves_a_log_in_steps_and_a_serial_number_alone(support: Support) -> None:
    draft = Draft(steps=("Saisir ABC DEF 12",), extra={"serial": "JE NE SUIS PAS UN NUMERO"})
    assert check(draft, support) == []


@needs_data
def test_shouting_agrees_with_the_development_data() -> None:
    rows = [json.loads(line) for line in (DATA / "intake" / "tone.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows if shouts(row["text"]) != (row["label"] in {"caps", "both"})] == []
