"""What is shown, in which order, and what each suggestion says of itself."""

import json
from pathlib import Path

import pytest
from small_help_centre import SUPPORT, read_cases, read_pages

from deflect.fields import Field
from deflect.index import build_index, open_index
from deflect.question import Question
from deflect.suggestion import MOST_PAGES, MOST_SUGGESTIONS, Reason, suggest
from kb.document import Document, Section


@pytest.mark.parametrize("case", read_cases("incidents"), ids=lambda case: case["why"])
def test_suggestions_of_an_incident(index, case):
    question = Question(case["asks"], "fr", case["product"], case.get("version", ""))
    shown = suggest(index, SUPPORT, question)[: max(1, len(case["shown"]))]
    assert [_of_incident(one) for one in shown] == case["shown"]


def _of_incident(suggestion):
    if suggestion.verdict is None:
        return {"id": suggestion.id}
    return {
        "id": suggestion.id,
        "verdict": suggestion.verdict.value,
        "fixed_in": suggestion.fixed_in,
        "state": suggestion.state,
    }


def test_page_about_another_product_comes_last(index):
    about = {page.id: page.products for page in read_pages() if page.lang == "fr"}
    for product, first in (
        ("courrier", "articles/courrier/piece-jointe"),
        ("agenda", "articles/agenda/importer"),
    ):
        shown = [one.id for one in suggest(index, SUPPORT, Question("importer un fichier lourd", "fr", product))]
        others = [bool(about[page]) and product not in about[page] for page in shown]
        assert shown[0] == first
        assert True in others
        assert others == sorted(others)


def test_page_without_products_is_about_all_of_them(tmp_path):
    pages = [
        Document(id="a", lang="fr", title="Exporter un rapport en PDF", products=("agenda",)),
        Document(id="b", lang="fr", title="Exporter un rapport complet en PDF du compte"),
    ]
    assert _shown_first(tmp_path, pages, "agenda") == "a"
    assert _shown_first(tmp_path, pages, "courrier") == "b"
    assert _shown_first(tmp_path, pages, "") == "a"


def _shown_first(directory, pages, product):
    build_index(pages, directory / "index")
    index = open_index(directory / "index")
    shown = suggest(index, SUPPORT, Question("exporter un rapport en PDF", "fr", product))
    index.close()
    return shown[0].id


def test_product_need_not_be_named_where_there_is_only_one(index):
    one_product = SUPPORT.model_copy(update={"products": {"courrier": SUPPORT.products["courrier"]}})
    shown = suggest(index, one_product, Question("mes messages restent dans la boîte d’envoi", "fr", version="14.1"))
    assert [(one.id, one.fixed_in) for one in shown][:1] == [("incidents/2026-envoi-bloque", "14.2")]


def test_suggestion_leads_to_the_section_that_answers(index):
    (shown, *_) = suggest(index, SUPPORT, Question("erreur 535 authentification", "fr"))
    assert shown.url == "/articles/courrier/smtp/#erreur-535"
    assert shown.excerpt == (
        "L’erreur 535 dit que l’authentification a échoué. Vérifiez l’identifiant, puis le mot de passe d’application."
    )
    assert [shown.excerpt[start:end] for start, end in shown.marks] == ["erreur", "535", "authentification"]


def test_suggestion_found_by_its_title_alone_shows_its_description(tmp_path):
    pages = [Document(id="a", lang="fr", title="Zèbres rayés", url="/a/", description="Tout sur eux. Et plus.")]
    build_index(pages, tmp_path / "index")
    index = open_index(tmp_path / "index")
    (shown,) = suggest(index, SUPPORT, Question("zebre rayé", "fr"))
    index.close()
    assert (shown.url, shown.excerpt, shown.marks) == ("/a/", "Tout sur eux. Et plus.", ())


def test_suggestion_found_by_a_heading_without_text_leads_to_it(tmp_path):
    sections = (Section(text="Voici la page."), Section(anchor="rayures", title="Zèbres rayés"))
    build_index([Document(id="a", lang="fr", title="Savane", url="/a/", sections=sections)], tmp_path / "index")
    index = open_index(tmp_path / "index")
    (shown,) = suggest(index, SUPPORT, Question("zebre rayé", "fr"))
    index.close()
    assert (shown.url, shown.excerpt) == ("/a/#rayures", "Voici la page.")


def test_page_of_more_sections_than_bits_is_found_by_its_end(tmp_path):
    sections = tuple(Section(anchor=f"s{n}", title=f"Rayure{n}", text=f"Texte{n}.") for n in range(80))
    build_index([Document(id="a", lang="fr", title="Savane", url="/a/", sections=sections)], tmp_path / "index")
    index = open_index(tmp_path / "index")
    urls = [suggest(index, SUPPORT, Question(f"savane rayure{n} texte{n}", "fr"))[0].url for n in (0, 60, 61, 79)]
    index.close()
    # Past the last bit nobody knows which section it was, so the link leads to the page.
    assert urls == ["/a/#s0", "/a/#s60", "/a/#s61", "/a/"]


def test_reasons_name_the_typed_word_and_the_most_telling_field(index):
    (shown, *_) = suggest(index, SUPPORT, Question("IMPORTER un fichier ICS sans doublons", "fr"))
    assert set(shown.why) == {
        Reason("IMPORTER", Field.TITLE),
        Reason("ICS", Field.KEYWORDS),
        Reason("fichier", Field.BODY),
        Reason("doublons", Field.BODY),
    }


def test_reasons_name_past_questions_and_the_intro(index):
    (resign, *_) = suggest(index, SUPPORT, Question("arrêter de payer", "fr"))
    (forgotten, *_) = suggest(index, SUPPORT, Question("choisir un nouveau mot de passe", "fr"))
    assert set(resign.why) == {Reason("arrêter", Field.ANSWERS), Reason("payer", Field.ANSWERS)}
    assert Reason("nouveau", Field.INTRO) in forgotten.why


@pytest.mark.parametrize(("limit", "most"), [(0, 0), (-3, 0), (1, 1), (2, 2), (9, 9), (99, MOST_PAGES)])
def test_suggestions_are_no_more_than_the_limit(tmp_path, limit, most):
    pages = [Document(id=f"page-{n}", lang="fr", title=f"Imprimer le tableau {n}") for n in range(12)]
    build_index(pages, tmp_path / "index")
    index = open_index(tmp_path / "index")
    shown = suggest(index, SUPPORT, Question("imprimer le tableau", "fr", limit=limit))
    index.close()
    assert len(shown) == most


def test_question_that_names_no_limit_asks_for_as_many_as_a_customer_is_shown():
    assert Question("imprimer", "fr").limit == MOST_SUGGESTIONS == 5


def test_suggestion_as_json_is_plain_and_leaves_out_what_articles_lack(index):
    (incident, *_) = suggest(index, SUPPORT, Question("messages restent boîte d’envoi", "fr", "courrier", "14.1"))
    (article, *_) = suggest(index, SUPPORT, Question("télécharger une facture", "fr"))
    common = {"id", "lang", "kind", "title", "url", "excerpt", "marks", "score", "why"}
    assert set(article.as_json()) == common
    assert set(incident.as_json()) == common | {"verdict", "fixed_in", "state", "severity"}
    assert json.loads(json.dumps(incident.as_json())) == incident.as_json()
    assert article.as_json()["why"][0] == {"word": "facture", "field": "title"}


def test_suggestions_are_the_same_for_an_index_built_again(index, tmp_path: Path):
    build_index(read_pages(), tmp_path / "index", terms=SUPPORT.terms)
    again = open_index(tmp_path / "index")
    for case in read_cases("found"):
        question = Question(case["asks"], case.get("lang", "fr"))
        assert suggest(again, SUPPORT, question) == suggest(index, SUPPORT, question)
    again.close()


def test_page_found_by_its_questions_alone_introduces_itself(tmp_path):
    page = Document(
        id="a",
        lang="fr",
        title="Configurer l’envoi",
        url="/a/",
        description="Brancher un serveur d’envoi.",
        answers=("pourquoi mes clients ne reçoivent aucune confirmation",),
        sections=(Section(anchor="ports", title="Ports", text="Le port 587 sert aux clients."),),
    )
    build_index([page], tmp_path / "index")
    index = open_index(tmp_path / "index")
    (shown,) = suggest(index, SUPPORT, Question("mes clients ne reçoivent pas de confirmation", "fr"))
    index.close()
    assert (shown.url, shown.excerpt) == ("/a/", "Brancher un serveur d’envoi.")
