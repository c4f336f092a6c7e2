"""The parts of a message each have their kind, and the scenario is with the one that it is about: page and API."""

import html
import re
from typing import Any

from house import House
from page_form import read_form
from sample_drafts import BUG, PASSWORD
from test_siblings import send
from test_split_page import split
from test_support_pages import press

from submit.gate.one_question import take_apart
from submit.store.tables import Ticket

FAULT = "L’export des factures en CSV s’arrête à la moitié du fichier."
HOW_TO = "Autre question : comment ajouter nos conditions de vente à un courriel ?"
PRINTER = "Autre souci : l’imprimante du bureau n’imprime plus rien depuis lundi."
BOTH: dict[str, Any] = {**BUG, "description": f"{FAULT} {HOW_TO}"}
FAULTS: dict[str, Any] = {**BUG, "description": f"{FAULT} {PRINTER}"}
STEPS = ["J’ouvre le document", "Je clique sur Imprimer puis Bureau", "Rien ne sort de l’imprimante"]
MANY = (
    "Comment changer notre logo ?",
    "Où télécharger le relevé de la banque ?",
    "Combien de collègues peut-on inviter ?",
    "L’agenda partagé ne s’ouvre plus.",
    "Comment archiver un client parti ?",
    "La TVA des avoirs est fausse.",
    "Où modifier le pied des courriels ?",
    "Les photos des articles sont floues.",
    "Comment imprimer les étiquettes de colis ?",
    "Le mot de passe oublié n’envoie rien.",
    "Peut-on payer en trois fois ?",
    "Quelle est la taille des pièces jointes ?",
    "Les virements partent deux fois.",
    "Comment dupliquer un devis ?",
    "Le calendrier ne s’affiche plus sur mon téléphone.",
)
SCENARIO = {
    "part.1.goal": "Imprimer une facture",
    "part.1.steps": STEPS,
    "part.1.expected": "Une page",
    "part.1.observed": "Rien",
}


def steps_of(page: str) -> list[list[str]]:
    form = read_form(page, "part.0.ask")
    return [[step for step in form.values[f"part.{place}.steps"] if step] for place in range(2)]


def faults_of_parts(page: str) -> list[str]:
    return re.findall(r'id="fault-part-(\d-[a-z]+)-1"', page)


def kinds_of(page: str) -> list[str]:
    form = read_form(page, "part.0.ask")
    return [form.one(f"part.{place}.kind") for place in range(2)]


def test_how_to_beside_a_bug_is_a_question_without_its_steps(house: House) -> None:
    page = split(house, BOTH)
    assert (kinds_of(page), steps_of(page)) == (["bug", "question"], [BUG["steps"], []])
    assert faults_of_parts(page) == []
    assert press(house, page, "part.0.ask", step="send-parts").status_code == 303
    bug, question = house.rows(Ticket)
    assert (bug.kind, bug.draft["steps"], bug.draft["goal"]) == ("bug", BUG["steps"], BUG["goal"])
    assert (question.kind, question.draft["steps"], question.draft["goal"]) == ("question", [], "")
    assert [one.draft["version"] for one in (bug, question)] == [BUG["version"]] * 2


def test_customer_sees_the_scenario_where_it_is_and_fields_that_a_kind_asks_for(house: House) -> None:
    page = split(house, BOTH)
    shares = re.findall(r'<details class="palier-share" data-palier-share( hidden)?', page)
    assert shares == ["", " hidden"]
    assert "(3 étapes)" in page


def test_second_fault_is_asked_for_a_scenario_of_its_own(house: House) -> None:
    page = split(house, FAULTS)
    assert (kinds_of(page), steps_of(page)) == (["bug", "bug"], [BUG["steps"], []])
    assert faults_of_parts(page) == ["1-goal", "1-steps", "1-expected", "1-observed"]
    assert 'href="#part-1-steps"' in page
    sent = press(house, page, "part.0.ask", step="send-parts", **SCENARIO)
    assert sent.status_code == 303
    assert [ticket.draft["steps"] for ticket in house.rows(Ticket)] == [BUG["steps"], STEPS]


def test_kind_that_the_customer_changes_is_the_one_that_counts(house: House) -> None:
    sent = press(house, split(house, FAULTS), "part.0.ask", step="send-parts", **{"part.1.kind": "question"})
    assert sent.status_code == 303
    assert [ticket.kind for ticket in house.rows(Ticket)] == ["bug", "question"]


def test_how_to_that_the_customer_calls_a_bug_is_asked_for_steps_and_keeps_what_it_had(house: House) -> None:
    page = press(house, split(house, BOTH), "part.0.ask", step="parts", **{"part.1.kind": "bug"}).text
    assert kinds_of(page) == ["bug", "bug"]
    assert faults_of_parts(page) == ["1-goal", "1-steps", "1-expected", "1-observed"]
    assert "comment ajouter nos conditions" in read_form(page, "part.0.ask").one("part.1.description")


def test_kind_that_is_not_offered_is_the_one_of_the_message(house: House) -> None:
    page = press(house, split(house, BOTH), "part.0.ask", step="parts", **{"part.1.kind": "poem"}).text
    assert kinds_of(page) == ["bug", "bug"]


def test_steps_go_to_the_other_part_at_one_click(house: House) -> None:
    page = split(house, FAULTS)
    taken = press(house, page, "part.0.ask", repair="part.1.scenario").text
    assert steps_of(taken) == [[], BUG["steps"]]
    form = read_form(taken, "part.0.ask")
    assert (form.one("part.1.observed"), form.one("part.0.observed")) == (BUG["observed"], "")
    assert faults_of_parts(taken) == ["0-goal", "0-steps", "0-expected", "0-observed"]


def test_whoever_cannot_reproduce_one_of_them_turns_it_into_a_correction_of_data(house: House) -> None:
    page = press(house, split(house, FAULTS), "part.0.ask", repair="part.1.kind:data_correction").text
    assert (kinds_of(page), faults_of_parts(page)) == (["bug", "data_correction"], [])
    assert press(house, page, "part.0.ask", step="send-parts").status_code == 303


def test_thin_steps_of_a_part_are_shown_examples_of_the_product(house: House) -> None:
    thin = {**SCENARIO, "part.1.steps": ["voir capture"], "part.1.observed": "idem", "part.1.expected": "rien"}
    page = press(house, split(house, FAULTS), "part.0.ask", step="send-parts", **thin).text
    assert faults_of_parts(page) == ["1-steps"]
    assert "1. Ventes > Factures." in html.unescape(page)
    assert house.rows(Ticket) == []


def test_secret_in_a_step_of_a_part_is_masked_at_one_click(house: House) -> None:
    leaky = {**SCENARIO, "part.1.steps": [*STEPS, f"Mon mot de passe est : {PASSWORD}"]}
    page = press(house, split(house, FAULTS), "part.0.ask", step="send-parts", **leaky).text
    assert PASSWORD.encode() not in house.bytes_on_disk()
    mended = press(house, page, "part.0.ask", repair="part.1.steps.3").text
    assert steps_of(mended)[1] == [*STEPS, "Mon mot de passe est : [secret-1]"]


def test_one_and_the_same_problem_and_a_new_wording_have_the_whole_scenario(house: House) -> None:
    page = split(house, BOTH)
    edited = read_form(press(house, page, "part.0.ask", step="edit").text, "subject")
    assert [step for step in edited.values["steps"] if step] == BUG["steps"]
    assert press(house, page, "part.0.ask", step="same", same="cause").status_code == 303
    assert [(one.kind, one.draft["steps"]) for one in house.rows(Ticket)] == [("bug", BUG["steps"])]


def test_page_of_before_without_kinds_sends_what_it_sent(house: House) -> None:
    """A page that was open, or kept by the browser, while the service was renewed."""
    form = read_form(split(house, BOTH), "part.0.ask")
    old = {
        name: value
        for name, value in form.values.items()
        if not re.fullmatch(r"part\.\d\.(?:kind|goal|steps|expected|observed|since|frequency)", name)
    }
    assert house.client.post("/support/", data={**old, "step": "send-parts"}).status_code == 303
    assert [one.draft["steps"] for one in house.rows(Ticket)] == [BUG["steps"]] * 2


def test_more_than_ten_parts_stay_together_and_the_page_says_so(house: House) -> None:
    asked = "\n\n".join(f"Autre question : {one}" for one in MANY)
    page = split(house, {**BOTH, "kind": "question", "description": asked})
    form = read_form(page, "part.0.ask")
    assert [name for name in form.values if name.endswith(".ask")] == [f"part.{place}.ask" for place in range(10)]
    beyond = len(take_apart(BUG["subject"], asked).questions) - 10
    said = f"la dernière en réunit {'une autre' if beyond == 1 else f'{beyond} autres'} de votre message"
    assert (beyond > 0, said in page) == (True, True)
    assert all(one in form.one("part.9.description") for one in MANY[-3:])
    again = press(house, page, "part.0.ask", step="parts").text
    assert said in again
    assert "la dernière en réunit" not in split(house, BOTH)


def test_drafts_of_the_api_have_their_kinds_and_the_steps_once(house: House) -> None:
    answer = house.send(BOTH)
    drafts = answer.get_json()["drafts"]
    assert [(one["kind"], one["steps"]) for one in drafts] == [("bug", BUG["steps"]), ("question", [])]
    assert send(house, {"drafts": drafts, "ask": answer.get_json()["ask"]}).status_code == 201
    assert [ticket.kind for ticket in house.rows(Ticket)] == ["bug", "question"]


def test_draft_of_the_api_that_lacks_its_own_scenario_is_told_by_its_number(house: House) -> None:
    answer = house.send(FAULTS).get_json()
    told = send(house, {"drafts": answer["drafts"], "ask": answer["ask"]}).get_json()["refusals"]
    assert [(one["draft"], one["field"]) for one in told] == [
        (1, "goal"),
        (1, "steps"),
        (1, "expected"),
        (1, "observed"),
    ]
