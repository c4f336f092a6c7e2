"""`support.yml`: read strictly, every entry knows its name."""

import pytest
from written_centre import SUPPORT, read_cases, why

from kb.source import parse_yaml, validate
from kb.support import Support


def _read(text):
    source = parse_yaml(text, "support.yml")
    return validate(source, Support), [str(finding) for finding in source.findings]


def test_entries_know_their_names():
    support, findings = _read(SUPPORT + "priorities: {high: {name: Haute}}\n")
    assert findings == []
    assert [list(entries) for entries in (support.products, support.categories, support.priorities)] == [
        [entry.id for entry in entries.values()]
        for entries in (support.products, support.categories, support.priorities)
    ]
    assert list(support.products) == ["courrier", "agenda"]


def test_versions_and_builds_stay_as_written():
    support, _ = _read(SUPPORT.replace('"13.0"', "3.10").replace('["410", "400"]', "[0410, 4e2]"))
    releases = support.products["courrier"].releases
    assert (releases[3].version, releases[2].builds) == ("3.10", ("0410", "4e2"))


def test_what_is_not_said_has_a_meaning():
    support, _ = _read("brand: {name: X}\nproducts: {p: {name: P}}\nkinds: {bug: {required: []}}")
    assert (support.languages, support.default_language) == (("fr", "en"), "fr")
    assert (support.brand.reference_prefix, support.home.popular, support.terms) == ("PAL", (), ())
    assert bool(support.promise) is False


def test_default_language_is_the_first():
    assert _read(SUPPORT.replace("[fr, en]", "[de, fr]"))[0].default_language == "de"


@pytest.mark.parametrize("case", read_cases("support_faults"), ids=why)
def test_faults_of_a_case(case):
    support, findings = _read(SUPPORT.replace(*case["replace"]) if "replace" in case else SUPPORT + case["add"])
    assert (support, findings) == (None, [f"support.yml:{finding}" for finding in case["findings"]])
