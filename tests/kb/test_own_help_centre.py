"""Palier's own help centre is what it tells others to write."""

from datetime import date

import pytest
from written_centre import REPOSITORY

from kb.checks.all import check_knowledge
from kb.document import PageKind
from kb.edition import BUILD, VERSION
from kb.knowledge import sound_knowledge
from kb.page import Matter

KNOWLEDGE = sound_knowledge(REPOSITORY)
SUPPORT = KNOWLEDGE.support


def test_own_help_centre_has_no_findings():
    assert [str(finding) for finding in check_knowledge(REPOSITORY, date(2026, 11, 26))] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("kind", "least"), [(PageKind.ARTICLE, 20), (PageKind.INCIDENT, 4), (PageKind.QUESTION, 3)], ids=str
)
def test_own_help_centre_is_real(kind, least, lang):
    assert len(KNOWLEDGE.of_kind(kind, lang)) >= least


def test_this_edition_is_the_current_release_of_the_registry():
    current = SUPPORT.products["palier"].current()
    assert (current.version, BUILD in current.builds) == (VERSION, True)
    assert SUPPORT.products["palier"].release_of_build(BUILD) is current


def test_popular_pages_exist_in_every_language():
    assert SUPPORT.home.popular != ()
    missing = [
        (page_id, lang)
        for page_id in SUPPORT.home.popular
        for lang in SUPPORT.languages
        if KNOWLEDGE.page(page_id, lang) is None
    ]
    assert missing == []


def test_terms_are_unambiguous_and_about_known_products():
    assert SUPPORT.terms != ()
    assert {product for term in SUPPORT.terms for product in term.products} <= set(SUPPORT.products)
    words = [word.casefold() for term in SUPPORT.terms for word in term.words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_shelf_holds_an_article(lang):
    assert {page.category for page in KNOWLEDGE.of_kind(PageKind.ARTICLE, lang)} == set(SUPPORT.categories)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_fact_for_people_is_said_in_every_language(lang):
    entries = [*SUPPORT.categories.values(), *SUPPORT.priorities.values(), *SUPPORT.kinds.values()]
    words = [
        SUPPORT.promise,
        *(getattr(entry, name) for entry in entries for name in ("title", "name", "advice") if hasattr(entry, name)),
    ]
    assert [words_ for words_ in words if lang not in words_.root and "*" not in words_.root] == []


def test_pages_say_what_they_answer():
    silent = [
        page.path
        for page in KNOWLEDGE.pages
        if isinstance(page.matter, Matter) and not (page.matter.answers and page.matter.description)
    ]
    assert silent == []


def test_documents_are_told_apart_by_id_and_language():
    documents = list(KNOWLEDGE.documents())
    assert len({(document.id, document.lang) for document in documents}) == len(documents)
    assert [document.id for document in documents if not document.sections] == []
