"""Words become terms the same way wherever they stand."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_help_centre import read_cases

from deflect.analysis import LONGEST_WORD, Reading, courtesies, fold, read_tokens, stop_words

_ANY_TEXT = st.text(st.characters(exclude_categories=()))
# What words are made of, and what stands between them.
_SIGNS = st.sampled_from("aéÉœßİſKΣzʼ'’-_.&3dl\u2011\u0301\n ")
_WORDS = st.sampled_from(["qu’", "jusqu", "wi-", "E-mail", "14.2b", "don't", "it's", "ID", "I'd", "&nbsp;", "d&#39;un"])
_TEXTS_OF_WORDS = st.lists(_SIGNS | _WORDS).map("".join)


@pytest.mark.parametrize("case", read_cases("tokens"), ids=lambda case: case["why"])
def test_tokens_of_a_case(case):
    assert [token.term for token in read_tokens(case["text"], case["lang"])] == case["terms"]


def test_offsets_point_at_the_word_as_typed():
    text = "« L’ÉTÉ » décalé d’une heure"
    typed = [text[token.start : token.end] for token in read_tokens(text, "fr")]
    assert typed == ["décalé", "heure"]


@given(_ANY_TEXT, st.sampled_from(["fr", "en", "de"]))
@example("e\u0301\ud800d'\u202e\x00", "fr")
def test_tokens_of_any_text_lie_in_order_inside_it(text, lang):
    end = 0
    for token in read_tokens(text, lang):
        assert end <= token.start < token.end <= len(text)
        assert token.term
        assert len(token.word) <= LONGEST_WORD
        end = token.end


@given(_ANY_TEXT | _TEXTS_OF_WORDS, st.sampled_from(["fr", "en", "de"]))
def test_reading_for_the_index_tells_the_same_terms(text, lang):
    assert Reading(lang).terms(text) == [token.term for token in read_tokens(text, lang)]


@pytest.mark.parametrize("case", read_cases("tokens"), ids=lambda case: case["why"])
def test_reading_tells_the_terms_of_a_case(case):
    assert Reading(case["lang"]).terms(case["text"]) == case["terms"]


@given(_ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(_ANY_TEXT, st.sampled_from(["fr", "en"]))
def test_tokens_do_not_depend_on_case_and_accents(text, lang):
    for token in read_tokens(text, lang):
        again = [other.term for other in read_tokens(token.word, lang)]
        assert again in ([token.term], []) or "." in token.word or not token.word.isalpha()


@pytest.mark.parametrize("length", [LONGEST_WORD, LONGEST_WORD + 1, 20_000])
def test_token_that_is_too_long_is_dropped(length):
    tokens = list(read_tokens("z" * length + " imprimer", "fr"))
    assert len(tokens) == (2 if length <= LONGEST_WORD else 1)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_word_lists_are_there_and_hold_folded_words(lang):
    for words in (stop_words(lang), courtesies(lang)):
        assert len(words) > 40
        assert words == {fold(word) for word in words}


def test_word_lists_of_a_language_without_any_are_empty():
    assert (stop_words("xx"), courtesies("xx")) == (frozenset(), frozenset())
