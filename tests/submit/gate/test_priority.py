from typing import Any

from kb.support import Support
from submit.gate.priority import check

from .reading import draft_of, told


def test_priority(case: dict[str, Any], matter_support: Support) -> None:
    assert told(check(draft_of(case), matter_support), case) == case.get("refusals", [])
