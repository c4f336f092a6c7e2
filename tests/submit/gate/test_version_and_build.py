from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.product import Product, Release
from kb.support import Support
from submit.draft import Draft
from submit.gate.pasted_text import recognise
from submit.gate.version_and_build import check, nearest_versions, normalise

from .reading import draft_of, told

WRITTEN = st.text(st.sampled_from("v14.2 b03(-)#:rRsSpP+_uildBersono°"), max_size=30)


def test_version_and_build(case: dict[str, Any], support: Support) -> None:
    draft = normalise(draft_of(case), support)
    if "normalised" in case:
        assert [draft.version, draft.build] == case["normalised"]
    assert told(check(draft, support), case) == case.get("refusals", [])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Version 14.2 (Build 14203)", ("14.2", "14203")),
        ("v14.2 b. 14203", ("14.2", "14203")),
        ("14.2 build 14203", ("14.2", "14203")),
        ("build 14203 of version 14.2", ("14.2", "14203")),
        ("iBoutique 14 v14.2 build: 14203", ("14.2", "14203")),
        ("Version : 14.2\nBuild : 14203\n© 2026", ("14.2", "14203")),
        ("14.2 - 14203", ("14.2", "14203")),
        ("4.0 SP1", ("4.0 SP1", "")),
        ("2024R2", ("2024R2", "")),
        ("22H2", ("22H2", "")),
        ("3.2.1-beta.4", ("3.2.1-beta.4", "")),
        ("Build 14203", ("", "14203")),
        ("la dernière", ("", "")),
        ("", ("", "")),
    ],
)
def test_recognise_reads_version_and_build(text: str, read: tuple[str, str]) -> None:
    assert recognise(text) == read


@given(version=WRITTEN, build=WRITTEN, product=st.sampled_from(["boutique", "portail", "", "none"]))
@example(version="Build 14203", build="", product="boutique")
def test_normalise_twice_changes_nothing_more(support: Support, version: str, build: str, product: str) -> None:
    once = normalise(Draft(product=product, version=version, build=build), support)
    assert normalise(once, support) == once


@given(st.text(max_size=400))
def test_recognise_reads_only_what_is_written(text: str) -> None:
    version, build = recognise(text)
    written = " ".join(text.split())
    assert version in written
    assert build in written


def test_nearest_version_begins_alike_before_it_is_close_in_time() -> None:
    product = Product(name="p", releases=tuple(Release(version=v) for v in ("15.1", "15.0", "14.2", "14.1", "9.0")))
    assert nearest_versions(product, "14.9") == ["14.2", "14.1", "15.0"]


def test_recognise_survives_a_text_of_hostile_length() -> None:
    assert recognise("version " * 200_000) == ("", "")
