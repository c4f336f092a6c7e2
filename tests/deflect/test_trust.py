"""How far a page can be trusted to be about a question."""

import pytest
from small_help_centre import read_cases

from deflect.clue import read_clues
from deflect.question import Question
from deflect.trust import Trust


def _trust(index, text):
    volume = index.volume("fr")
    return Trust(volume, read_clues(volume, Question(text, "fr")))


def test_page_that_holds_more_or_is_nearer_is_trusted_more(index):
    trust = _trust(index, "importer un fichier dans l'agenda")
    assert 0 <= trust.score(0.2, 0.5) < trust.score(0.4, 0.5) < trust.score(0.4, 0.9) < trust.score(0.9, 0.9) <= 1


def test_familiar_question_is_trusted_more_than_a_strange_one(index):
    familiar, strange = (_trust(index, text) for text in ("importer un fichier agenda", "importer un zèbre girafe"))
    assert strange.score(0.5, 0.5) < familiar.score(0.5, 0.5)


@pytest.mark.parametrize(("held", "near"), [(0, 0), (0, -1), (1, 1), (1, -1), (0, 1)])
def test_score_stays_between_0_and_1(index, held, near):
    for case in read_cases("silent"):
        assert 0 <= _trust(index, case["asks"]).score(held, near) <= 1


def test_page_that_holds_nothing_is_not_trusted(index):
    assert _trust(index, "agenda").score(0, 1) == 0


def test_page_that_means_nearly_the_same_is_trusted_more(index):
    trust = _trust(index, "importer un fichier dans l'agenda")
    assert 0 < trust.score(0.5, 0.5, -1.0) < trust.score(0.5, 0.5, 0.2) < trust.score(0.5, 0.5, 0.6) < 1


def test_words_alone_neither_prove_nor_rule_out_that_a_page_is_meant(index):
    trust = _trust(index, "importer un fichier agenda")
    assert min(trust.score(0, 0, 0.8), trust.score(0.01, 0, 0.8)) > 0.6
    assert trust.score(1, 1, -0.2) < 0.2


def test_words_tell_nothing_of_a_foreign_question(index):
    volume = index.volume("fr")
    trust = Trust(volume, read_clues(volume, Question("the agenda", "fr")), foreign=True)
    assert trust.score(0, 0, 0.5) == trust.score(1, 1, 0.5) > 0.6 > 0.2 > trust.score(1, 1, 0.3)


def test_letter_need_not_mean_the_page_from_its_first_words_on(index):
    story = " ".join(f"agenda{number}x" for number in range(20))
    short, letter = (_trust(index, text).score(0, 0, 0.3) for text in ("agenda0x", story))
    assert short < letter
