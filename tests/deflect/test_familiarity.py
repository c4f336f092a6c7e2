"""How surely a question is about what the collection is about."""

import pytest

from deflect.clue import read_clues
from deflect.familiarity import familiarity
from deflect.index import build_index, open_index
from deflect.question import Question
from kb.document import Document, Section

_TEXT = "Imprimer une facture, relancer un client, fermer un budget annuel."


def _familiarity(directory, count, text, own_words=0):
    """That of `text` among `count` pages about invoices, each with `own_words` that no other page has."""
    build_index((_page(number, own_words) for number in range(count)), directory)
    index = open_index(directory)
    volume = index.volume("fr")
    measured = familiarity(volume, read_clues(volume, Question(text, "fr")))
    index.close()
    return measured


def _page(number, own_words):
    own = " ".join(f"propre{number}x{place}" for place in range(own_words))
    return Document(id=f"page{number}", lang="fr", title="Facture", sections=(Section(text=f"{_TEXT} {own}"),))


def test_question_with_words_that_no_page_has_is_less_familiar(tmp_path):
    questions = ["imprimer facture client", "imprimer facture zèbre", "imprimer girafe zèbre", "lion girafe zèbre"]
    measured = [_familiarity(tmp_path / str(n), 30, text) for n, text in enumerate(questions)]
    assert measured == sorted(set(measured), reverse=True)


def test_slip_of_the_finger_is_no_stranger(tmp_path):
    strange, slipped, right = (
        _familiarity(tmp_path / str(n), 30, text)
        for n, text in enumerate(("imprimer girafe", "imprimer factrue", "imprimer facture"))
    )
    assert strange < slipped == right


def test_question_whose_every_word_has_a_neighbour_is_strange(tmp_path):
    questions = ["imprimer facture cleint", "imprimer factrue cleint", "imprimre factrue cleint"]
    measured = [_familiarity(tmp_path / str(n), 30, text) for n, text in enumerate(questions)]
    assert measured == sorted(set(measured), reverse=True)


def test_courtesy_that_no_page_has_is_not_strange(tmp_path):
    polite, strange = (
        _familiarity(tmp_path / text[:4], 30, f"{text} facture") for text in ("excusez désolé", "zèbre girafe")
    )
    assert polite > strange


def test_unknown_word_says_less_where_every_page_brings_new_ones(tmp_path):
    plain, inventive = (_familiarity(tmp_path / str(own), 30, "facture zèbre", own) for own in (0, 10))
    assert plain < inventive


def test_question_is_less_sure_among_many_pages(tmp_path):
    few, many = (_familiarity(tmp_path / str(count), count, "imprimer facture") for count in (60, 600))
    assert many < few


def test_many_familiar_words_are_surer_than_one(tmp_path):
    one, many = (
        _familiarity(tmp_path / str(len(text)), 30, text) for text in ("facture", "imprimer facture client budget")
    )
    assert one < many


@pytest.mark.parametrize("text", ["", "zèbre " * 500, "facture " * 500])
def test_familiarity_stays_within_its_bounds(tmp_path, text):
    assert 0 < _familiarity(tmp_path / "index", 3, text) < 3
