"""The launcher for other sites: who may show its panel, and what its script says of itself."""

import re

import pytest
from house import House, OpenHouse
from test_headers_and_site import policy_of


@pytest.mark.parametrize("path", ["/support/launcher/", "/en/support/launcher/"])
def test_panel_alone_may_stand_in_the_pages_of_the_named_sites(open_small_house: OpenHouse, path: str) -> None:
    house = open_small_house(PALIER_EMBED_ORIGINS="https://app.example.org, http://127.0.0.1:9001")
    framed_by = policy_of(house.client.get(path))["frame-ancestors"]
    assert framed_by == "'self' https://app.example.org http://127.0.0.1:9001"
    for other in ("/", "/support/", "/en/support/", "/t/nobody", "/support/launcher.js"):
        assert policy_of(house.client.get(other, buffered=True))["frame-ancestors"] == "'self'"


def test_panel_stands_nowhere_unless_somebody_is_named(house: House) -> None:
    assert policy_of(house.client.get("/support/launcher/"))["frame-ancestors"] == "'self'"


def test_panel_carries_what_the_application_said_and_no_key_of_a_request(house: House) -> None:
    page = house.client.get("/support/launcher/?product=facturo&version=14.2&build=14203&page=/orders").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    assert {name: hidden[name] for name in ("product", "version", "build", "page", "customer")} == {
        "product": "facturo",
        "version": "14.2",
        "build": "14203",
        "page": "/orders",
        "customer": "",
    }
    assert "key" not in hidden


def test_script_may_be_taken_by_any_site_and_kept_for_minutes(house: House) -> None:
    answer = house.client.get("/support/launcher.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert (answer.cache_control.max_age, answer.cache_control.no_store) == (300, False)
    same = house.client.get("/support/launcher.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert same.status_code == 304
