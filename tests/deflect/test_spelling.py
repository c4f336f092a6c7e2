"""Mistyped words are mended by the words of the index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_help_centre import read_cases

from deflect.question import Question
from deflect.search import search
from deflect.spelling import Speller, pack_remains

_KNOWN = {"facture": 9, "fracture": 2, "message": 5, "massage": 1, "port": 3, "apport": 1, "apres": 1}


def _speller(known):
    return Speller(known, pack_remains(known))


def _slips(word):
    """All that one slip makes of a word, the plain way: each letter taken out, put in, replaced, swapped."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {left + right[1:] for left, right in cuts}
    made |= {left + letter + right[drop:] for left, right in cuts for letter in "abc" for drop in (0, 1)}
    return made | {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}


@pytest.mark.parametrize("case", read_cases("neighbours"), ids=lambda case: case["why"])
def test_neighbours_of_a_word(case):
    assert list(_speller(_KNOWN).neighbours(case["word"])) == case["means"]


def test_neighbours_are_at_most_three():
    known = {f"abcd{letter}": number for number, letter in enumerate("efghij")}
    assert _speller(known).neighbours("abcdx") == ("abcdj", "abcdi", "abcdh")


@given(
    st.lists(st.text("abcé", min_size=2, max_size=7), unique=True, max_size=60), st.text("abcé", min_size=4, max_size=6)
)
def test_neighbours_are_all_that_one_slip_makes(known, word):
    made = _slips(word) & set(known)
    same = {other for other in made if other[0] == word[0]}
    assert set(_speller(dict.fromkeys(known, 1)).neighbours(word)) == set(sorted(same or made)[:3])


def test_remains_of_other_words_are_refused():
    with pytest.raises(ValueError, match="other words"):
        Speller({"facture": 1}, pack_remains(["facture", "message"]))


def test_word_that_the_index_holds_is_not_mended(index):
    exact = search(index, Question("code", "fr"), 5)
    assert [match.terms for one in exact for match in one.hit.matches] == [("cod",)] * len(exact)
    assert exact
