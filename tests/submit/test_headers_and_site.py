"""What every answer tells the browser, and the static site as any web server would serve it."""

import re
from typing import Any

import pytest
from house import House
from sample_drafts import BUG, SENTENCE_WITH_PASSWORD

SAFE = {
    "default-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def policy_of(answer: Any) -> dict[str, str]:
    pieces = answer.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, _, sources in (piece.partition(" ") for piece in pieces)}


@pytest.mark.parametrize("path", ["/", "/en/", "/support/", "/health", "/nothing/", "/api/v1/openapi.json"])
def test_every_answer_allows_nothing_foreign_and_nothing_inline(house: House, path: str) -> None:
    answer = house.client.get(path, buffered=True)
    policy = policy_of(answer)
    generation = house.service.library.shelf().generation
    assert generation is not None
    assert policy.pop("script-src").split() == [
        "'self'",
        *(f"'{one}'" for one in generation.facts.script_hashes),
    ]
    assert generation.facts.script_hashes != ()
    assert policy == SAFE
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_private_pages_are_not_stored_and_not_indexed(house: House) -> None:
    track = house.track(BUG)
    for path in ("/support/", "/en/support/", track, "/api/v1/openapi.json"):
        headers = house.client.get(path).headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")
    # The back button finds the form again, unless a secret stands in it.
    written = house.client.post("/support/", data={"step": "form", "text": "facture"}).headers
    assert written["Cache-Control"] == "private, no-cache"
    secret = house.client.post("/support/", data={"step": "form", "text": SENTENCE_WITH_PASSWORD}).headers
    assert secret["Cache-Control"] == "no-store"
    public = house.client.get("/articles/billing/send-an-invoice/", buffered=True).headers
    assert "no-store" not in public.get("Cache-Control", "")
    assert "X-Robots-Tag" not in public


def test_site_is_served_as_it_was_built(house: House) -> None:
    generation = house.service.library.shelf().generation
    assert generation is not None
    for path, file in (("/", "index.html"), ("/en/", "en/index.html"), ("/incidents/", "incidents/index.html")):
        answer = house.client.get(path, buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert answer.data == (generation.site / file).read_bytes()


def test_folder_without_its_slash_leads_to_the_one_with_and_keeps_the_query(house: House) -> None:
    answer = house.client.get("/articles/billing/send-an-invoice?q=é&a=1%202")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "/articles/billing/send-an-invoice/?q=%C3%A9&a=1%202",
    )


@pytest.mark.parametrize("path", ["/support", "/en/support"])
def test_support_without_its_slash_leads_to_the_one_with(house: House, path: str) -> None:
    answer = house.client.get(f"{path}?text=facture", follow_redirects=True)
    assert (answer.status_code, answer.request.path) == (200, f"{path}/")
    assert answer.request.query_string == b"text=facture"


@pytest.mark.parametrize(
    "path",
    [
        "/../palier.db",
        "/..%2fpalier.db",
        "/%2e%2e/%2e%2e/palier.db",
        "/..%5c..%5cpalier.db",
        "/en/../../build.json",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/support/assets/../../settings.py",
        "/support/assets/%2e%2e%2fsettings.py",
        "/a%00b",
        "/build.json",
        "/" + "a" * 300,
        "/" + "a/" * 3_000,
    ],
)
def test_address_that_leads_out_of_the_site_or_nowhere_is_not_found(house: House, path: str) -> None:
    answer = house.client.get(path, follow_redirects=True, buffered=True)
    assert answer.status_code == 404
    assert b"SQLite" not in answer.data


@pytest.mark.parametrize("path", ["/%2e%2e/index", "/..%2fsite", "/en/%2e%2e/%2e%2e/shell"])
def test_folder_outside_the_site_is_not_given_away_by_a_redirect(house: House, path: str) -> None:
    assert house.client.get(path, buffered=True).status_code == 404


@pytest.mark.parametrize(("path", "lang"), [("/nothing/", "fr"), ("/en/nothing/", "en"), ("/t/nobody", "fr")])
def test_page_that_does_not_exist_is_told_in_the_language_of_its_address(house: House, path: str, lang: str) -> None:
    answer = house.client.get(path, buffered=True)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert f'<html lang="{lang}"' in answer.text


def test_own_script_of_the_service_is_served(house: House) -> None:
    answer = house.client.get("/support/assets/request.js", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")


def test_every_script_that_a_page_asks_for_is_served_also_without_a_build(house: House) -> None:
    (house.var / "current").unlink()
    wanted = re.findall(r'src="(/support/assets/[\w-]+\.js)"', house.client.get("/support/").text)
    seen: list[str] = []
    while wanted:
        path = wanted.pop()
        seen.append(path)
        answer = house.client.get(path, buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
        beside = re.findall(r'from "\./([\w-]+\.js)"', answer.text)
        wanted += [one for one in (f"/support/assets/{name}" for name in beside) if one not in seen]
    assert "/support/assets/secret-shapes.js" in seen


def test_page_is_not_changed_by_looking_at_it_with_head(house: House) -> None:
    answer = house.client.head("/support/")
    assert (answer.status_code, answer.data) == (200, b"")


def test_fault_of_ours_is_told_without_its_inside(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.service.database.close()
    for path in house.var.glob("palier.db*"):
        path.unlink()
    for path, mimetype in (("/t/somebody", "text/html"), ("/api/v1/outcomes", "application/problem+json")):
        call = house.client.get if path.startswith("/t/") else house.client.post
        answer = call(path, **({} if path.startswith("/t/") else {"json": _outcome()}))
        assert (answer.status_code, answer.mimetype) == (500, mimetype)
        assert "OperationalError" not in answer.text
        assert "SELECT" not in answer.text
    assert caplog.messages == [
        "GET tracking.track failed: OperationalError",
        "POST api.outcomes failed: OperationalError",
    ]


def _outcome() -> dict[str, str]:
    return {"ask": "a", "suggestion": "b", "outcome": "solved"}


def test_form_that_is_too_large_says_so_in_its_language(house: House) -> None:
    answer = house.client.post(
        "/en/support/", data=b"x" * (31 * 1024 * 1024), content_type="multipart/form-data; boundary=b"
    )
    assert (answer.status_code, answer.mimetype) == (413, "text/html")
    assert '<html lang="en"' in answer.text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_feed_is_served_as_atom(house: House, prefix: str) -> None:
    answer = house.client.get(f"{prefix}/incidents/feed.xml", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    assert '<feed xmlns="http://www.w3.org/2005/Atom"' in answer.text


def test_scripts_are_kept_by_the_browser_and_asked_for_again(house: House) -> None:
    with house.client.get("/support/assets/request.js") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        tag = answer.headers["ETag"]
    with house.client.get("/support/assets/request.js", headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304
