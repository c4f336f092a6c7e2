"""Variants of a question: as customers type, the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_help_centre import read_cases

from deflect.analysis import fold, read_tokens
from deflect.variant import Variant, vary


@pytest.mark.parametrize("case", read_cases("variants"), ids=lambda case: case["why"])
def test_variants_of_a_question(case):
    assert {variant.value: text for variant, text in vary(case["asks"], case["lang"]).items()} == case["variants"]


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=80), st.sampled_from(["fr", "en", "de"]))
def test_slip_is_one_letter_away_inside_one_word(question, lang):
    typed = vary(question, lang).get(Variant.TYPO, "")
    if typed:
        assert typed != question
        assert abs(len(typed) - len(question)) <= 1
        assert (typed[0], typed[-1]) == (question[0], question[-1])


@given(st.text(max_size=60), st.sampled_from(["fr", "en"]))
def test_variants_are_the_same_every_time(question, lang):
    assert vary(question, lang) == vary(question, lang)


def test_capitals_and_missing_accents_ask_for_the_same_words():
    question = "Où télécharger l’avoir à Noël ?"
    written = vary(question, "fr")
    words = [[(token.word, token.term) for token in read_tokens(text, "fr")] for text in (question, *written.values())]
    assert words[0] == words[1] == words[3]
    assert fold(written[Variant.NO_ACCENTS]) == fold(question)
