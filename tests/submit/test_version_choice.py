"""An unlisted version or build: each of the nearest is one click away, on the form and on the page of parts."""

from typing import Any

import pytest
from house import House
from page_form import read_form
from sample_drafts import BUG
from test_split_page import TWO, split
from test_support_pages import open_form, press, refused_at, typed

from submit.store.tables import Ticket


def refused(house: House, **more: Any) -> str:
    return press(house, open_form(house, BUG), step="send", **{**typed(BUG), **more}).text


def choices(page: str) -> list[str]:
    return [value for name, value, where in read_form(page, "step").buttons if name == "repair" and ":" in value
            and where == "/support/repair"]  # fmt: skip


@pytest.mark.parametrize(
    ("version", "build", "offered"),
    [
        ("14.9", "", ["version:14.2", "version:14.1", "version:13.0"]),
        # The build that came with it says which version was meant.
        ("14.9", "14110", ["version:14.1", "version:14.2", "version:13.0"]),
        ("14.2", "14299", ["build:14205", "build:14203"]),
        # A build of another version: either that version, or a build of this one.
        ("14.1", "14203", ["version:14.2", "build:14110", "build:14107"]),
    ],
)
def test_nearest_are_offered_as_buttons_likeliest_first(
    house: House, version: str, build: str, offered: list[str]
) -> None:
    assert choices(refused(house, version=version, build=build)) == offered


def test_one_click_fills_the_field_and_changes_nothing_else(house: House) -> None:
    page = refused(house, version="14.9", email="claire")
    before = read_form(page, "subject").values
    answer = press(house, page, repair="version:14.2")
    after = read_form(answer.text, "subject").values
    assert (answer.status_code, after["version"], after["build"]) == (200, ["14.2"], ["14203"])
    ids = {"version", "ask"}
    assert {name: value for name, value in after.items() if name not in ids} == {
        name: value for name, value in before.items() if name not in ids
    }
    assert refused_at(answer.text) == ["email"]


def test_build_alone_brings_its_version_along(house: House) -> None:
    page = refused(house, version="", build="14111")
    values = read_form(press(house, page, repair="build:14110").text, "subject").values
    assert (values["version"], values["build"]) == (["14.1"], ["14110"])


def test_version_of_the_build_settles_a_build_of_another_version(house: House) -> None:
    page = press(house, refused(house, version="14.1", build="14203"), repair="version:14.2").text
    assert refused_at(page) == []
    assert press(house, page, step="send").status_code in {303, 409}


def test_whoever_chooses_no_longer_vouches_for_theirs(house: House) -> None:
    page = press(house, refused(house, version="14.9"), attest=["unknown-version:version"], repair="version:14.1").text
    assert "attest" not in read_form(page, "subject").values
    again = press(house, page, step="send", version="14.8")
    assert "version" in refused_at(again.text)


@pytest.mark.parametrize("choice", ["version:99", "build:99", "subject:14203", "version:", "product:agenda"])
def test_what_the_product_does_not_list_is_no_choice(house: House, choice: str) -> None:
    form = read_form(refused(house, version="14.9"), "subject")
    page = house.client.post("/support/repair", data=form.filled(repair=choice)).text
    values = read_form(page, "subject").values
    assert [values[name] for name in ("version", "build", "subject", "product")] == [
        ["14.9"],
        [BUG["build"]],
        [BUG["subject"]],
        [BUG["product"]],
    ]


def test_click_on_the_page_of_parts_keeps_the_parts(house: House) -> None:
    page = split(house, {**BUG, "description": TWO["description"], "version": "14.9"})
    told = {"part.1.subject": "L’imprimante du bureau", "part.1.fate": "leave"}
    mended = press(house, page, "part.0.ask", repair="version:14.2", **told).text
    form = read_form(mended, "part.0.ask")
    assert (form.one("version"), form.one("part.1.subject"), form.one("part.1.fate")) == (
        "14.2",
        "L’imprimante du bureau",
        "leave",
    )
    assert house.rows(Ticket) == []
