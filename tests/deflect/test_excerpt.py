"""Excerpts are whole sentences that hold the answer."""

from hypothesis import given
from hypothesis import strategies as st

from deflect.excerpt import LONGEST_EXCERPT, make_excerpt
from deflect.passage import cut_passages, cut_sentences
from kb.document import Document, Section

_FILLER = "Cette phrase ne dit rien de ce qui est cherché, mais elle prend de la place dans la page. "


def test_excerpt_begins_with_the_sentence_that_answers():
    text = 3 * _FILLER + "Ouvrez le port 587. " + 3 * _FILLER
    excerpt = make_excerpt(text, {"port", "587"}, "fr")
    assert excerpt.text.startswith("Ouvrez le port 587. Cette phrase") or "Ouvrez le port 587." in excerpt.text
    assert excerpt.text.endswith(".")
    assert len(excerpt.text) <= LONGEST_EXCERPT
    assert [excerpt.text[start:end] for start, end in excerpt.marks] == ["port", "587"]


def test_excerpt_of_one_endless_sentence_is_cut_at_a_word():
    excerpt = make_excerpt("mot " * 200, {"mot"}, "fr")
    assert len(excerpt.text) <= LONGEST_EXCERPT
    assert set(excerpt.text.replace("…", "").split()) == {"mot"}


def test_excerpt_of_nothing_is_empty():
    assert make_excerpt(" \n ", {"port"}, "fr").text == ""


def test_excerpt_puts_lines_and_spaces_right():
    assert make_excerpt("Un  port\test ouvert.", set(), "fr").text == "Un port est ouvert."
    assert make_excerpt("Un port\nIl est ouvert.\nVoilà.", set(), "fr").text == "Un port – Il est ouvert. Voilà."


def test_sentences_end_where_a_reader_sees_them_end():
    text = "Est-ce la version 14.2 ? « Oui ! » Non… Fin"
    assert [text[start:end] for start, end in cut_sentences(text)] == [
        "Est-ce la version 14.2 ?",
        "« Oui ! »",
        "Non…",
        "Fin",
    ]


@given(st.text(max_size=2_000))
def test_sentences_of_any_text_hold_all_that_is_not_space(text):
    pieces = "".join(text[start:end] for start, end in cut_sentences(text))
    assert "".join(pieces.split()) == "".join(text.split())


@given(st.lists(st.text("ab .\n", max_size=3_000), max_size=6))
def test_passages_of_any_page_hold_all_its_words_in_order(texts):
    page = Document(id="a", lang="fr", title="", sections=tuple(Section(text=text) for text in texts))
    held = [page.sections[one.section].text[one.start : one.end] for one in cut_passages(page)]
    assert "".join("".join(held).split()) == "".join("".join(texts).split())
