"""Clumsy questions find the right page of a small help centre, and strange ones find nothing."""

import pytest
from small_help_centre import SUPPORT, read_cases

from deflect.question import Question
from deflect.search import FLOOR, FLOOR_BESIDE, SURE, search
from deflect.suggestion import suggest


@pytest.mark.parametrize("case", read_cases("found"), ids=lambda case: case["why"])
def test_suggestion_of_a_clumsy_question_comes_first(index, case):
    shown = suggest(index, SUPPORT, Question(case["asks"], case.get("lang", "fr")))
    assert [one.id for one in shown][:1] == [case["first"]]


@pytest.mark.parametrize("case", read_cases("silent"), ids=lambda case: case["why"])
def test_question_without_an_answer_shows_nothing(index, case):
    assert suggest(index, SUPPORT, Question(case["asks"], "fr")) == []


def test_hits_are_above_the_floor_and_in_order_of_rank(index):
    found = search(index, Question("agenda", "fr"), 10)
    assert len(found) > 2
    assert [one.hit.rank for one in found] == sorted((one.hit.rank for one in found), reverse=True)
    assert found[0].hit.score >= SURE or sum(one.hit.score for one in found[:3]) / 3 >= FLOOR
    assert all(FLOOR_BESIDE <= one.hit.score <= 1 for one in found)


def test_search_returns_as_many_as_are_asked_for(index):
    question = Question("agenda", "fr")
    everything = search(index, question, 10)
    assert len(everything) > 2
    assert search(index, question, 2) == everything[:2]


def test_one_page_is_shown_exactly_where_three_would_be(index):
    asked = [case["asks"] for case in read_cases("found") + read_cases("silent")]
    for text in [*asked, "passe user's"]:  # its best page alone would be trusted, with the next two it is not
        question = Question(text, "fr")
        assert search(index, question, 1) == search(index, question, 3)[:1]


def test_language_without_pages_is_served_from_the_largest(index):
    shown = search(index, Question("STARTTLS port 587 SMTP", "de"), 3)
    assert [one.cover.id for one in shown][:1] == ["articles/courrier/smtp"]


def test_language_with_pages_is_served_from_its_own_alone(index):
    assert search(index, Question("signature des messages", "en"), 3) == []


def test_glossary_of_another_product_is_not_used(index):
    asked = [
        [one.cover.id for one in search(index, Question("planning", "fr", product), 5)]
        for product in ("agenda", "courrier")
    ]
    assert "articles/agenda/importer" in asked[0]
    assert asked[1] == []
