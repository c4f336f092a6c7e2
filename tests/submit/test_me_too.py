"""“Me too”: counted once a person, and nobody is written to who did not confirm it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fixed_build import INCIDENT, WORDS
from house import House
from page_form import read_form
from sample_drafts import CUSTOMER, QUESTION

from submit.housekeeping import keep_house
from submit.store.tables import Event, Mail, MeToo

ARTICLE = "articles/billing/send-an-invoice"
BROKEN = {"product": "facturo", "version": "14.2", "build": "14203"}


def ask_of(house: House, lang: str = "fr") -> str:
    return str(house.search(WORDS[lang], lang=lang, **BROKEN)["ask"])


def say(house: House, ask: str, page: str = INCIDENT, outcome: str = "me_too", **more: str) -> Any:
    return house.client.post("/api/v1/outcomes", json={"ask": ask, "suggestion": page, "outcome": outcome, **more})


def count(house: House) -> int:
    house.service.me_too_counts.forget()
    answer = house.client.get("/api/v1/me-too", query_string={"incident": INCIDENT})
    assert answer.get_json()["incident"] == INCIDENT
    return int(answer.get_json()["count"])


def link_in(mail: Any) -> str:
    """The path of the link that a mail asks to open."""
    (link,) = re.findall(
        r"https://help\.example\.test(/support/me-too/[\w-]{32})\s*$", mail.get_content(), re.MULTILINE
    )
    return str(link)


def get(house: House, path: str) -> Any:
    """A page that may not be there: its file is closed once it is read."""
    return house.client.get(path, buffered=True)


def subscribe(house: House, address: str = CUSTOMER, ask: str = "", lang: str = "fr") -> Any:
    where = "/support/me-too" if lang == "fr" else f"/{lang}/support/me-too"
    return house.client.post(where, data={"incident": INCIDENT, "address": address, "ask": ask})


def test_count_is_one_an_ask_however_often_it_is_said(house: House) -> None:
    first, second = ask_of(house), ask_of(house)
    for ask in (first, first, second):
        assert say(house, ask).status_code == 204
    assert count(house) == 2


def test_count_goes_with_the_suggestions_and_only_with_those_who_have_it(house: House) -> None:
    assert "me_too" not in house.search(WORDS["fr"], **BROKEN)
    say(house, ask_of(house))
    house.service.me_too_counts.forget()
    assert house.search(WORDS["fr"], **BROKEN)["me_too"] == {INCIDENT: 1}
    assert "me_too" not in house.search("installer une imprimante")
    page = house.client.post("/support/", data={"text": WORDS["fr"], "step": "search"}).text
    assert "1 personne a ce problème" in page


def test_count_is_looked_up_once_in_a_while_and_not_at_each_search(house: House) -> None:
    house.search(WORDS["fr"], **BROKEN)
    ask = ask_of(house)
    with house.service.database.write() as session:
        session.add(MeToo(at=house.clock(), incident=INCIDENT, counted=True, lang="fr", ask_id=ask))
    assert "me_too" not in house.search(WORDS["fr"], **BROKEN)
    house.service.me_too_counts.forget()
    assert house.search(WORDS["fr"], **BROKEN)["me_too"] == {INCIDENT: 1}


def test_problem_that_is_not_theirs_after_all_is_not_counted(house: House) -> None:
    ask = ask_of(house)
    say(house, ask)
    say(house, ask, outcome="not_mine")
    assert (count(house), house.rows(MeToo)) == (0, [])


def test_page_that_is_no_open_incident_has_nobody_to_count(house: House) -> None:
    ask = house.search("envoyer une facture par courriel")["ask"]
    assert say(house, ask, ARTICLE, email=CUSTOMER).status_code == 204
    assert (house.rows(MeToo), house.rows(Mail)) == ([], [])
    for page in (ARTICLE, "incidents/calendar-was-slow", "incidents/none", ""):
        data = {"incident": page, "address": CUSTOMER}
        answer = house.client.post("/support/me-too", data=data, buffered=True)
        assert (answer.status_code, get(house, f"/support/me-too?incident={page}").status_code) == (404, 404)


def test_button_leads_to_the_workaround_the_address_and_the_way_on(house: House) -> None:
    form = read_form(house.client.get("/support/").text, "step")
    found = house.client.post(form.action, data=form.filled(step="search", text=WORDS["fr"], **BROKEN)).text
    form = read_form(found, "step")
    assert ("me_too", INCIDENT, "/support/outcome") in form.buttons
    assert [page for name, page, _ in form.buttons if name == "me_too"] == [INCIDENT]
    page = house.client.post("/support/outcome", data=form.filled(me_too=INCIDENT)).text
    assert "Exportez mois par mois." in page
    assert count(house) == 1
    way_on = read_form(page, "step")
    assert (way_on.one("text"), way_on.one("version")) == (WORDS["fr"], "14.2")
    form = read_form(page, "address")
    assert (form.action, form.one("ask")) == ("/support/me-too", house.rows(MeToo)[0].ask_id)
    assert house.client.post(form.action, data=form.filled(address=CUSTOMER)).status_code == 200
    (row,) = house.rows(MeToo)
    assert (row.email, row.product, row.confirmed) == (CUSTOMER, "facturo", None)


def test_nobody_is_written_to_but_to_confirm_and_only_post_confirms(house: House) -> None:
    assert subscribe(house).status_code == 200
    (mail,) = house.deliver()
    assert mail["To"] == CUSTOMER
    assert mail["Subject"] == "Confirmez que vous voulez être prévenu"
    link = link_in(mail)
    for path in (link, f"{link}/stop"):
        assert "Oui, prévenez-moi" in house.client.get(path).text
    assert [(row.confirmed, row.counted) for row in house.rows(MeToo)] == [(None, False)]
    for _ in range(2):
        assert house.client.post(f"{link}/confirm").headers["Location"] == link
    assert [(row.confirmed, row.counted) for row in house.rows(MeToo)] == [(house.clock(), True)]
    assert "C’est confirmé." in house.client.get(link).text
    assert [event.name for event in house.rows(Event)].count("me-too-confirmed") == 1


def test_store_holds_neither_the_link_nor_what_it_is_made_from_alone(house: House) -> None:
    subscribe(house)
    (mail,) = house.deliver()
    token = link_in(mail).rpartition("/")[2]
    (row,) = house.rows(MeToo)
    assert row.token_digest is not None
    assert token not in {row.name, row.token_digest}
    for other in (row.name, row.token_digest, token[:-1], "x" * 32):
        for answer in (
            get(house, f"/support/me-too/{other}"),
            house.client.post(f"/support/me-too/{other}/confirm", buffered=True),
            house.client.post(f"/support/me-too/{other}/stop", buffered=True),
        ):
            assert answer.status_code == 404


def test_mail_program_ends_the_wait_in_one_click(house: House) -> None:
    subscribe(house)
    (mail,) = house.deliver()
    link = link_in(mail)
    house.client.post(f"{link}/confirm")
    assert mail["List-Unsubscribe"] == f"<https://help.example.test{link}/stop>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = house.client.post(f"{link}/stop", data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, "nous ne vous écrirons pas" in answer.text) == (200, True)
    assert [(row.email, row.counted) for row in house.rows(MeToo)] == [("", True)]
    # Who confirms afterwards is not on the list again by an old link.
    house.client.post(f"{link}/confirm")
    assert [row.email for row in house.rows(MeToo)] == [""]


def test_way_out_is_one_unbroken_address_however_long(open_small_house: Callable[..., House]) -> None:
    host = f"help.{'long-' * 12}.example.org"
    house = open_small_house(PALIER_BASE_URL=f"https://{host}", PALIER_MAIL_FROM="support@example.org")
    subscribe(house)
    (content,) = (mail.content for mail in house.rows(Mail))
    (line,) = re.findall(rb"^List-Unsubscribe: (.*)\r$", content, re.MULTILINE)
    assert re.fullmatch(rf"<https://{host}/support/me-too/[\w-]{{32}}/stop>", line.decode())


def test_answer_never_tells_whether_an_address_is_known(house: House) -> None:
    known, unknown = "known@client.example", "other@client.example"
    subscribe(house, known)
    link = link_in(house.deliver()[0])
    house.client.post(f"{link}/confirm")
    pages = [subscribe(house, address).text.replace(address, "…") for address in (known, unknown, known)]
    assert pages[0] == pages[1] == pages[2]
    answers = [say(house, ask_of(house), email=address) for address in (known, unknown)]
    assert [(answer.status_code, answer.data) for answer in answers] == [(204, b""), (204, b"")]


def test_person_counts_once_however_often_they_ask(house: House) -> None:
    for address in (CUSTOMER, CUSTOMER.upper(), CUSTOMER):
        subscribe(house, address, ask_of(house))
        house.clock.advance(minutes=10)
    assert count(house) == 0
    for mail in house.deliver():
        house.client.post(f"{link_in(mail)}/confirm")
    assert count(house) == 1
    subscribe(house, "other@client.example")
    house.client.post(f"{link_in(house.deliver()[-1])}/confirm")
    assert count(house) == 2


def test_address_of_an_ask_is_corrected_and_the_ask_counts_once(house: House) -> None:
    ask = ask_of(house)
    say(house, ask, email="clare@client.example")
    say(house, ask, email=CUSTOMER)
    assert [mail["To"] for mail in house.deliver()] == ["clare@client.example", CUSTOMER]
    assert count(house) == 1


def test_second_press_writes_no_second_mail(house: House) -> None:
    ask = ask_of(house)
    for _ in range(3):
        subscribe(house, ask=ask)
        subscribe(house)
    assert len(house.deliver()) == 1
    house.clock.advance(minutes=10)
    subscribe(house, ask=ask)
    assert len(house.deliver()) == 2


def test_stranger_cannot_have_somebody_written_to_all_day(house: House) -> None:
    for number in range(8):
        subscribe(house, CUSTOMER.upper() if number % 2 else CUSTOMER, ask_of(house))
        house.clock.advance(hours=1)
    assert len(house.deliver()) == 3
    house.clock.advance(days=1)
    subscribe(house)
    assert len(house.deliver()) == 4


def test_program_that_fills_in_everything_is_answered_and_ignored(house: House) -> None:
    data = {"incident": INCIDENT, "address": CUSTOMER, "website": "https://spam.example"}
    assert house.client.post("/support/me-too", data=data).text == subscribe(house).text
    assert len(house.deliver()) == 1


@pytest.mark.parametrize("address", ["", "claire", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example"])
def test_address_that_cannot_be_right_is_told_and_what_was_typed_stays(house: House, address: str) -> None:
    data = {"incident": INCIDENT, "address": address, "text": WORDS["fr"], "subject": QUESTION["subject"]}
    answer = house.client.post("/support/me-too", data=data)
    form = read_form(answer.text, "address")
    assert (answer.status_code, form.one("subject"), form.one("incident")) == (422, QUESTION["subject"], INCIDENT)
    assert "Cette adresse ne semble pas complète" in answer.text
    told = say(house, ask_of(house), email=address or "claire")
    assert (told.status_code, told.get_json()["errors"][0]["field"]) == (400, "email")
    assert house.rows(Mail) == []


def test_mail_is_in_the_language_of_the_page(house: House) -> None:
    assert "Please confirm your address" in subscribe(house, lang="en").text
    (mail,) = house.deliver()
    assert mail["Subject"] == "Confirm that you want to be told"
    assert "The export stops half-way through the file" in mail.get_content()
    assert '<html lang="en"' in house.client.get(link_in(mail)).text


def test_address_that_nobody_confirms_is_forgotten_and_the_ask_still_counts(house: House) -> None:
    say(house, ask_of(house), email=CUSTOMER)
    subscribe(house, "other@client.example")
    subscribe(house, "third@client.example")
    link, confirmed = (link_in(mail) for mail in house.deliver()[1:])
    house.client.post(f"{confirmed}/confirm")
    house.clock.advance(days=7)
    assert keep_house(house.service)["subscriptions forgotten"] == 0
    house.clock.advance(seconds=1)
    assert keep_house(house.service)["subscriptions forgotten"] == 2
    assert keep_house(house.service)["subscriptions forgotten"] == 0
    assert [(row.email, row.counted) for row in house.rows(MeToo)] == [("", True), ("third@client.example", True)]
    assert get(house, link).status_code == 404
    # Somebody whose incident is never declared fixed does not wait for ever.
    house.clock.advance(seconds=timedelta(days=730).total_seconds())
    assert keep_house(house.service)["subscriptions forgotten"] == 1
    assert ({row.email for row in house.rows(MeToo)}, count(house)) == ({""}, 2)


def test_page_of_the_incident_leads_here_and_that_of_a_known_end_does_not(house: House) -> None:
    page = house.client.get(f"/{INCIDENT}/", buffered=True).text
    (link,) = re.findall(r'href="(/support/me-too\?incident=[^"]+)"', page)
    form = read_form(house.client.get(link).text, "address")
    assert (form.one("incident"), "ask" in form.values) == (INCIDENT, False)
    assert "me-too" not in house.client.get("/incidents/calendar-was-slow/", buffered=True).text
