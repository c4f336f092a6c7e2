"""Several drafts in one call of the API: all become tickets that name each other, or none does."""

import io
import json
import threading
from typing import Any

import pytest
from house import House
from sample_drafts import BUG, CUSTOMER, PASSWORD, QUESTION
from test_split_page import EXPORT, PRINTER, TWO
from test_support_pages import PNG

from submit.draft import Draft
from submit.siblings import Siblings
from submit.store.tables import Ask, AttachmentRow, Event, IdempotencyKey, Mail, Ticket

OTHER = {"subject": "Exporter en CSV", "description": "Où est le bouton Exporter ?"}


def send(house: House, body: dict[str, Any], key: str = "") -> Any:
    return house.client.post("/api/v1/tickets", json=body, headers={"Idempotency-Key": key} if key else {})


def refused(house: House, **more: Any) -> dict[str, Any]:
    answer = house.send({**TWO, **more})
    assert answer.status_code == 422
    return dict(answer.get_json())


def test_parts_of_a_refused_draft_are_searched_and_may_be_sent_back_as_they_came(house: House) -> None:
    body = refused(house)
    assert [part["suggestions"][0]["id"] for part in body["drafts"]] == [EXPORT, PRINTER]
    answer = send(house, {"drafts": body["drafts"], "ask": body["ask"]})
    assert answer.status_code == 201
    told = answer.get_json()["tickets"]
    tickets = house.rows(Ticket)
    assert [one["reference"] for one in told] == [ticket.reference for ticket in tickets]
    assert [ticket.ask_id for ticket in tickets] == [part["ask"] for part in body["drafts"]]
    assert len({ticket.siblings_key for ticket in tickets} - {None}) == 1
    for one, ticket in zip(told, tickets, strict=True):
        assert ticket.reference in house.client.get("/t/" + one["track"].rpartition("/")[2]).text
    assert [event.data["siblings"] for event in house.rows(Event) if event.name == "split"] == [
        [tickets[1].reference],
        [tickets[0].reference],
    ]
    assert house.woken == [house.clock()]


def test_what_stands_beside_the_drafts_is_common_to_them(house: House) -> None:
    ask = refused(house)["ask"]
    common = {name: QUESTION[name] for name in ("lang", "kind", "product", "email")}
    answer = send(house, {**common, "drafts": [OTHER, {**OTHER, "email": "paul@client.example"}], "ask": ask})
    assert answer.status_code == 201
    assert [ticket.email for ticket in house.rows(Ticket)] == [CUSTOMER, "paul@client.example"]


def test_drafts_that_were_never_searched_are_held_back_once_with_suggestions_for_each(house: House) -> None:
    drafts = [{**QUESTION}, {**QUESTION, **OTHER}]
    held = send(house, {"drafts": drafts})
    body = held.get_json()
    assert (held.status_code, house.rows(Ticket)) == (409, [])
    assert body["drafts"][1]["suggestions"][0]["id"] == EXPORT
    assert send(house, {"drafts": body["drafts"]}).status_code == 201


def test_drafts_on_the_ask_of_the_refused_message_are_searched_and_not_held_back(house: House) -> None:
    ask = refused(house)["ask"]
    before = len(house.rows(Ask))
    assert send(house, {"drafts": [QUESTION, {**QUESTION, **OTHER}], "ask": ask}).status_code == 201
    own = house.rows(Ask)[-2:]
    assert len(house.rows(Ask)) == before + 2
    searched = {one.id: one.text for one in house.rows(Ask)}
    assert ["Exporter" in searched[ticket.ask_id or ""] for ticket in house.rows(Ticket)] == [False, True]
    assert own != []


def test_refusals_say_which_draft_they_are_about_and_nothing_is_written(house: House) -> None:
    ask = refused(house)["ask"]
    answer = send(
        house, {"drafts": [QUESTION, {**BUG, "build": "", "email": "claire"}, {**OTHER, "kind": "poem"}], "ask": ask}
    )
    assert answer.status_code == 422
    told = [(one.get("draft"), one["code"], one["field"]) for one in answer.get_json()["refusals"]]
    assert told == [
        (1, "missing", "build"),
        (1, "invalid", "email"),
        (2, "invalid", "kind"),
        (2, "missing", "product"),
        (2, "missing", "email"),
    ]
    assert all(one["message"] for one in answer.get_json()["refusals"])
    assert (house.rows(Ticket), house.rows(Mail), house.rows(IdempotencyKey)) == ([], [], [])


def test_secret_in_one_draft_keeps_all_out_of_the_store(house: House) -> None:
    ask = refused(house)["ask"]
    leaky = {**QUESTION, "description": f"Mon mot de passe est : {PASSWORD}"}
    answer = send(house, {"drafts": [QUESTION, leaky], "ask": ask})
    assert [(one["draft"], one["code"]) for one in answer.get_json()["refusals"]] == [(1, "secret")]
    assert PASSWORD.encode() not in house.bytes_on_disk()


def test_files_come_once_and_go_with_every_ticket(house: House) -> None:
    ask = refused(house)["ask"]
    body = {"drafts": [QUESTION, {**QUESTION, **OTHER}], "ask": ask}
    answer = house.client.post(
        "/api/v1/tickets",
        data={"draft": json.dumps(body), "attachments": [(io.BytesIO(PNG), "écran.png")]},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 201
    rows = house.rows(AttachmentRow)
    assert [(row.name, row.ticket_id) for row in rows] == [("écran.png", ticket.id) for ticket in house.rows(Ticket)]
    folder = house.service.settings.attachments
    places = [folder / one["reference"] for one in answer.get_json()["tickets"]]
    assert [[path.read_bytes() for path in place.iterdir()] for place in places] == [[PNG], [PNG]]


def test_refused_file_is_told_once_for_all_drafts(house: House) -> None:
    body = {"drafts": [QUESTION, {**QUESTION, **OTHER}]}
    answer = house.client.post(
        "/api/v1/tickets",
        data={"draft": json.dumps(body), "attachments": [(io.BytesIO(b"MZ\x90\x00"), "setup.exe")]},
        content_type="multipart/form-data",
    )
    told = [(one.get("draft"), one["code"], one["field"]) for one in answer.get_json()["refusals"]]
    assert told == [(None, "attachment", "attachments.0")]


def test_key_covers_all_drafts_of_a_call(house: House) -> None:
    body = refused(house)
    call = {"drafts": body["drafts"], "ask": body["ask"]}
    answers = [send(house, call, "k-1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].get_json() == answers[1].get_json()
    assert (len(house.rows(Ticket)), len(house.rows(Mail)), len(house.woken)) == (2, 3, 1)
    fewer = send(house, {**call, "drafts": body["drafts"][:1]}, "k-1")
    (told,) = fewer.get_json()["refusals"]
    assert (told["field"], told["reason"], told["reference"]) == (
        "Idempotency-Key",
        "key-used",
        house.rows(Ticket)[0].reference,
    )
    one = house.send(QUESTION, key="k-1")
    assert [refusal["reason"] for refusal in one.get_json()["refusals"]] == ["key-used"]


def test_two_calls_at_once_with_one_key_are_the_same_tickets(house: House) -> None:
    body = refused(house)
    call = {"drafts": body["drafts"], "ask": body["ask"]}
    together = threading.Barrier(3)
    answers: list[tuple[int, Any]] = []

    def run() -> None:
        client = house.client.application.test_client()
        together.wait()
        answer = client.post("/api/v1/tickets", json=call, headers={"Idempotency-Key": "k-1"})
        answers.append((answer.status_code, answer.get_json()))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [answers[0]] * 3
    assert (answers[0][0], len(house.rows(Ticket))) == (201, 2)


@pytest.mark.parametrize("drafts", [None, [], {}, "two", [QUESTION, "two"], [QUESTION] * 11])
def test_drafts_that_are_no_list_of_drafts_are_a_bad_body(house: House, drafts: Any) -> None:
    answer = send(house, {**QUESTION, "drafts": drafts})
    assert (answer.status_code, answer.get_json()["title"]) == (400, "Bad body")


def test_one_draft_alone_has_no_sibling(house: House) -> None:
    ask = refused(house)["ask"]
    assert send(house, {"drafts": [QUESTION], "ask": ask}).status_code == 201
    assert [ticket.siblings_key for ticket in house.rows(Ticket)] == [None]
    assert {mail["To"] for mail in house.deliver()} == {CUSTOMER, "support@facturo.example"}


def test_message_of_very_many_questions_becomes_ten_drafts_and_loses_no_sentence(house: House) -> None:
    asked = [f"Comment exporter la facture {number} en CSV ?" for number in range(40)]
    drafts = [Draft.model_validate({**QUESTION, "description": one}) for one in asked]
    parts = Siblings(house.service.reception).part(drafts, "")
    assert [part.draft.description for part in parts[:9]] == asked[:9]
    assert parts[9].draft.description.split("\n\n") == asked[9:]
    assert len(house.rows(Ask)) == 10


def test_description_names_what_the_answers_hold(house: House) -> None:
    schemas = house.client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    body = refused(house)
    part = {*schemas["Draft"]["properties"], *schemas["Part"]["properties"]}
    assert [set(one) - part for one in body["drafts"]] == [set(), set()]
    held = send(house, {"drafts": [QUESTION]}).get_json()
    assert set(held) <= set(schemas["Unsearched"]["properties"])
    accepted = send(house, {"drafts": held["drafts"]}).get_json()
    assert set(accepted) == set(schemas["AllAccepted"]["properties"])
    assert set(schemas["TicketsCall"]["properties"]) == {"ask", "drafts", "page", "customer"}
