"""What matters in a question: how often, how early, and whether it is the matter or the story."""

import pytest

from deflect.clue import LETTER_WORDS, Form, is_letter, read_clues
from deflect.index import build_index, open_index
from deflect.question import Question
from kb.document import Document, Section

_STORY = " ".join(f"truc{number}" for number in range(80))


def _clues(index, text, product=""):
    return {clue.typed: clue for clue in read_clues(index.volume("fr"), Question(text, "fr", product))}


def test_word_that_comes_early_weighs_more(index):
    clues = _clues(index, f"facture signature {_STORY}")
    late = _clues(index, f"signature {_STORY} facture")
    assert clues["facture"].force > late["facture"].force


def test_word_that_comes_twice_weighs_more_but_not_twice(index):
    once, twice = (_clues(index, text)["facture"].force for text in ("facture agenda", "facture agenda facture"))
    assert once < twice < 2 * once


def test_rare_word_tells_more_than_a_common_one(index):
    clues = _clues(index, "agenda starttls")
    assert clues["starttls"].rarity > clues["agenda"].rarity


def test_words_of_a_story_count_half_in_a_question_and_little_in_a_letter(index):
    matter = " ".join(f"sujet{number}" for number in range(LETTER_WORDS))
    short, long = (_clues(index, text) for text in ("message agenda", f"message agenda {matter}"))
    assert (is_letter(list(short.values())), is_letter(list(long.values()))) == (False, True)
    assert short["message"].weight == pytest.approx(0.5)
    assert long["message"].weight == pytest.approx(0.15)
    assert long["agenda"].weight == short["agenda"].weight


def test_unknown_word_stands_for_its_neighbours(index):
    clues = _clues(index, "facutre xqzvwk")
    assert clues["facutre"].forms == [Form(("factur",), 0.7)]
    assert clues["facutre"].rarity == index.volume("fr").rarity("factur")
    assert clues["xqzvwk"].forms == []


def test_mistyped_stop_word_is_no_clue(index):
    assert set(_clues(index, "coment importer")) == {"importer"}
    assert set(_clues(index, "pourqoui importer")) == {"importer"}


def test_small_words_of_another_language_are_no_clue(index):
    assert set(_clues(index, "the import of my agenda")) == {"import", "agenda"}
    assert set(_clues(index, "pourquoi le message « the agenda » s’affiche")) >= {"the", "agenda"}


def test_word_that_lost_its_apostrophe_is_found(index):
    clues = _clues(index, "limporter qagenda")
    assert clues["limporter"].forms == [Form(("import",), 0.9)]
    assert clues["qagenda"].forms == [Form(("agend",), 0.7)]


def test_word_that_only_shares_a_stem_may_be_a_slip(tmp_path):
    page = Document(id="a", lang="fr", title="Fichier", sections=(Section(text="Une fiche et un fichier."),))
    build_index([page], tmp_path / "index")
    opened = open_index(tmp_path / "index")
    meant = {
        clue.typed: [form.terms for form in clue.forms]
        for clue in read_clues(opened.volume("fr"), Question("fichié", "fr"))
    }
    opened.close()
    assert meant == {"fichié": [("fich",), ("fichi",)]}


def test_unknown_word_of_a_small_help_centre_tells_little(index):
    clues = _clues(index, "xqzvwk starttls")
    assert clues["xqzvwk"].rarity < clues["starttls"].rarity


def test_mended_words_of_one_question_are_few(index):
    words = ["factur" + letter for letter in "bcdghjklmp"]
    assert sum(bool(clue.forms) for clue in _clues(index, " ".join(words)).values()) == 8


def test_synonyms_are_shared_forms_of_the_words_they_replace(index):
    clues = _clues(index, "planning 2FA", "agenda")
    assert clues["planning"].forms == [Form(("calendri",), 0.6)]
    assert clues["2FA"].forms[0] == Form(("doubl", "authentif"), 0.6)


def test_synonyms_are_added_beside_the_word_that_the_index_holds(index):
    clues = _clues(index, "la double authentification")
    assert Form(("doubl",), 1.0) in clues["double"].forms
    assert any(form.terms != ("doubl",) and form.share < 0.6 for form in clues["double"].forms)


def test_two_words_stand_for_the_one_they_make(tmp_path):
    page = Document(id="a", lang="en", title="Slideshow", sections=(Section(text="A slide of a show."),))
    build_index([page], tmp_path / "index")
    opened = open_index(tmp_path / "index")
    side_by_side, apart = (
        {clue.typed: clue.forms for clue in read_clues(opened.volume("en"), Question(text, "en"))}
        for text in ("slide show", "slide; show")
    )
    opened.close()
    joined = Form(("slideshow",), 0.6)
    assert side_by_side == {"slide": [Form(("slide",), 1.0), joined], "show": [Form(("show",), 1.0), joined]}
    assert apart == {"slide": [Form(("slide",), 1.0)], "show": [Form(("show",), 1.0)]}
