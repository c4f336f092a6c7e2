import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from kb.request_kind import RequestKind
from kb.support import Support
from submit.draft import Attachment, Draft
from submit.gate.one_question import check, split, take_apart
from submit.gate.question.model import openings
from submit.gate.question.segment import cut

from .reading import DATA, needs_data

CASES = Path(__file__).parent / "cases"
TWO = "Bonjour, le logo est coupé sur les devis. Version 9.2. Autre question : comment changer de formule ? Merci"
LINES = st.lists(
    st.sampled_from(
        [
            "Bonjour, ",
            "le logo a disparu. ",
            "Autre question : où voir la TVA ? ",
            "PS : ",
            "\n- ",
            "1) ",
            "Merci. ",
            "…",
            "Voici :\n",
        ]
    ),
    max_size=14,
).map("".join)


def test_one_question(case: dict[str, Any]) -> None:
    questions = take_apart("", case["text"]).questions
    assert len(questions) == case["count"]
    for question, words in zip(questions[1:], case.get("starts", ()), strict=False):
        assert question.startswith(words)


@given(st.one_of(LINES, st.text(max_size=400)))
@example(TWO)
def test_every_sentence_stays_once_in_a_part_or_in_what_they_share(text: str) -> None:
    parts = take_apart("", text)
    kept = "".join((*parts.questions, parts.context, parts.courtesy))
    assert sorted("".join(kept.split())) == sorted("".join(text.split()))


@given(st.one_of(LINES, st.text(max_size=400)))
def test_segments_join_up_to_the_text(text: str) -> None:
    assert "".join(text[segment.start : segment.end] for segment in cut(text)) == text


@given(LINES)
def test_no_part_is_empty(text: str) -> None:
    questions = take_apart("", text).questions
    assert len(questions) == 1 or all(question.strip() for question in questions)


def test_parts_share_facts_and_leave_courtesies_out() -> None:
    parts = take_apart("", TWO)
    assert parts.questions == (
        "le logo est coupé sur les devis.",
        "Autre question : comment changer de formule ?",
    )
    assert parts.context == "Version 9.2."
    assert parts.courtesy == "Bonjour, Merci"


def test_what_was_told_first_is_read_first(support: Support) -> None:
    told = Draft(description=TWO.replace("Bonjour, le", "Nous vendons du thé depuis dix ans. Le"))
    first, _ = split(told, support)
    assert first.description == "Nous vendons du thé depuis dix ans. Version 9.2.\n\nLe logo est coupé sur les devis."


def test_name_under_the_thanks_goes_with_them() -> None:
    parts = take_apart("", f"{TWO} d’avance,\nClaire Petit")
    assert parts.courtesy == "Bonjour, Merci d’avance,\nClaire Petit"
    assert take_apart("", f"{TWO}\nAucune facture").questions[-1].endswith("Aucune facture")


def test_point_of_a_list_comes_without_its_sign(support: Support) -> None:
    told = Draft(description="Bonjour,\n•\tLe logo est coupé.\n2) La recherche ignore les accents.")
    drafts = split(told, support)
    assert [draft.description for draft in drafts] == ["Le logo est coupé.", "La recherche ignore les accents."]


def test_what_was_told_before_the_first_question_is_for_all_of_them() -> None:
    parts = take_apart("", TWO.replace("Bonjour, le", "Nous vendons du thé depuis dix ans. Le"))
    assert parts.questions == ("Le logo est coupé sur les devis.", "Autre question : comment changer de formule ?")
    assert parts.context == "Nous vendons du thé depuis dix ans. Version 9.2."


def test_refusal_names_the_parts(support: Support) -> None:
    [refusal] = check(Draft(description=TWO), support)
    assert refusal.as_json() == {
        "code": "several-questions",
        "field": "description",
        "reason": "several",
        "count": 2,
        "parts": ["le logo est coupé sur les devis.", "Autre question : comment changer de formule ?"],
        "common": "Bonjour, Merci\nVersion 9.2.",
    }


def test_drafts_share_all_other_fields(support: Support) -> None:
    files = (Attachment(name="a.png", size=5, media_type="image/png"),)
    draft = Draft(
        kind=RequestKind.QUESTION,
        description=TWO,
        subject="Logo",
        email="a@exemple.fr",
        attachments=files,
        goal="Un devis",
    )
    first, second = split(draft, support)
    assert (first.subject, second.subject) == ("Logo", "Comment changer de formule ?")
    assert first.description == "le logo est coupé sur les devis.\n\nVersion 9.2."
    assert second.description == "Autre question : comment changer de formule ?\n\nVersion 9.2."
    changed = {"subject", "description", "attest"}
    assert first.model_dump(exclude=changed) == draft.model_dump(exclude=changed)
    assert second.model_dump(exclude=changed) == draft.model_dump(exclude=changed)


def test_drafts_are_not_asked_a_second_time(support: Support) -> None:
    drafts = split(Draft(description=TWO + TWO), support)
    assert len(drafts) >= 2
    assert {draft.attest for draft in drafts} == {("one-question",)}
    assert [check(draft, support) for draft in drafts] == [[] for _ in drafts]


def test_one_and_the_same_problem_is_asked_once(support: Support) -> None:
    for vow in ("several-questions", "one-question", "several-questions:description"):
        draft = Draft(description=TWO, attest=(vow,))
        assert (check(draft, support), split(draft, support)) == ([], ())


def test_what_lets_us_in_is_for_all_parts() -> None:
    access = "Mon mot de passe est « rosebud-77 » si vous voulez vous connecter."
    parts = take_apart("", f"Les courriels n’arrivent plus. {access}\nComment changer le logo en haut de la page ?")
    assert (len(parts.questions), parts.context) == (2, access)


def test_subject_is_the_first_question_when_the_description_goes_on_from_it() -> None:
    assert take_apart("Le logo est coupé", "Autre question : comment changer de formule ?").questions == (
        "Le logo est coupé",
        "Autre question : comment changer de formule ?",
    )


def test_subject_that_says_the_same_is_no_other_question() -> None:
    assert len(take_apart("Erreur à l'export", "L'export s'arrête à la ligne 12.").questions) == 1


def test_steps_logs_and_goal_are_not_read(support: Support) -> None:
    draft = Draft(description="Le logo est coupé.", goal=TWO, steps=(TWO,), observed=TWO)
    assert check(draft, support) == []


def test_one_question_survives_texts_of_hostile_length() -> None:
    for piece in (
        "?",
        "? ",
        "a? ",
        "Comment ",
        "par ailleurs, ",
        "1. ",
        "- x\n",
        "n'",
        "ne ",
        "(([",
        '"',
        "\n",
        " ",
        "et je ",
        "question 1 : ",
        "1- a, ",
        "pour l",
    ):
        text = (piece * 1_000_000)[:1_000_000]
        assert sum(len(question) for question in take_apart("", text).questions) <= len(text)


@pytest.mark.parametrize(
    ("tickets", "least"),
    [
        ("tickets", {"all": 0.9, "fr": 0.87, "false alarms": 0.05, "announced": 0.92}),
        ("hard_tickets", {"all": 0.7, "fr": 0.7, "false alarms": 0.16, "announced": 0.7}),
    ],
    ids=["tickets", "hard tickets"],
)
def test_one_question_keeps_its_figures_on_tickets_that_it_has_not_learnt_from(
    tickets: str, least: dict[str, float]
) -> None:
    """The files say how they came about; the floors are a little below what the rule reaches."""
    rows = yaml.safe_load((CASES / f"{tickets}.yml").read_text("utf-8"))
    counted = [
        ({"label": "multi" if row["count"] > 1 else "single"} | row, len(take_apart("", row["text"]).questions))
        for row in rows
    ]
    assert f1(counted) >= least["all"]
    assert f1([one for one in counted if one[0]["lang"] == "fr"]) >= least["fr"]
    assert share(count > 1 for row, count in counted if row["label"] == "single") <= least["false alarms"]
    announced = {"explicit", "list", "ps"}
    assert (
        share(count > 1 for row, count in counted if row["kind"] in announced and row["count"] > 1)
        >= (least["announced"])
    )
    found = [(row["count"], count) for row, count in counted if row["count"] > 1 and count > 1]
    assert share(abs(told - count) <= 1 for told, count in found) >= 0.9


def test_half_a_sentence_is_never_a_mere_courtesy() -> None:
    parts = take_apart("", "Le logo est coupé et merci de me répondre. Autre question : où changer de formule ?")
    assert parts.questions[0] == "Le logo est coupé et merci de me répondre."


@needs_data
def test_one_question_keeps_its_floors_on_the_development_data() -> None:
    """The weights have learnt from these rows: what unseen texts get is what the training script prints."""
    lines = (DATA / "intake" / "one_question.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["label"] != "ambiguous"]
    counted = [(row, len(take_apart("", row["text"]).questions)) for row in rows]
    assert f1(counted) >= 0.83
    assert f1([one for one in counted if one[0]["lang"] == "fr"]) >= 0.85
    assert share(count > 1 for row, count in counted if row["label"] == "single") <= 0.06
    plain = {"explicit", "list", "ps"}
    assert share(count > 1 for row, count in counted if row["kind"] in plain and row["label"] == "multi") >= 0.88
    found = [(row["n"], count) for row, count in counted if row["label"] == "multi" and count > 1]
    assert share(abs(told - count) <= 1 for told, count in found) >= 0.9


@needs_data
def test_questions_of_bank_customers_are_one_question() -> None:
    path = DATA / "retrieval" / "banking77-en" / "queries.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    assert share(bool(openings(cut(text))) for text in texts) <= 0.02


def share(claims: Any) -> float:
    claims = list(claims)
    return sum(claims) / len(claims)


def f1(counted: list[tuple[dict[str, Any], int]]) -> float:
    right = sum(row["label"] == "multi" and count > 1 for row, count in counted)
    return 2 * right / (sum(row["label"] == "multi" for row, _ in counted) + sum(count > 1 for _, count in counted))
