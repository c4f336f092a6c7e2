"""Version and build as they are pasted: whatever stands around them, in whichever field they were put."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from stopwatch import least_cpu_s

from kb.support import Support
from submit.draft import Draft
from submit.gate.pasted_text import read_listed
from submit.gate.version_and_build import normalise

CASES = Path(__file__).parent / "cases"
LABELS = st.sampled_from(["Version ", "version : ", "v", "Version n° ", "ver. ", "Release ", "iBoutique "])
BETWEEN = st.sampled_from([" (Build ", ", build ", " - Build: ", "\nBuild ", " b. ", " build n° ", " (compilation "])
AFTER = st.sampled_from(["", ")", ") 64 bits", "\n© 2026 Rayonnage", " (x64)", " le 12/03/2026"])


def pytest_generate_tests(metafunc: Any) -> None:
    """Each row of the table is as good a name for itself as any sentence about it."""

    if "row" in metafunc.fixturenames:
        rows = yaml.safe_load((CASES / "pasted_versions.yml").read_text(encoding="utf-8"))
        cases = [
            pytest.param(field, row, id=f"{field}: {row['text']}")
            for row in rows
            for field in ("version", "build")
            if row.get("only", field) == field
        ]
        metafunc.parametrize(("field", "row"), cases)


def test_pasted_text_fills_version_and_build(field: str, row: dict[str, Any], support: Support) -> None:
    draft = normalise(Draft.model_validate({"product": "boutique", field: row["text"]}), support)
    assert [draft.version, draft.build] == row["read"]


@given(
    label=LABELS,
    release=st.sampled_from([("15.0", "15011"), ("15.0", "15004"), ("14.2", "14203"), ("14.1", "14110")]),
    between=BETWEEN,
    after=AFTER,
    field=st.sampled_from(["version", "build"]),
)
def test_every_way_of_pasting_reads_the_same(
    support: Support, label: str, release: tuple[str, str], between: str, after: str, field: str
) -> None:
    text = f"{label}{release[0]}{between}{release[1]}{after}"
    draft = normalise(Draft.model_validate({"product": "boutique", field: text}), support)
    assert (draft.version, draft.build) == release
    assert normalise(draft, support) == draft


def test_what_was_given_in_the_other_field_is_never_lost(support: Support) -> None:
    draft = normalise(Draft(product="boutique", version="14.1", build="Version 14.2 (Build 14203)"), support)
    assert (draft.version, draft.build) == ("14.1", "14203")


def test_reading_survives_a_text_of_hostile_length(support: Support) -> None:
    product, texts = (
        support.products["boutique"],
        ("14." * 400_000, "v" * 1_000_000, "(" * 1_000_000, "build n° " * 100_000),
    )
    assert least_cpu_s(lambda: [read_listed(product, text) for text in texts]) < 0.4
