"""Allowances: generous to people, soon exhausted by machines, and nothing typed is lost to them."""

import pytest
from house import Clock, House, OpenHouse
from sample_drafts import BUG, QUESTION, words_of
from test_support_pages import open_form, press, typed

from submit.store.tables import Ask, Ticket
from submit.web.allowance import THIS_MACHINE, Allowance, client_of


def test_allowance_comes_back_evenly_over_the_hour(clock: Clock) -> None:
    allowance = Allowance(20, clock)
    assert [allowance.take("a") for _ in range(20)] == [0] * 20
    assert allowance.take("a") == 180
    clock.advance(seconds=100)
    assert allowance.take("a") == 80
    clock.advance(seconds=80)
    assert (allowance.take("a"), allowance.take("a")) == (0, 180)
    clock.advance(hours=9)
    assert [allowance.take("a") for _ in range(21)] == [0] * 20 + [180]


def test_allowance_of_one_is_not_that_of_another(clock: Clock) -> None:
    allowance = Allowance(1, clock)
    assert (allowance.take("a"), allowance.take("b"), allowance.take("a")) == (0, 0, 3600)


def test_what_is_given_back_can_be_taken_again_but_never_more(clock: Clock) -> None:
    allowance = Allowance(1, clock)
    allowance.take("a")
    for _ in range(3):
        allowance.give_back("a")
    assert (allowance.take("a"), allowance.take("a")) == (0, 3600)


def test_clock_that_is_set_back_neither_gives_nor_takes(clock: Clock) -> None:
    allowance = Allowance(2, clock)
    allowance.take("a")
    clock.advance(days=-1)
    assert (allowance.take("a"), allowance.take("a")) == (0, 1800)


def test_no_limit_is_none(clock: Clock) -> None:
    allowance = Allowance(0, clock)
    assert {allowance.take("a") for _ in range(1000)} == {0}


def test_crowd_of_addresses_takes_little_memory(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("submit.web.allowance._MOST_CLIENTS", 100)
    allowance = Allowance(1, clock)
    for number in range(1000):
        allowance.take(f"192.0.2.{number}")
    assert len(allowance._buckets) == 100
    assert allowance.take("192.0.2.999") > 0


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", THIS_MACHINE),
        ("::1", THIS_MACHINE),
        ("::ffff:127.0.0.1", THIS_MACHINE),
        ("no address", "unknown"),
        (None, "unknown"),
    ],
)
def test_client_is_the_address_or_its_network(address: str | None, client: str) -> None:
    assert client_of(address) == client


def test_undeclared_proxy_on_this_machine_does_not_share_one_allowance_among_all(clock: Clock) -> None:
    allowance = Allowance(1, clock)
    assert [allowance.take(client_of("127.0.0.1")) for _ in range(3)] == [0, 0, 0]


def test_page_that_is_held_back_keeps_everything_and_says_when(open_small_house: OpenHouse) -> None:
    house = open_small_house(PALIER_TICKETS_PER_HOUR="1")
    house.accept(BUG)
    form = open_form(house, QUESTION)
    press(house, form, step="send", **typed(QUESTION))
    answer = press(house, form, step="send", **typed(QUESTION))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "dans 60 minutes" in answer.text.replace("\N{NO-BREAK SPACE}", " ")
    assert QUESTION["description"] in answer.text.replace("&#39;", "'")
    assert len(house.rows(Ticket)) == 1
    house.clock.advance(hours=1)
    assert press(house, answer.text, step="send", **typed(QUESTION)).status_code in {303, 409}


def test_api_that_is_held_back_is_told_when_to_come_again(open_small_house: OpenHouse) -> None:
    house = open_small_house(PALIER_TICKETS_PER_HOUR="1")
    house.accept(BUG)
    ask = house.search(words_of(QUESTION))["ask"]
    answer = house.send(QUESTION, ask=ask)
    assert (answer.status_code, answer.mimetype) == (429, "application/problem+json")
    assert answer.headers["Retry-After"] == "3600"
    assert len(house.rows(Ticket)) == 1


def test_refusals_and_retries_cost_nothing(open_small_house: OpenHouse) -> None:
    house = open_small_house(PALIER_TICKETS_PER_HOUR="2")
    for _ in range(5):
        assert house.send({**BUG, "email": ""}).status_code == 422
    ask = house.search(words_of(BUG))["ask"]
    calls = [house.send(BUG, ask=ask, key="k-1").status_code for _ in range(4)]
    assert calls == [201] * 4
    assert len(house.rows(Ticket)) == 1


def test_proxy_says_whose_call_it_is(open_small_house: OpenHouse) -> None:
    house = open_small_house(PALIER_TICKETS_PER_HOUR="1", PALIER_PROXIES="1")
    asks = [house.search(words_of(draft))["ask"] for draft in (BUG, QUESTION)]
    answers = [
        house.client.post("/api/v1/tickets", json={**draft, "ask": ask}, headers={"X-Forwarded-For": address})
        for draft, ask, address in zip((BUG, QUESTION), asks, ("192.0.2.1", "192.0.2.2"), strict=True)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]


def test_outcomes_have_an_allowance_of_their_own(open_small_house: OpenHouse) -> None:
    house = open_small_house(PALIER_OUTCOMES_PER_HOUR="1")
    found = house.search("envoyer une facture par courriel")
    said = {"ask": found["ask"], "suggestion": found["suggestions"][0]["id"], "outcome": "not_mine"}
    assert house.client.post("/api/v1/outcomes", json=said).status_code == 204
    answer = house.client.post("/api/v1/outcomes", json=said)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")


def test_machine_that_fills_every_field_is_asked_again_and_nothing_is_written(house: House) -> None:
    form = open_form(house, QUESTION)
    answer = press(house, form, step="send", **typed(QUESTION), website="https://buy.example")
    assert answer.status_code == 422
    assert "buy.example" not in answer.text
    assert QUESTION["description"] in answer.text
    assert (house.rows(Ticket), house.rows(Ask)) == ([], [])
    # A person whose browser filled it in presses again.
    again = press(house, answer.text, step="send")
    assert again.status_code in {303, 409}
