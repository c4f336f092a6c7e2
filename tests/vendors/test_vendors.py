"""Five real support centres, each from nothing but its own folder: the proof that Palier's facts are configuration.

Their tables `cases.yml` belong to those who answer customers: `questions` name the page that must be among the first
three, `drafts` the refusals that the gate gives, as “code field”.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from deflect.question import Question
from kb.document import PageKind
from kb.knowledge import load_support, sound_knowledge
from submit.commands.palier import palier
from submit.draft import Draft
from submit.gate.review import review
from submit.library import Library
from submit.settings import read_settings
from submit.web.application import create_app
from submit.web.service import open_service

HERE = Path(__file__).parent
VENDORS = tuple(sorted(path.parent.name for path in HERE.glob("*/support.yml")))
FIRST = 3


def cases_of(vendor: str) -> dict[str, list[Any]]:
    """A vendor's tables, as its support keeps them."""
    return dict(yaml.safe_load((HERE / vendor / "cases.yml").read_text(encoding="utf-8")))


def rows(table: str) -> list[Any]:
    """Every row of one table of all vendors, with the vendor's name."""
    return [
        pytest.param(vendor, case, id=f"{vendor}: {case['why']}")
        for vendor in VENDORS
        for case in cases_of(vendor)[table]
    ]


@pytest.mark.parametrize("vendor", VENDORS)
def test_vendor_has_no_findings(vendor: str) -> None:
    answer = CliRunner().invoke(palier, ["--root", str(HERE / vendor), "check", "--json"])
    assert (json.loads(answer.stdout), answer.exit_code) == ([], 0)


@pytest.mark.parametrize("vendor", VENDORS)
def test_vendor_is_a_small_help_centre_in_french_alone(vendor: str) -> None:
    knowledge = sound_knowledge(HERE / vendor)
    assert knowledge.support.languages == ("fr",)
    assert {page.lang for page in knowledge.pages} == {"fr"}
    counts = [len(knowledge.of_kind(kind, "fr")) for kind in (PageKind.ARTICLE, PageKind.INCIDENT, PageKind.QUESTION)]
    assert [count >= least for count, least in zip(counts, (5, 1, 1), strict=True)] == [True, True, True]


@pytest.mark.parametrize("vendor", VENDORS)
def test_vendor_builds_its_site_in_one_language(vendor: str, libraries: dict[str, Library]) -> None:
    generation = libraries[vendor].shelf().generation
    assert generation is not None
    site = generation.site
    pages = [page for page in sound_knowledge(HERE / vendor).pages if page.kind is not None]
    assert [page.id for page in pages if not (site / page.id / "index.html").is_file()] == []
    assert not (site / "en").exists()


@pytest.mark.parametrize(("vendor", "case"), rows("questions"))
def test_question_finds_its_page(vendor: str, case: dict[str, Any], libraries: dict[str, Library]) -> None:
    facts = {name: case[name] for name in ("product", "version", "build") if name in case}
    shown = libraries[vendor].shelf().suggest(Question(case["ask"], "fr", **facts))
    if "not_found" in case:
        assert case["not_found"] not in [one.id for one in shown]
        return
    assert case["found"] in [one.id for one in shown[:FIRST]]
    verdicts = {one.id: one.verdict for one in shown}
    assert verdicts[case["found"]] == case.get("verdict")


@pytest.mark.parametrize(("vendor", "case"), rows("drafts"))
def test_draft_is_refused_for_what_its_vendor_asks(vendor: str, case: dict[str, Any]) -> None:
    support, _ = load_support(HERE / vendor)
    assert support is not None
    refusals = review(Draft.model_validate(case["draft"]), support).refusals
    assert [f"{refusal.code} {refusal.field}" for refusal in refusals] == case["refused"]


def test_cases_name_the_promise_they_keep() -> None:
    cases = [case.values[1] for table in ("questions", "drafts") for case in rows(table)]
    assert [case["why"] for case in cases if case["promise"] not in range(1, 31)] == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_vendor_takes_a_complete_request(vendor: str, libraries: dict[str, Library], tmp_path: Path) -> None:
    generation = libraries[vendor].shelf().generation
    assert generation is not None
    (tmp_path / "current").symlink_to(generation.path)
    service = open_service(read_settings({"PALIER_VAR": str(tmp_path)}, root=HERE / vendor))
    client = create_app(service).test_client()
    draft = next(case["draft"] for case in cases_of(vendor)["drafts"] if case["refused"] == [])
    asked = client.post("/api/v1/suggestions", json={"text": Draft.model_validate(draft).words_to_search()})
    taken = client.post("/api/v1/tickets", json={**draft, "ask": asked.get_json()["ask"]})
    service.database.close()
    prefix = libraries[vendor].shelf().support.brand.reference_prefix
    assert (taken.status_code, taken.get_json()["reference"].startswith(f"{prefix}-")) == (201, True)
