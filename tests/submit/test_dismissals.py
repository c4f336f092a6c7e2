"""The ledger: what a customer set aside is known to the technicians, with the reason, and to nobody else."""

from typing import Any

import pytest
from house import House
from page_form import read_form
from sample_drafts import CUSTOMER, PASSWORD, QUESTION, SENTENCE_WITH_PASSWORD, words_of

from submit.housekeeping import keep_house
from submit.store.tables import Ask, Dismissal, Ticket

ARTICLE = "articles/billing/send-an-invoice"
WORDS = "envoyer une facture par courriel"


def say(house: House, ask: str, page: str = ARTICLE, outcome: str = "not_mine", **more: str) -> int:
    call = {"ask": ask, "suggestion": page, "outcome": outcome, **more}
    return house.client.post("/api/v1/outcomes", json=call).status_code


def ledger(house: House) -> list[tuple[str | None, int | None, str, str]]:
    return [(one.ask_id, one.ticket_id, one.page, one.reason) for one in house.rows(Dismissal)]


def test_reason_is_kept_with_the_ask_and_the_moment(house: House) -> None:
    ask = house.search(WORDS)["ask"]
    assert say(house, ask, reason="step_fails") == 204
    assert ledger(house) == [(ask, None, ARTICLE, "step_fails")]
    assert [one.at for one in house.rows(Dismissal)] == [house.clock()]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("", ""), ""),
        (("", "version"), "version"),
        (("version", ""), "version"),
        (("version", "other_problem"), "other_problem"),
        (("", "j’ai la 13.0"), "j’ai la 13.0"),
    ],
)
def test_page_is_set_aside_once_with_the_reason_that_was_given_last(
    house: House, said: tuple[str, str], kept: str
) -> None:
    ask = house.search(WORDS)["ask"]
    assert [say(house, ask, reason=reason) for reason in said] == [204, 204]
    assert ledger(house) == [(ask, None, ARTICLE, kept)]


@pytest.mark.parametrize("outcome", ["solved", "me_too"])
def test_page_that_helped_after_all_leaves_the_ledger(house: House, outcome: str) -> None:
    ask = house.search(WORDS)["ask"]
    say(house, ask, reason="version")
    say(house, ask, outcome=outcome)
    assert ledger(house) == []


def test_reason_in_words_has_its_secrets_masked(house: House) -> None:
    ask = house.search(WORDS)["ask"]
    assert say(house, ask, reason=SENTENCE_WITH_PASSWORD) == 204
    assert [one.reason for one in house.rows(Dismissal)] == ["Mon mot de passe est : [secret-1]"]
    assert PASSWORD.encode() not in house.bytes_on_disk()


def test_reason_that_is_a_whole_letter_is_refused(house: House) -> None:
    ask = house.search(WORDS)["ask"]
    assert say(house, ask, reason="x" * 201) == 400
    assert ledger(house) == []


def accept(house: House, **reasons: str) -> list[Any]:
    """A ticket of somebody who set pages aside on the way. Returns the mails to customer and team."""
    found = house.search(words_of(QUESTION))
    for page, reason in reasons.items():
        assert say(house, found["ask"], page.replace("__", "/").replace("_", "-"), reason=reason) == 204
    assert house.send(QUESTION, ask=found["ask"]).status_code == 201
    return house.deliver()


def test_team_is_told_what_not_to_send_again_and_the_customer_is_not(house: House) -> None:
    to_customer, to_team = accept(house, articles__billing__send_an_invoice="step_fails")
    assert to_customer["To"] == CUSTOMER
    text = to_team.get_content().replace("\N{NO-BREAK SPACE}", " ")
    told = text[text.index("Déjà lu et écarté") : text.index("La page du client")]
    assert told.splitlines() == [
        "Déjà lu et écarté par le client, à ne pas lui renvoyer :",
        "- Envoyer une facture par courriel (une étape échoue chez lui)",
        "  https://help.example.test/articles/billing/send-an-invoice/",
        "",
    ]
    assert "écarté" not in to_customer.get_content()


def test_team_reads_the_customers_own_words_where_there_are_some(house: House) -> None:
    _, to_team = accept(house, articles__billing__send_an_invoice="je n’ai pas ce menu")
    text = to_team.get_content().replace("\N{NO-BREAK SPACE}", " ")
    assert "- Envoyer une facture par courriel (« je n’ai pas ce menu »)" in text


def test_team_is_told_nothing_where_nothing_was_set_aside(house: House) -> None:
    _, to_team = accept(house)
    assert "écarté" not in to_team.get_content()


def test_ledger_of_a_ticket_outlives_the_ask(house: House) -> None:
    accept(house, articles__billing__send_an_invoice="version")
    (ticket,) = house.rows(Ticket)
    ask = str(ticket.ask_id)
    assert ledger(house) == [(ask, None, ARTICLE, "version"), (None, ticket.id, ARTICLE, "version")]
    house.clock.advance(days=91)
    keep_house(house.service)
    assert house.rows(Ask) == []
    assert ledger(house) == [(None, ticket.id, ARTICLE, "version")]


def test_reason_is_asked_where_the_page_was_and_noted_without_a_script(house: House) -> None:
    page = house.client.get("/support/").text
    form = read_form(page, "step")
    page = house.client.post(form.action, data=form.filled(step="search", text=WORDS)).text
    form = read_form(page, "step")
    aside = house.client.post("/support/outcome", data=form.filled(not_mine=ARTICLE)).text
    assert f'data-aside="{ARTICLE}"' in aside
    form = read_form(aside, "step")
    assert form.one("text") == WORDS
    reasons = [value for name, value, action in form.buttons if name == "because" and action == "/support/outcome"]
    assert reasons == [f"{reason} {ARTICLE}" for reason in ("version", "step_fails", "other_problem")]
    thanks = house.client.post("/support/outcome", data=form.filled(because=reasons[1])).text
    assert "Merci, le support le saura." in thanks
    assert "because" not in {name for name, _, _ in read_form(thanks, "step").buttons}
    assert [one.reason for one in house.rows(Dismissal)] == ["step_fails"]


@pytest.mark.parametrize("because", ["", "whatever articles/x", "version", f"version {ARTICLE} <b>"])
def test_button_that_is_none_of_ours_notes_nothing(house: House, because: str) -> None:
    form = read_form(house.client.get("/support/").text, "step")
    assert house.client.post("/support/outcome", data=form.filled(text=WORDS, because=because)).status_code == 200
    assert ledger(house) == []
