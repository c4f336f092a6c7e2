"""How the tables are read: drafts from their rows, refusals cut down to what a row says of them."""

from pathlib import Path
from typing import Any

import pytest

from submit.draft import Draft
from submit.refusal import Refusal

DATA = Path(__file__).parents[3].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the development data is not beside the project")


def draft_of(case: dict[str, Any]) -> Draft:
    return Draft.model_validate(case["draft"])


def told(refusals: list[Refusal], case: dict[str, Any]) -> list[dict[str, Any]]:
    """The refusals as plain data, each cut down to what the case says of it; as many as there are."""
    wanted = case.get("refusals", [])
    rows = [refusal.as_json() for refusal in refusals]
    padded = [*wanted, *({} for _ in rows)]
    return [{key: row[key] for key in want or row if key in row} for row, want in zip(rows, padded, strict=False)]
