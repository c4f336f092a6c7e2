"""YAML as people write it: values stay text, every fault has a place, and no text is too wicked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict
from written_centre import read_cases, why

from kb.source import Source, parse_yaml, validate

_ANY_TEXT = st.text(st.characters(exclude_categories=()))
_PIECES = (
    *("a", "b: ", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", '"', "'", "&x ", "*x", "? ", "| ", "#", "!", "%"),
    *("\\U", "\\u", "--- ", "\t", "é", "<<: ", "...", "!!map ", "9"),
)
_YAML_LIKE = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")

    a: str = ""
    b: tuple[str, ...] = ()


@pytest.mark.parametrize("case", read_cases("yaml_values"), ids=why)
def test_values_of_a_case(case):
    source = parse_yaml(case["text"], "x.yml")
    assert (source.data, source.findings) == (case["data"], [])


def test_places_are_those_of_keys_and_items():
    source = parse_yaml("title: x\nlist:\n  - one\n  - {k: v}\n", "x.yml", first_line=2)
    assert source.places == {
        (): (2, 1),
        ("title",): (2, 1),
        ("list",): (3, 1),
        ("list", 0): (4, 5),
        ("list", 1): (5, 5),
        ("list", 1, "k"): (5, 6),
    }


def test_place_of_what_is_not_written_is_what_surrounds_it():
    source = parse_yaml("a: x\nb:\n  c: y\n", "x.yml")
    assert [source.place(path) for path in (("b", "d", 3), ("z",))] == [(2, 1), (1, 1)]


def test_place_without_any_text_is_the_start():
    assert Source("x.yml").place(("a", 0)) == (1, 1)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_finding(opening):
    source = parse_yaml("a:\n  " + opening * 20_000, "x.yml")
    assert source.data is None
    assert [str(finding).partition(": ")[2] for finding in source.findings] == [
        "broken-yaml this is not valid YAML: it is nested too deeply → flatten it"
    ]


def test_nesting_within_reason_is_read():
    assert parse_yaml("[" * 38 + "]" * 38, "x.yml").findings == []


def test_billion_laughs_end_with_a_finding():
    laughs = ['a0: &a0 ["ha", "ha"]']
    laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    source = parse_yaml("\n".join(laughs), "x.yml")
    assert source.data is None
    assert [(finding.rule, finding.cure) for finding in source.findings] == [
        ("broken-yaml", "write fewer, or remove the *aliases")
    ]


@example('a: "\\UFFFFFFFF"')
@example("a: &x [*x]")
@example("? [a]\n: b")
@example("\ud800")
@given(_ANY_TEXT | _YAML_LIKE)
def test_any_text_is_data_or_a_finding_with_a_place(text):
    source = parse_yaml(text, "x.yml", first_line=2)
    lines = len(text.splitlines()) + 3
    assert source.data is None or not any(finding.rule == "broken-yaml" for finding in source.findings)
    assert all(2 <= finding.line <= lines and finding.column >= 1 for finding in source.findings)


@given(_YAML_LIKE)
def test_any_data_is_a_model_or_a_finding(text):
    source = parse_yaml(text, "x.yml")
    assert (validate(source, _Model) is None) is any(finding.rule != "doubled-key" for finding in source.findings)


def test_findings_print_whatever_the_text_holds():
    source = parse_yaml('"\\ud83d": x', "x.yml")
    assert [str(finding).encode() != b"" for finding in source.findings] == [True]


def test_empty_text_is_a_model_without_keys():
    assert validate(parse_yaml("", "x.yml"), _Model) == _Model()


def test_text_that_cannot_be_read_is_told_once():
    source = parse_yaml("a: [", "x.yml")
    assert (validate(source, _Model), len(source.findings)) == (None, 1)
