"""An unlisted version, and the nearest ones as buttons: in place with a script, by a new page without."""

from collections.abc import Callable

import pytest
from patience import go_on_to_the_form
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def refused(visit: Visit, version: str = "0.1.7", build: str = "1001", **how: object) -> Page:
    page = visit("/support/?kind=question", allow=(422, 503), **how)
    go_on_to_the_form(page)
    page.fill("#subject", "Le logo de mon site n’apparaît plus")
    page.fill("#version", version)
    page.fill("#build", build)
    page.fill("#description", "Depuis lundi, le logo n’est plus en haut des pages.")
    page.locator(".palier-actions button[value=send]").last.click()
    page.wait_for_selector("#summary")
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_nearest_version_takes_one_key_and_the_rest_stays(visit: Visit, javascript: bool) -> None:
    page = refused(visit, javascript=javascript)
    page.get_by_role("group", name="Choisissez en un clic").get_by_role("button", name="Version 0.1.0").press("Enter")
    expect(page.locator("#version")).to_have_value("0.1.0")
    expect(page.locator("#fault-version-1")).to_have_count(0)
    assert page.input_value("#build") == "1001"
    assert page.input_value("#description").startswith("Depuis lundi")


def test_script_fills_in_place_and_says_so_where_the_faults_are_listed(visit: Visit) -> None:
    page = refused(visit)
    page.evaluate("window.still = 'the same page'")
    page.get_by_role("button", name="Version 0.1.0").click()
    expect(page.locator("#version")).to_be_focused()
    assert page.evaluate("window.still") == "the same page"
    assert page.get_attribute("#version", "aria-invalid") is None
    expect(page.locator(".palier-summary li[data-palier-settled]")).to_contain_text("Cette version ne figure pas")
    expect(page.locator(".palier-summary li:not([data-palier-settled])")).to_have_count(1)


def test_build_without_a_version_brings_its_version_along(visit: Visit) -> None:
    page = refused(visit, "", "1009")
    page.get_by_role("button", name="Build 1001").click()
    expect(page.locator("#build")).to_have_value("1001")
    assert page.input_value("#version") == "0.1.0"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_choices_have_no_violation(
    visit: Visit, violations: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    page = refused(visit, width=width, scheme=scheme)
    assert violations(page) == []
    page.get_by_role("button", name="Version 0.1.0").click()
    expect(page.locator("#version")).to_be_focused()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
