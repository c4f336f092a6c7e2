"""Mistyped words are mended by the words of the index."""

import pytest
from small_help_centre import read_cases

from deflect.question import Question
from deflect.search import search
from deflect.spelling import neighbours

_KNOWN = {"facture": 9, "fracture": 2, "message": 5, "massage": 1, "port": 3, "apport": 1, "apres": 1}


@pytest.mark.parametrize("case", read_cases("neighbours"), ids=lambda case: case["why"])
def test_neighbours_of_a_word(case):
    assert neighbours(case["word"], _KNOWN) == case["means"]


def test_neighbours_are_at_most_three():
    known = {f"abcd{letter}": number for number, letter in enumerate("efghij")}
    assert neighbours("abcdx", known) == ["abcdj", "abcdi", "abcdh"]


def test_word_that_the_index_holds_is_not_mended(index):
    exact = search(index, Question("code", "fr"), 5)
    assert [match.terms for one in exact for match in one.hit.matches] == [("cod",)] * len(exact)
    assert exact
