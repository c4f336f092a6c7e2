"""Whatever is typed is words: nothing raises, no operator is honoured, and what is long is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_help_centre import SUPPORT

from deflect.analysis import read_tokens
from deflect.clue import LONGEST_TEXT, read_clues
from deflect.passage import cut_sentences
from deflect.question import Question
from deflect.suggestion import suggest

_MEGABYTE = 1_000_000
_FACTURE = "télécharger une facture"
_HOSTILE = {
    "one letter": "a" * _MEGABYTE,
    "elisions": "d'" * (_MEGABYTE // 2),
    "joined": "e-" * (_MEGABYTE // 2),
    "numbers": "1." * (_MEGABYTE // 2),
    "entities": "&#39" * (_MEGABYTE // 4),
    "accents": "e\u0301" * (_MEGABYTE // 2),
    "accents alone": "\u0301" * _MEGABYTE,
    "apostrophes": "'" * _MEGABYTE,
    "different words": " ".join(f"mot{n}x" for n in range(_MEGABYTE // 10)),
    "dots": "." * _MEGABYTE,
    "spaces": " " * _MEGABYTE,
    "lines": "\n" * _MEGABYTE,
}


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_megabyte_of_anything_is_analysed_and_searched(index, text):
    for lang in ("fr", "en"):
        assert all(token.term for token in read_tokens(text, lang))
    assert suggest(index, SUPPORT, Question(text, "fr")) == []
    assert all(end - start <= 280 for start, end in cut_sentences(text))


def test_question_is_read_up_to_its_cap(index):
    inside = _FACTURE.ljust(LONGEST_TEXT) + " agenda"
    outside = " " * LONGEST_TEXT + _FACTURE
    assert suggest(index, SUPPORT, Question(inside, "fr")) == suggest(index, SUPPORT, Question(_FACTURE, "fr"))
    assert suggest(index, SUPPORT, Question(outside, "fr")) == []


def test_clues_of_a_long_question_are_the_sixty_that_tell_most(index):
    text = " ".join(f"mot{n}x" for n in range(700)) + " facture"
    clues = read_clues(index.volume("fr"), Question(text, "fr"))
    assert len(clues) == 60


@pytest.mark.parametrize(
    "around",
    [
        "{} " + "z" * 20_000,
        "NOT {}",
        "-{}",
        "{} AND xqzv OR NOT *",
        "* {} ?",
        "title:({})",
        "{}~2 ^4 [a TO z]",
        "\x00{}\x00",
        "\ud800 {} \udfff",
        "\u202e{}\u202c",
        "🎉 {} 🎉",
        "شكرا {} 谢谢",
        "<script>{}</script>",
        "{}'; DROP TABLE t; --",
    ],
)
def test_signs_around_a_question_change_nothing(index, around):
    plain = [one.id for one in suggest(index, SUPPORT, Question(_FACTURE, "fr", limit=1))]
    shown = [one.id for one in suggest(index, SUPPORT, Question(around.format(_FACTURE), "fr", limit=1))]
    assert (plain, shown) == (["articles/compte/facture"], ["articles/compte/facture"])


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(["fr", "en", "", "../x", "\ud800"]))
def test_any_question_is_answered_with_sound_suggestions(index, text, lang):
    for one in suggest(index, SUPPORT, Question(text, lang, product=text, version=text, build=text)):
        assert 0 < one.score <= 1
        assert all(0 <= start < end <= len(one.excerpt) for start, end in one.marks)
