"""Versions are ordered as the people who number them mean it."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_centre import read_cases, why

from kb.release import compare_versions, is_version, normalise_version

_VERSIONS = st.one_of(
    st.text(),
    st.text(alphabet="0123459.- RCSPabvrelease", max_size=12),
    st.lists(
        st.sampled_from(["0", "00", "1", "4", "10", ".", "-", " ", "SP", "rc", "beta", "R", "final"]), max_size=7
    ).map("".join),
)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


@pytest.mark.parametrize("case", read_cases("versions_ordered"), ids=why)
def test_versions_of_a_case_are_ordered(case):
    for older, newer in combinations(case["order"], 2):
        assert (_sign(compare_versions(older, newer)), _sign(compare_versions(newer, older))) == (-1, 1), (older, newer)


@pytest.mark.parametrize("case", read_cases("versions_same"), ids=why)
def test_spellings_of_a_case_are_one_release(case):
    assert {compare_versions(left, right) for left, right in product(case["same"], repeat=2)} == {0}


@pytest.mark.parametrize("case", read_cases("versions_normalised"), ids=why)
def test_normalised_version_of_a_case(case):
    assert normalise_version(case["text"]) == case["version"]


@pytest.mark.parametrize(
    ("text", "readable"), [("14.2", True), ("R2", True), ("latest", False), ("?", False), ("", False)]
)
def test_is_version_needs_a_number(text, readable):
    assert is_version(text) is readable


def test_number_of_a_million_digits_is_compared():
    assert compare_versions("1" * 1_000_000, "2") > 0


@given(_VERSIONS)
def test_version_equals_itself_and_its_normal_form(text):
    assert (compare_versions(text, text), compare_versions(text, normalise_version(text))) == (0, 0)


@given(_VERSIONS)
def test_normalising_twice_changes_nothing(text):
    assert normalise_version(normalise_version(text)) == normalise_version(text)


@given(_VERSIONS, _VERSIONS)
def test_order_is_antisymmetric(left, right):
    assert _sign(compare_versions(left, right)) == -_sign(compare_versions(right, left))


@given(_VERSIONS, _VERSIONS, _VERSIONS)
def test_order_is_transitive(one, two, three):
    signs = _sign(compare_versions(one, two)), _sign(compare_versions(two, three))
    if -1 not in signs:
        assert _sign(compare_versions(one, three)) == max(signs)
