"""The search of those who only look around: the same pages as before a ticket, and nothing kept of who asked."""

import logging
from typing import Any
from urllib.parse import quote

import pytest
from house import House

from submit.store.tables import Ask, Event

PROBLEM = "application/problem+json"
SECRET = "sk_" + "live_" + "4eC39HqLyjWDarjtT1zdp7dc"


def browse(house: House, words: str, **more: Any) -> Any:
    return house.client.get("/api/v1/search", query_string={"q": words, "lang": "fr", **more})


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [page["id"] for page in answer.get_json()["pages"]]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("réinitialiser le mot de passe", "articles/start/reset-a-password"),
        ("reinitialiser mot de pase", "articles/start/reset-a-password"),
        ("IMPRIMANTE", "articles/start/install-a-printer"),
    ],
)
def test_search_finds_pages_without_accents_and_with_a_slip(house: House, words: str, first: str) -> None:
    assert ids(browse(house, words))[0] == first


def test_search_gives_the_very_pages_of_the_suggestions_and_more_of_them(house: House) -> None:
    suggested = [one["id"] for one in house.search("facture")["suggestions"]]
    found = ids(browse(house, "facture"))
    assert found[: len(suggested)] == suggested
    assert ids(browse(house, "facture", limit=1)) == found[:1]


def test_search_answer_has_what_a_list_of_results_needs_and_does_not_quote_the_reader(house: House) -> None:
    answer = browse(house, "l'export s'arrete a la moitie")
    first = answer.get_json()["pages"][0]
    assert set(first) == {"id", "lang", "kind", "title", "url", "excerpt", "marks", "score", "state", "severity"}
    assert (first["kind"], first["state"], first["severity"]) == ("incident", "identified", "major")
    assert first["url"].startswith("/incidents/export-stops-half-way/")
    assert [first["excerpt"][start:end] for start, end in first["marks"]][:1] == ["export"]
    assert "arrete" not in answer.text


def test_search_speaks_the_language_it_is_asked_for(house: House) -> None:
    assert browse(house, "printer", lang="en").get_json()["pages"][0]["url"].startswith("/en/")
    assert browse(house, "imprimante", lang="xx").get_json()["pages"][0]["lang"] == "fr"


@pytest.mark.parametrize("words", ["", "   ", "xyzzy quux", "*", "NOT", "\0", "la le les"])
def test_search_that_finds_nothing_is_an_empty_list(house: House, words: str) -> None:
    assert ids(browse(house, words)) == []


def test_search_writes_nothing_down(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        browse(house, f"exporter mes factures {SECRET} zanzibar")
    assert (house.rows(Ask), house.rows(Event)) == ([], [])
    on_disk = house.bytes_on_disk()
    assert b"zanzibar" not in on_disk
    assert SECRET.encode() not in on_disk
    assert "zanzibar" not in caplog.text


def test_secret_is_not_searched(house: House) -> None:
    assert ids(browse(house, "Calendrier-2024")) != []
    assert ids(browse(house, "password: Calendrier-2024")) == ids(browse(house, "password:"))


def test_search_may_be_kept_for_a_minute_by_the_reader_alone(house: House) -> None:
    headers = browse(house, "facture").headers
    kept = {part.strip() for part in headers["Cache-Control"].split(",")}
    assert kept == {"private", "max-age=60"}
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "query", ["", "lang=fr", "q=a&limit=0", "q=a&limit=11", "q=a&limit=x", "q=a&limit=" + "9" * 5_000]
)
def test_query_that_cannot_be_read_is_a_problem_that_nobody_keeps(house: House, query: str) -> None:
    answer = house.client.get(f"/api/v1/search?{query}")
    assert (answer.status_code, answer.mimetype) == (400, PROBLEM)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "words",
    [
        "%ff%fe",
        "%ed%a0%80",
        "%00",
        "a" * 60_000,
        "mot%20" * 5_000,
        quote("🐌") * 2_000,
        quote("{}[]()^$.|?*+\\") * 500,
        quote("<script>alert(1)</script>"),
        quote("' OR 1=1 --"),
        "é" * 3_000,
    ],
)
def test_hostile_words_are_answered(house: House, words: str) -> None:
    answer = house.client.get(f"/api/v1/search?q={words}&lang={words[:40]}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")


def test_search_reads_the_first_words_and_no_more(house: House) -> None:
    assert ids(browse(house, " " * 500 + "imprimante")) == []
    assert "articles/start/install-a-printer" in ids(browse(house, " " * 490 + "imprimante"))


def test_search_without_an_index_finds_nothing_and_stands(house: House) -> None:
    (house.var / "current").unlink()
    assert ids(browse(house, "imprimante")) == []


def test_search_answer_has_the_members_that_the_description_requires(house: House) -> None:
    schemas = house.client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    pages = browse(house, "export").get_json()["pages"]
    assert len(pages) > 0
    for page in pages:
        assert set(schemas["FoundPage"]["required"]) <= set(page) <= set(schemas["FoundPage"]["properties"])
