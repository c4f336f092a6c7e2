"""Words under terms that the search cannot hear are told at their place."""

import json
from pathlib import Path

import pytest
from small_help_centre import SUPPORT, read_cases

from deflect.term_checks import check_terms
from kb.knowledge import Knowledge
from kb.source import parse_yaml
from kb.support import Term


@pytest.mark.parametrize("case", read_cases("silent_terms"), ids=lambda case: case["why"])
def test_findings_of_terms(case):
    terms = tuple(Term.model_validate(term) for term in case["terms"])
    written = json.dumps({"terms": case["terms"]}, ensure_ascii=False)
    support = SUPPORT.model_copy(update={"terms": terms, "languages": tuple(case.get("languages", ("fr", "en")))})
    knowledge = Knowledge(Path(), support, (), parse_yaml(written, "support.yml"))
    found = list(check_terms(knowledge))
    assert {finding.rule for finding in found} <= {"silent-term"}
    assert [f"{one.path}:{one.line}:{one.column} {one.message} → {one.cure}" for one in found] == case["findings"]
