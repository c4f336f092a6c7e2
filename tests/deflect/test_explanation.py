"""The arithmetic that is told adds up to the arithmetic that ranked."""

import pytest
from small_help_centre import SUPPORT, read_cases

from deflect.explanation import explain
from deflect.question import Question
from deflect.suggestion import suggest


@pytest.mark.parametrize("case", read_cases("found"), ids=lambda case: case["why"])
def test_explanation_is_of_what_is_shown_and_adds_up(index, case):
    question = Question(case["asks"], case.get("lang", "fr"))
    told = explain(index, SUPPORT, question)
    assert [page.found.cover.id for page in told.pages] == [one.id for one in suggest(index, SUPPORT, question)]
    for page in told.pages:
        hit = page.found.hit
        assert sum(hit.summands.values()) * (0.9 if hit.gave_way else 1) == pytest.approx(hit.rank, rel=1e-4)
        assert sum(word.worth for word in page.words) == pytest.approx(hit.words, rel=1e-4)
        assert {word.typed for word in page.words} <= {clue.typed for clue in told.clues}


def test_explanation_says_where_a_word_stands(index):
    page = explain(index, SUPPORT, Question("STARTTLS port 587", "fr")).pages[0]
    places = {word.typed: (word.in_title, word.in_head, bool(word.passages)) for word in page.words}
    assert page.found.cover.id == "articles/courrier/smtp"
    assert places["STARTTLS"] == (False, False, True)


def test_explanation_of_a_question_without_a_word_is_empty(index):
    told = explain(index, SUPPORT, Question("???", "fr"))
    assert (told.clues, told.pages) == ((), ())
