"""The registry decides: which release a text names, and which of two is the newer."""

import pytest
from written_centre import products, read_cases, why

from kb.product import Product, Release, ReleaseState

COURRIER = products()["courrier"]
AGENDA = products()["agenda"]


@pytest.mark.parametrize("case", read_cases("registry"), ids=why)
def test_release_of_a_case(case):
    release = COURRIER.release(case["version"])
    assert (release.version if release else None) == case["release"]


def test_release_as_listed_wins_over_one_that_equals_it():
    product = Product(name="X", releases=(Release(version="4.0"), Release(version="4.0.0")))
    assert product.release("4.0.0") is product.releases[1]


def test_release_zero_is_not_named_by_a_word():
    assert Product(name="X", releases=(Release(version="0"),)).release("final") is None


@pytest.mark.parametrize(
    ("build", "version"), [("520", "14.2"), (" B510 ", "14.2"), ("400", "14.1"), ("999", None), ("", None)]
)
def test_release_of_build(build, version):
    release = COURRIER.release_of_build(build)
    assert (release.version if release else None) == version


def test_order_of_the_registry_beats_spelling():
    # Spelled, a name without numbers comes before any version.
    assert (COURRIER.compare("Printemps", "14.2") > 0, AGENDA.compare("Printemps", "14.2") < 0) == (True, True)


def test_order_of_the_registry_holds_for_other_spellings():
    assert COURRIER.compare("14.1.0", "printemps") < 0


@pytest.mark.parametrize(("left", "right"), [("14.1.5", "14.2"), ("12.9", "13.0"), ("14.2", "15"), ("14.2.1", "14.3")])
def test_version_that_is_not_listed_is_placed_by_spelling(left, right):
    assert (COURRIER.compare(left, right) < 0, COURRIER.compare(right, left) > 0) == (True, True)


def test_same_release_in_two_spellings_is_no_newer():
    assert COURRIER.compare("v14.2", "14.2.0") == 0


@pytest.mark.parametrize(
    ("older", "newer", "why"),
    [
        ("b510", "520", "as listed"),
        ("500", "b510", "the registry beats spelling"),
        (" 500", "B510 ", "blanks and case"),
        ("9", "10", "not listed: numbers"),
        ("520", "521", "one listed, the other newer"),
    ],
)
def test_builds_are_ordered(older, newer, why):
    signs = COURRIER.compare_builds("14.2", older, newer) < 0, COURRIER.compare_builds("14.2", newer, older) > 0
    assert signs == (True, True), why


def test_builds_of_an_unknown_version_are_ordered_by_spelling():
    assert COURRIER.compare_builds("99", "b510", "500") != 0
    assert COURRIER.compare_builds("99", "500", "501") < 0


def test_current_release_is_the_one_marked():
    assert COURRIER.current() is COURRIER.releases[1]
    assert AGENDA.current() is None


def test_release_is_supported_unless_said_otherwise():
    assert [release.state for release in COURRIER.releases[:2]] == [ReleaseState.SUPPORTED, ReleaseState.CURRENT]
