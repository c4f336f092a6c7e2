"""Slugs: a table of titles."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from submit.authoring.slug import LONGEST, slug_of

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "slugs.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_slug_of_a_title(case: dict[str, Any]) -> None:
    assert slug_of(case["title"]) == case["slug"]


@given(st.text())
def test_slug_of_any_text_is_safe_and_makes_itself(text: str) -> None:
    slug = slug_of(text)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug) <= LONGEST + len("-page")
    assert slug == slug.strip("-")
    assert slug_of(slug) == slug
