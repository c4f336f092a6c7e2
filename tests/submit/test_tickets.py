"""The call for a ticket: in which order a draft is answered, and that an answer is never given twice or taken back."""

import threading
from typing import Any

import pytest
from house import House
from sample_drafts import BUG, CUSTOMER, PASSWORD, QUESTION, SENTENCE_WITH_PASSWORD, UNHEARD_OF, words_of

from submit.store.tables import Ask, Event, IdempotencyKey, Mail, Ticket
from submit.tokens import digest

ARTICLE = "articles/billing/send-an-invoice"


def refusals(answer: Any) -> list[tuple[str, str]]:
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    return [(refusal["code"], refusal["field"]) for refusal in answer.get_json()["refusals"]]


def test_draft_whose_words_were_searched_is_taken(house: House) -> None:
    ask = house.search(words_of(BUG))["ask"]
    answer = house.send(BUG, ask=ask)
    body = answer.get_json()
    assert (answer.status_code, sorted(body)) == (201, ["reference", "track"])
    (ticket,) = house.rows(Ticket)
    token = body["track"].rpartition("/")[2]
    assert body["track"] == f"https://help.example.test/t/{token}" == answer.headers["Location"]
    assert body["reference"] == ticket.reference
    assert ticket.reference.startswith("FAC-")
    assert (ticket.at, ticket.updated, ticket.state) == (house.clock(), house.clock(), "open")
    assert (ticket.lang, ticket.kind, ticket.product, ticket.email) == ("fr", "bug", "facturo", CUSTOMER)
    assert {name: ticket.draft[name] for name in BUG} == BUG
    assert (ticket.ask_id, ticket.token_digest) == (ask, digest(token))
    assert [event.name for event in house.rows(Event)] == ["searched", "accepted"]
    assert house.woken == [house.clock()]


def test_bug_without_a_build_has_exactly_one_refusal(house: House) -> None:
    answer = house.send({**BUG, "build": ""})
    assert refusals(answer) == [("missing", "build")]
    assert answer.get_json()["refusals"][0]["message"] == (
        "Indiquez le build. Deux builds d’une même version peuvent se comporter différemment."
    )


def test_bug_that_says_nothing_is_told_everything_at_once_in_the_order_of_the_form(house: House) -> None:
    answer = house.send({"lang": "en", "kind": "bug", "product": "facturo"})
    assert refusals(answer) == [
        ("missing", name)
        for name in (
            "version",
            "build",
            "subject",
            "description",
            "goal",
            "steps",
            "expected",
            "observed",
            "email",
        )
    ]
    assert all(refusal["message"] for refusal in answer.get_json()["refusals"])


def test_refusals_of_every_sort_come_together(house: House) -> None:
    draft = {
        **BUG,
        "version": "15.7",
        "subject": "x" * 201,
        "observed": "Mon mot de passe est : Soleil-2026!",
        "email": "claire",
        "priority": "yesterday",
    }
    assert refusals(house.send(draft)) == [
        ("unknown-version", "version"),
        ("too-long", "subject"),
        ("secret", "observed"),
        ("invalid", "priority"),
        ("invalid", "email"),
    ]


def test_draft_with_two_questions_is_answered_with_one_draft_each(house: House) -> None:
    draft = {
        **QUESTION,
        "subject": "Export CSV et imprimante",
        "description": (
            "Comment exporter les factures du mois en CSV pour notre comptable ? "
            "Par ailleurs, l’imprimante du bureau n’imprime plus rien depuis lundi, pouvez-vous la réinstaller ?"
        ),
    }
    answer = house.send(draft)
    assert refusals(answer) == [("several-questions", "description")]
    parts = answer.get_json()["drafts"]
    assert len(parts) == 2
    assert {part["email"] for part in parts} == {CUSTOMER}
    attested = {**draft, "attest": ["several-questions"], "ask": answer.get_json()["ask"]}
    assert house.send(attested).status_code == 201


def test_field_of_the_wrong_shape_is_one_refusal_and_not_also_missing(house: House) -> None:
    draft = {**QUESTION, "subject": ["no", "text"], "extra": [], "kind": "poem"}
    assert refusals(house.send(draft)) == [("invalid", "extra"), ("invalid", "kind"), ("invalid", "subject")]


def test_refusal_comes_with_what_was_found_and_that_is_the_one_interruption(house: House) -> None:
    refused = house.send({**QUESTION, "email": ""})
    body = refused.get_json()
    assert refusals(refused) == [("missing", "email")]
    assert body["suggestions"][0]["id"] == ARTICLE
    assert house.send(QUESTION, ask=body["ask"]).status_code == 201
    assert [row.interrupted for row in house.rows(Ask)] == [True]


def test_draft_that_was_never_searched_is_held_back_once_with_suggestions(house: House) -> None:
    held = house.send(QUESTION)
    body = held.get_json()
    assert (held.status_code, held.mimetype) == (409, "application/problem+json")
    assert body["suggestions"][0]["id"] == ARTICLE
    assert house.rows(Ticket) == []
    assert house.send(QUESTION, ask=body["ask"]).status_code == 201


def test_draft_that_was_held_back_is_never_held_back_again_even_with_other_words(house: House) -> None:
    ask = house.send(QUESTION).get_json()["ask"]
    other = {**QUESTION, "subject": "Exporter les factures en CSV", "description": "Où est le bouton Exporter ?"}
    assert house.send(other, ask=ask).status_code == 201
    assert len(house.rows(Ask)[0].searched) == 2


def test_draft_whose_words_changed_after_the_search_is_held_back(house: House) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    other = {**QUESTION, "subject": "Exporter les factures en CSV", "description": "Où est le bouton Exporter ?"}
    held = house.send(other, ask=ask)
    assert held.status_code == 409
    assert held.get_json()["ask"] == ask
    assert held.get_json()["suggestions"][0]["id"] == "articles/billing/export-to-csv"


def test_draft_that_names_another_customers_unknown_ask_is_held_back(house: House) -> None:
    assert house.send(QUESTION, ask="nobody-knows-this").status_code == 409


def test_client_that_never_searched_is_held_back_even_where_nothing_is_found(house: House) -> None:
    held = house.send(UNHEARD_OF)
    assert (held.status_code, held.get_json()["suggestions"]) == (409, [])
    assert house.send(UNHEARD_OF, ask=held.get_json()["ask"]).status_code == 201


def test_customer_who_searched_is_not_held_back_for_other_words_that_find_nothing(house: House) -> None:
    ask = house.search("Zeppelins", lang="en")["ask"]
    assert house.send(UNHEARD_OF, ask=ask).status_code == 201
    assert [row.interrupted for row in house.rows(Ask)] == [False]


def test_suggestion_that_was_dismissed_does_not_hold_back(house: House) -> None:
    ask = house.search("facture")["ask"]
    for found in house.search(words_of(QUESTION), ask=ask)["suggestions"]:
        said = {"ask": ask, "suggestion": found["id"], "outcome": "not_mine"}
        assert house.client.post("/api/v1/outcomes", json=said).status_code == 204
    assert house.send({**QUESTION, "description": "Avec nos conditions."}, ask=ask).status_code == 201


def test_same_key_with_the_same_draft_is_the_same_ticket(house: House) -> None:
    first = house.accept(BUG, key="k-1")
    house.clock.advance(days=3)
    again = house.send(BUG, key="k-1")
    assert (again.status_code, again.get_json()) == (201, first)
    assert len(house.rows(Ticket)) == 1
    assert len(house.rows(Mail)) == 2  # one to the customer, one to the team
    assert len(house.woken) == 1


def test_same_key_with_another_draft_is_refused(house: House) -> None:
    first = house.accept(BUG, key="k-1")
    answer = house.send({**BUG, "observed": "Rien du tout ne s’affiche"}, key="k-1")
    assert refusals(answer) == [("invalid", "Idempotency-Key")]
    told = answer.get_json()["refusals"][0]
    assert (told["reason"], told["reference"]) == ("key-used", first["reference"])
    assert len(house.rows(Ticket)) == 1


def test_same_draft_with_another_key_is_another_ticket(house: House) -> None:
    references = {house.accept(BUG, key=key)["reference"] for key in ("k-1", "k-2")}
    assert len(references) == 2


def test_key_of_a_refused_draft_is_still_free(house: House) -> None:
    ask = house.send({**BUG, "build": ""}, key="k-1").get_json()["ask"]
    assert house.rows(IdempotencyKey) == []
    assert house.send(BUG, key="k-1", ask=ask).status_code == 201


@pytest.mark.parametrize("key", ["k" * 201, "tab\tinside", "\u00a0"])
def test_key_that_cannot_be_used_is_refused(house: House, key: str) -> None:
    answer = house.client.post("/api/v1/tickets", json=BUG, environ_overrides={"HTTP_IDEMPOTENCY_KEY": key})
    assert (answer.status_code, answer.get_json()["title"]) == (400, "Bad Idempotency-Key")


def test_key_is_not_kept_in_clear(house: House) -> None:
    house.accept(BUG, key="the-clients-own-key")
    assert [row.key_digest for row in house.rows(IdempotencyKey)] == [digest("the-clients-own-key")]
    assert b"the-clients-own-key" not in house.bytes_on_disk()


def test_two_calls_at_once_with_one_key_are_one_ticket(house: House) -> None:
    ask = house.search(words_of(BUG))["ask"]
    together = threading.Barrier(4)
    answers: list[tuple[int, dict[str, Any]]] = []

    def call() -> None:
        client = house.client.application.test_client()
        together.wait()
        answer = client.post("/api/v1/tickets", json={**BUG, "ask": ask}, headers={"Idempotency-Key": "k-1"})
        answers.append((answer.status_code, answer.get_json()))

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert answers == [answers[0]] * 4
    assert answers[0][0] == 201
    assert (len(house.rows(Ticket)), len(house.rows(Mail))) == (1, 2)


def test_pasted_version_line_is_read_and_kept_as_version_and_build(house: House) -> None:
    house.accept({**BUG, "version": "Facturo 14.2 (build 14203)", "build": ""})
    (ticket,) = house.rows(Ticket)
    assert (ticket.draft["version"], ticket.draft["build"]) == ("14.2", "14203")


def test_version_that_is_not_listed_is_taken_when_the_customer_vouches_for_it(house: House) -> None:
    unlisted = {**BUG, "version": "14.3", "build": "14301"}
    refused = house.send(unlisted)
    assert [code for code, _ in refusals(refused)] == ["unknown-version"] * len(refusals(refused))
    vouched = {**unlisted, "attest": ["unknown-version"]}
    assert house.send(vouched, ask=refused.get_json()["ask"]).status_code == 201


def test_ticket_call_in_an_unknown_language_is_answered_in_the_first_one(house: House) -> None:
    answer = house.send({**QUESTION, "lang": "de", "email": ""})
    assert [refusal["message"] for refusal in answer.get_json()["refusals"]] == [
        "Indiquez votre adresse, pour que nous puissions vous répondre."
    ]


def test_address_with_accents_in_its_domain_is_taken(house: House) -> None:
    house.accept({**QUESTION, "email": "claire@épicerie.example"})
    assert house.deliver()[0]["To"] == "claire@xn--picerie-9xa.example"


@pytest.mark.parametrize("address", ["élodie@client.example", "=?utf-8?q?a?=@client.example"])
def test_address_that_no_mail_can_name_is_refused(house: House, address: str) -> None:
    assert refusals(house.send({**QUESTION, "email": address})) == [("invalid", "email")]


@pytest.mark.parametrize("field", ["attest", "extra"])
def test_sentence_where_a_name_belongs_is_refused_and_not_kept(house: House, field: str) -> None:
    sentence = SENTENCE_WITH_PASSWORD
    answer = house.send({**QUESTION, field: [sentence] if field == "attest" else {sentence: "x"}})
    assert refusals(answer) == [("invalid", field)]
    assert PASSWORD.encode() not in house.bytes_on_disk()
    assert PASSWORD not in answer.text


def test_ask_that_became_a_ticket_is_good_for_no_other(house: House) -> None:
    ask = house.send(QUESTION).get_json()["ask"]
    assert house.send(QUESTION, ask=ask).status_code == 201
    other = {**QUESTION, "subject": "Exporter les factures en CSV", "description": "Où est le bouton Exporter ?"}
    held = house.send(other, ask=ask)
    assert held.status_code == 409
    assert house.send(other, ask=held.get_json()["ask"]).status_code == 201


@pytest.mark.parametrize("vow", ["password:Zebre-QJ0033-47x", "secret:Zebre QJ", "Zebre47xq", "secret:observed:x"])
def test_vow_that_is_no_vow_is_refused_and_not_kept(house: House, vow: str) -> None:
    answer = house.send({**QUESTION, "attest": [vow]})
    assert answer.status_code == 422
    assert [(one["code"], one["field"]) for one in answer.get_json()["refusals"]] == [("invalid", "attest")]
