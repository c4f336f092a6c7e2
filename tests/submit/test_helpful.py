"""“Was this page helpful?”: the form at the end of a page, sent to the service."""

import pytest
from house import House
from page_form import read_form
from werkzeug.test import TestResponse

from submit.housekeeping import keep_house
from submit.store.tables import PageVote

PAGE = "articles/billing/send-an-invoice"


def vote(house: House, prefix: str = "", **fields: str) -> TestResponse:
    return house.client.post(
        f"{prefix}/support/helpful", data={"page": PAGE, "helpful": "yes", **fields}, buffered=True
    )


def stored(house: House) -> list[tuple[str, str, bool, str]]:
    return [(row.page, row.lang, row.helpful, row.reason) for row in house.rows(PageVote)]


def test_yes_is_stored_and_thanked_in_the_shell(house: House) -> None:
    answer = vote(house)
    assert answer.status_code == 200
    assert "<h1>Merci de votre avis</h1>" in answer.text
    assert 'class="palier-header' in answer.text
    assert 'href="/articles/billing/send-an-invoice/"' in answer.text
    assert stored(house) == [(PAGE, "fr", True, "")]
    assert house.rows(PageVote)[0].at == house.clock()


def test_no_is_stored_with_its_reason_and_led_to_support(house: House) -> None:
    answer = vote(house, "/en", helpful="no", reason="  There is no picture.\r\nI am lost. ")
    assert "<h1>Thank you for telling us</h1>" in answer.text
    assert 'href="/en/support/?page=/en/articles/billing/send-an-invoice/"' in answer.text
    assert stored(house) == [(PAGE, "en", False, "There is no picture.\nI am lost.")]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_form_of_the_site_is_what_the_service_takes(house: House, prefix: str) -> None:
    form = read_form(house.client.get(f"{prefix}/{PAGE}/", buffered=True).text, "reason")
    assert form.values == {"page": [PAGE], "reason": [""], "website": [""]}
    answer = house.client.post(form.action, data=form.filled(helpful="no", reason="trop court"))
    assert answer.status_code == 200
    assert stored(house) == [(PAGE, prefix.strip("/") or "fr", False, "trop court")]


@pytest.mark.parametrize(
    "page", ["incidents/no-such", "", "articles/billing", "../support", "support/index", PAGE + "/", "x" * 5000, "\0"]
)
def test_page_that_nobody_can_read_is_not_voted_on(house: House, page: str) -> None:
    assert vote(house, page=page).status_code == 404
    assert stored(house) == []


@pytest.mark.parametrize("helpful", ["", "maybe", "YES", "true"])
def test_neither_yes_nor_no_is_refused(house: House, helpful: str) -> None:
    assert vote(house, helpful=helpful).status_code == 400
    assert stored(house) == []


@pytest.mark.parametrize("prefix", ["/de", "/fr"])
def test_language_that_the_site_does_not_have_is_not_found(house: House, prefix: str) -> None:
    assert vote(house, prefix).status_code == 404
    assert stored(house) == []


def test_program_that_fills_in_everything_is_thanked_and_forgotten(house: House) -> None:
    answer = vote(house, website="https://spam.example")
    assert (answer.status_code, "<h1>Merci de votre avis</h1>" in answer.text) == (200, True)
    assert stored(house) == []


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_stores_nothing_and_leads_home(house: House, method: str) -> None:
    answer = getattr(house.client, method)(f"/en/support/helpful?page={PAGE}&helpful=yes")
    assert (answer.status_code, answer.location) == (303, "/en/")
    assert stored(house) == []


def test_secret_in_a_reason_reaches_no_disk(house: House) -> None:
    vote(house, reason="mot de passe : Zt7#kLp92x, et rien ne marche")
    assert stored(house) == [(PAGE, "fr", True, "mot de passe : [secret-1], et rien ne marche")]
    assert b"Zt7#kLp92x" not in house.bytes_on_disk()


def test_long_reason_is_cut_after_its_secrets_are_masked(house: House) -> None:
    vote(house, reason="a " * 495 + "4111111111111111 " + "b" * 100_000)
    assert house.rows(PageVote)[0].reason == "a " * 495 + "[secret-1]"


def test_answer_is_neither_kept_nor_indexed(house: House) -> None:
    answer = vote(house)
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")


def test_reason_is_forgotten_after_a_year_and_the_vote_stays(house: House) -> None:
    vote(house, reason="old")
    vote(house, reason="")
    house.clock.advance(seconds=1)
    vote(house, reason="young")
    house.clock.advance(days=365)
    assert keep_house(house.service)["reasons forgotten"] == 1
    assert stored(house) == [(PAGE, "fr", True, ""), (PAGE, "fr", True, ""), (PAGE, "fr", True, "young")]
    assert keep_house(house.service)["reasons forgotten"] == 0
