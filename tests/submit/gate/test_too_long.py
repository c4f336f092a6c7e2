from typing import Any

from kb.support import Support
from submit.draft import Draft
from submit.gate.too_long import check

from .reading import told


def test_too_long(case: dict[str, Any], support: Support) -> None:
    assert told(check(draft_of(case), support), case) == case.get("refusals", [])


def draft_of(case: dict[str, Any]) -> Draft:
    fields: dict[str, Any] = {case["field"]: "é" * case["length"]} if "field" in case else {}
    steps = ["é" * case["step"]] if "step" in case else ["un pas"] * case.get("steps", 0)
    extra = {"order": "é" * case["extra"]} if "extra" in case else {}
    return Draft(**fields, steps=steps, extra=extra)
