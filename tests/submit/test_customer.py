"""Customers whom a product vouches for: believed when it signed, told plainly when not, and never in an address."""

import base64
import hashlib
import hmac
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from house import Clock, House, OpenHouse
from sample_drafts import PASSWORD, QUESTION, words_of
from test_support_pages import open_form, press, typed

from submit.customer import Customer, CustomerFault, read_customer, sign_customer
from submit.store.tables import Ticket

KEY = "the key that product and help centre share"
CLAIRE = Customer("claire@client.example", "Claire Dupont", "Client & fils", "premium")
MANUAL = Path(__file__).parents[2] / "docs" / "articles" / "operating"


@pytest.fixture
def house(open_small_house: OpenHouse) -> House:
    return open_small_house(PALIER_CUSTOMER_KEY=KEY, PALIER_MAILBOX="support@facturo.example")


def token(clock: Clock, *, minutes: float = 5, key: str = KEY, customer: Customer = CLAIRE) -> str:
    return sign_customer(customer, key.encode(), clock() + timedelta(minutes=minutes))


def forged(header: Any, claims: Any, key: bytes = KEY.encode()) -> str:
    """A token of any content, rightly signed."""

    def pack(content: bytes) -> str:
        return base64.urlsafe_b64encode(content).rstrip(b"=").decode()

    signed = f"{pack(json.dumps(header).encode())}.{pack(json.dumps(claims).encode())}"
    return f"{signed}.{pack(hmac.new(key, signed.encode(), hashlib.sha256).digest())}"


def arrive(house: House, sent: str, where: str = "/support/", more: str = "") -> Any:
    return house.client.get(f"{where}?customer={sent}{more}", follow_redirects=True)


def test_token_says_who_somebody_is(clock: Clock) -> None:
    assert read_customer(token(clock), KEY.encode(), clock()) == CLAIRE


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-3, CustomerFault.EXPIRED),
        (-1, CLAIRE),
        (61, CLAIRE),
        (63, CustomerFault.INVALID),
        (1e6, CustomerFault.INVALID),
    ],
)
def test_token_lives_an_hour_at_most_give_or_take_what_clocks_differ(
    clock: Clock, minutes: float, said: Customer | CustomerFault
) -> None:
    assert read_customer(token(clock, minutes=minutes), KEY.encode(), clock()) == said


def _soon(clock: Clock) -> int:
    return int(clock().timestamp()) + 60


@pytest.mark.parametrize(
    ("header", "claims"),
    [
        ({"alg": "none"}, {}),
        ({"alg": "HS512"}, {}),
        ({}, {}),
        ([], {}),
        ({"alg": "HS256"}, {"exp": "soon"}),
        ({"alg": "HS256"}, {"exp": True}),
        ({"alg": "HS256"}, {"exp": None}),
        ({"alg": "HS256"}, {"email": "claire"}),
        ({"alg": "HS256"}, {"email": ["claire@client.example"]}),
        ({"alg": "HS256"}, {"email": "a@b.example\r\nBcc: c@d.example"}),
    ],
)
def test_signed_nonsense_is_worth_nothing(clock: Clock, header: Any, claims: Any) -> None:
    whole = {"email": CLAIRE.email, "exp": _soon(clock)}
    right = {"alg": "HS256", "typ": "JWT"}
    assert read_customer(forged(right, whole), KEY.encode(), clock()) == Customer(CLAIRE.email)
    broken = {**whole, **claims} if claims else whole
    assert read_customer(forged(header, broken), KEY.encode(), clock()) is CustomerFault.INVALID


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "..", "é.é.é", "x" * 10_000, "." * 2_000, "a" * 999 + "." * 2])
def test_what_is_no_token_is_worth_nothing(clock: Clock, text: str) -> None:
    assert read_customer(text, KEY.encode(), clock()) is CustomerFault.INVALID


def test_token_of_another_key_or_with_other_words_is_worth_nothing(clock: Clock) -> None:
    good = token(clock)
    assert read_customer(good, b"another key", clock()) is CustomerFault.INVALID
    assert read_customer(good, b"", clock()) is CustomerFault.INVALID
    head, _, seal = good.split(".")
    body = json.dumps({"email": "boss@client.example", "exp": _soon(clock)}).encode()
    swapped = f"{head}.{base64.urlsafe_b64encode(body).rstrip(b'=').decode()}.{seal}"
    assert read_customer(swapped, KEY.encode(), clock()) is CustomerFault.INVALID


def test_facts_are_one_short_line_and_no_secret(clock: Clock) -> None:
    strange = Customer(CLAIRE.email, "Claire\r\n\0Dupont", "x" * 900, f"password: {PASSWORD}")
    read = read_customer(token(clock, customer=strange), KEY.encode(), clock())
    assert isinstance(read, Customer)
    assert (read.name, len(read.company)) == ("Claire Dupont", 200)
    assert PASSWORD not in read.plan


@pytest.mark.parametrize("where", ["/support/", "/en/support/"])
def test_token_leaves_the_address_at_once_and_the_rest_stays(house: House, where: str) -> None:
    sent = token(house.clock)
    first = house.client.get(f"{where}?customer={sent}&product=facturo&version=14.2&build=14203&page=/orders")
    assert first.status_code == 303
    assert first.headers["Location"] == (
        f"{where}?product=facturo&version=14.2&build=14203&page=%2Forders&identity=sent"
    )
    assert sent not in first.text
    assert sent not in str(first.headers["Set-Cookie"])
    assert re.search(rf"HttpOnly; Path={where}; SameSite=Lax", first.headers["Set-Cookie"])
    assert "Secure" in first.headers["Set-Cookie"]
    page = arrive(house, sent, where, "&product=facturo").text
    assert "Claire Dupont, Client &amp; fils" in page
    assert sent not in page


def test_cookie_of_one_customer_says_nothing_where_no_link_brought_it(house: House) -> None:
    arrive(house, token(house.clock))
    assert "Claire" not in house.client.get("/support/").text


def test_known_customer_writes_from_a_locked_address_and_the_ticket_knows(house: House) -> None:
    page = arrive(house, token(house.clock), more="&product=facturo&page=/orders/list").text
    form = press(house, page, step="form", kind="question", product="facturo").text
    assert re.search(r'name="email" type="email" value="claire@client.example" readonly', form)
    # Well past the token's own time, and with an address that somebody changed in the page.
    house.clock.advance(hours=3)
    said = {**typed(QUESTION), "email": "somebody@else.example"}
    answer = press(house, form, step="send", **said)
    if answer.status_code == 409:
        answer = press(house, answer.text, step="send", **said)
    assert answer.status_code == 303
    (ticket,) = house.rows(Ticket)
    assert (ticket.email, ticket.page) == (CLAIRE.email, "/orders/list")
    assert ticket.customer == {
        "email": CLAIRE.email,
        "name": CLAIRE.name,
        "company": CLAIRE.company,
        "plan": CLAIRE.plan,
    }
    to_team = next(mail for mail in house.deliver() if mail["To"] == "support@facturo.example")
    assert "claire@client.example, Claire Dupont, Client & fils, premium" in to_team.get_content()
    assert "/orders/list" in to_team.get_content()


def test_customer_who_is_somebody_else_writes_their_own_address(house: House) -> None:
    page = arrive(house, token(house.clock), more="&product=facturo").text
    form = press(house, page, step="form", kind="question", product="facturo").text
    mine = press(house, form, forget="customer", subject="Mon sujet").text
    assert "Claire Dupont" not in mine
    assert "readonly" not in mine
    assert "Mon sujet" in mine


@pytest.mark.parametrize(
    ("minutes", "key", "told"), [(-5, KEY, "a expiré"), (5, "another key of the same length....", "n’est pas valable")]
)
def test_token_that_is_not_believed_is_told_plainly_and_the_form_works(
    house: House, minutes: float, key: str, told: str
) -> None:
    page = arrive(house, token(house.clock, minutes=minutes, key=key), more="&product=facturo").text
    assert told in page
    form = press(house, page, step="form", kind="question", product="facturo").text
    assert "readonly" not in form
    answer = press(house, form, step="send", **typed(QUESTION))
    assert answer.status_code in {303, 409}


def test_seal_that_somebody_changed_makes_the_address_an_ordinary_one(house: House) -> None:
    form = open_form(house, QUESTION)
    said = {**typed(QUESTION), "customer": "a.b.c", "email": "somebody@else.example"}
    answer = press(house, form, step="send", **said)
    if answer.status_code == 409:
        answer = press(house, answer.text, step="send", **said)
    assert answer.status_code == 303
    (ticket,) = house.rows(Ticket)
    assert (ticket.email, ticket.customer) == ("somebody@else.example", None)


def test_api_takes_the_token_too_and_counts_by_customer(open_small_house: OpenHouse) -> None:
    house = open_small_house(PALIER_CUSTOMER_KEY=KEY, PALIER_TICKETS_PER_HOUR="1")
    for name in ("a", "b"):
        draft = {**QUESTION, "subject": f"Sujet {name}"}
        ask = house.search(words_of(draft))["ask"]
        customer = Customer(f"{name}@client.example", plan="premium")
        answer = house.send(draft, ask=ask, customer=token(house.clock, customer=customer), page="/orders")
        assert answer.status_code == 201
    assert [(one.email, one.customer, one.page) for one in house.rows(Ticket)] == [
        (f"{name}@client.example", {"email": f"{name}@client.example", "plan": "premium"}, "/orders")
        for name in ("a", "b")
    ]
    refused = house.send(QUESTION, customer=token(house.clock, minutes=-9)).get_json()["refusals"]
    assert [(one["code"], one["field"], one["reason"]) for one in refused] == [
        ("invalid", "customer", "customer-expired")
    ]


@pytest.mark.parametrize("where", ["/support/", "/en/support/"])
def test_link_from_the_product_fills_the_form_and_hides_what_it_should_not_hold(house: House, where: str) -> None:
    page = house.client.get(f"{where}?product=facturo&version=14.2&build=14203&page=/orders").text
    form = press(house, page, step="form", kind="question").text
    assert re.search(r'value="facturo" selected', form)
    assert re.search(r'name="version" value="14.2"', form)
    assert re.search(r'name="build" value="14203"', form)
    assert re.search(r'name="page" value="/orders"', form)
    strange = house.client.get(f"{where}?product=nothing-of-ours&version=password:{PASSWORD}&page=password:{PASSWORD}")
    assert strange.status_code == 200
    assert PASSWORD not in strange.text.replace("&amp;", "&")
    assert "nothing-of-ours" not in strange.text


@pytest.mark.parametrize("page", ["from-your-product.md", "from-your-product.en.md"])
def test_ten_lines_of_the_manual_make_a_token_that_is_believed(page: str) -> None:
    text = (MANUAL / page).read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    assert len([line for line in example.splitlines() if line.strip()]) <= 12
    made: dict[str, Any] = {}
    exec(example, made)
    sent = made["customer_token"](KEY, email=CLAIRE.email, name=CLAIRE.name, company=CLAIRE.company, plan=CLAIRE.plan)
    assert read_customer(sent, KEY.encode(), datetime.now().astimezone()) == CLAIRE
