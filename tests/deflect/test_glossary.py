"""Words that mean the same are found in a question, in either direction and several words wide."""

import pytest
from small_help_centre import read_cases

from deflect.analysis import read_tokens
from deflect.glossary import Glossary
from kb.support import Term

_TERMS = (
    Term(words=("2FA", "double authentification")),
    Term(words=("planning", "calendrier"), products=("agenda",)),
    Term(words=("facture", "Factures")),
)


def _seen(text, product=""):
    words = [token.term for token in read_tokens(text, "fr")]
    return [
        (sighting.start, sighting.end, sighting.synonyms.others)
        for sighting in Glossary(_TERMS, "fr").sightings(words, product)
    ]


@pytest.mark.parametrize("case", read_cases("glossary"), ids=lambda case: case["why"])
def test_sightings_in_a_question(case):
    glossary = Glossary((Term.model_validate(term) for term in case["terms"]), "fr")
    words = [token.term for token in read_tokens(case["asks"], "fr")]
    seen = glossary.sightings(words, case.get("product", ""))
    assert [[list(other) for other in sighting.synonyms.others] for sighting in seen] == case["seen"]


def test_question_of_one_word_a_thousand_times_is_read_in_one_pass():
    words = ["courri", "electron"] * 2_000
    glossary = Glossary([Term(words=("courriel", "courrier électronique")), Term(words=("courrier", "lettre"))], "fr")
    assert {sighting.synonyms.others for sighting in glossary.sightings(words, "")} == {(("courriel",),)}


def test_sighting_of_several_words():
    assert _seen("Activer la double authentification") == [(1, 3, (("2fa",),))]


def test_sighting_of_one_word_that_means_several():
    assert _seen("la 2FA et la 2fa") == [(0, 1, (("doubl", "authentif"),)), (1, 2, (("doubl", "authentif"),))]


def test_sighting_of_half_an_entry_is_none():
    assert _seen("une double facture") == []


def test_entry_of_one_product_serves_its_customers_and_those_unknown():
    assert [len(_seen("mon planning", product)) for product in ("agenda", "courrier", "")] == [1, 0, 1]


def test_entry_whose_words_are_one_stem_is_no_entry():
    assert _seen("une facture") == []
