"""What the check of answers says when a page can no longer be found, and that it says nothing when it can."""

from dataclasses import replace

import pytest
from small_help_centre import read_table

from deflect.answer_checks import check_answers, hint
from deflect.answer_trial import Asked, try_answers
from deflect.variant import Variant
from kb.finding import Level
from kb.knowledge import load_knowledge

TABLE = read_table("answers")


def _load(root, change):
    for name, sound in TABLE["centre"].items():
        text = sound
        for old, new in change.get(name, {}).items():
            assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    knowledge, findings = load_knowledge(root)
    assert findings == []
    return knowledge


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["why"])
def test_findings_of_answers(tmp_path, case):
    found = sorted(check_answers(try_answers(_load(tmp_path, case["change"]))))
    assert [f"{finding.level.value} {finding}" for finding in found] == case["findings"]


def test_variant_that_is_not_found_is_a_warning_at_the_line_of_its_question(tmp_path):
    trial = try_answers(_load(tmp_path, {}))[0]
    missed = Asked("fixer le budgte", 4)
    (finding,) = check_answers([replace(trial, variants={Variant.CAPITALS: trial.plain, Variant.TYPO: missed})])
    assert (finding.rule, finding.level) == ("answer-variant-not-found", Level.WARNING)
    assert (finding.line, finding.column) == trial.page.source.place(("answers", 0))
    assert finding.message == "“fixer le budgte” (typo) finds nothing instead of this page"
    assert hint(replace(trial, variants={Variant.TYPO: missed})) == finding.cure


@pytest.mark.parametrize(
    ("missed", "advice"),
    [
        (Asked("x", 0, nowhere=("facture", "comme", "il"), in_text=("PDF",)), "add to keywords “facture”, “comme”, "),
        (Asked("x", 0, nowhere=("il", "a"), in_text=("PDF", "an")), "put “PDF” into title or keywords, not only "),
        (Asked("x", 0), "write a question with a word that says what it is about"),
    ],
)
def test_hint_names_what_the_page_lacks_before_what_it_says_too_low(tmp_path, missed, advice):
    trial = try_answers(_load(tmp_path, {}))[0]
    assert hint(replace(trial, own_words=missed)).startswith(advice)
    assert hint(trial) == ""


def test_hint_of_a_page_that_says_it_all_is_to_set_it_apart(tmp_path):
    change = {"docs/articles/achats/imprimer.md": {"keywords: [duplicata]\n": ""}}
    trials = {trial.plain.text: trial for trial in try_answers(_load(tmp_path, change))}
    missed = trials["obtenir un duplicata"]
    crowded = replace(missed.own_words, nowhere=(), in_text=())
    assert hint(replace(missed, own_words=crowded)).startswith("say in the title what sets this page apart, or move ")


def test_question_found_at_the_third_place_is_found_and_at_the_fourth_is_not(tmp_path):
    trial = try_answers(_load(tmp_path, {}))[0]
    third, fourth = (replace(trial, plain=Asked("x", place), variants={}) for place in (3, 4))
    assert list(check_answers([third])) == []
    assert [finding.rule for finding in check_answers([fourth])] == ["answer-not-found"]


def test_page_of_one_product_is_asked_for_with_it_and_without(tmp_path):
    products = {
        trial.page.id: trial.with_product.place if trial.with_product else None
        for trial in try_answers(_load(tmp_path, {}))
        if trial.page.lang == "fr"
    }
    assert products == {
        "articles/achats/affaire": None,
        "articles/achats/budget-ibat": 1,
        "articles/achats/budget-isybuy": 1,
        "articles/achats/imprimer": None,
        "articles/achats/resilier": None,
    }


def test_page_behind_those_of_other_products_is_found_by_who_says_which(tmp_path):
    support = "ibat: {name: iBAT}"
    others = {f"p{number}": f"  p{number}: {{name: P{number}}}\n" for number in range(4)}
    knowledge = _load(tmp_path, {"support.yml": {support: support + "\n" + "".join(others.values()).rstrip("\n")}})
    twin = knowledge.page("articles/achats/budget-isybuy", "fr")
    twins = tuple(
        replace(
            twin,
            id=f"articles/achats/{name}",
            matter=twin.matter.model_copy(
                update={"title": "Fixer un budget annuel en deux jours", "products": (name,)}
            ),
        )
        for name in others
    )
    trials = try_answers(replace(knowledge, pages=(*knowledge.pages, *twins)))
    places = {trial.page.id: (trial.plain.place, trial.with_product.place) for trial in trials if trial.with_product}
    assert [places[page.id] for page in twins] == [(2, 1), (3, 1), (1, 1), (1, 1)]
    assert list(check_answers(trials)) == []


def test_answers_are_told_as_they_are_asked(tmp_path):
    knowledge = _load(tmp_path, {})
    told = []
    trials = try_answers(knowledge, lambda done, total: told.append((done, total)))
    assert told == [(done, len(trials)) for done in range(1, len(trials) + 1)]
    assert len(trials) == 7


def test_knowledge_without_answers_is_not_indexed(tmp_path):
    knowledge = _load(tmp_path, {})
    pages = tuple(
        replace(page, matter=page.matter.model_copy(update={"answers": ()})) for page in knowledge.pages if page.kind
    )
    assert try_answers(replace(knowledge, pages=pages)) == []


def test_incident_is_found_by_its_symptoms_but_not_by_its_answers(tmp_path):
    incident = "---\ntitle: Lenteurs\nstate: investigating\nsymptoms: [le tableau met une minute]\nanswers:\n"
    lines = "  - le tableau met une minute\n  - la moquette gondole\n---\nNous cherchons.\n"
    (tmp_path / "docs" / "incidents").mkdir(parents=True)
    (tmp_path / "docs" / "incidents" / "lent.md").write_text(incident + lines, encoding="utf-8")
    trials = [trial for trial in try_answers(_load(tmp_path, {})) if trial.page.id == "incidents/lent"]
    assert [(trial.plain.place, trial.own_words.place) for trial in trials] == [(1, 1), (1, 0)]


def test_page_that_cannot_be_rendered_is_not_asked_for(tmp_path):
    knowledge = _load(tmp_path, {})
    asked = {trial.page.id for trial in try_answers(knowledge)}
    broken = replace(knowledge.page("articles/achats/resilier", "fr"), body="[" * 100_000)
    pages = tuple(broken if (page.id, page.lang) == (broken.id, "fr") else page for page in knowledge.pages)
    trials = try_answers(replace(knowledge, pages=pages))
    assert {trial.page.id for trial in trials} == asked - {broken.id}
