"""Every kind of page, wide and on a phone, light and dark: nothing that WCAG 2.2 AA forbids."""

from collections.abc import Callable

import pytest
from patience import go_on_to_the_form
from playwright.sync_api import Page

PAGES = (
    "/",
    "/en/",
    "/articles/asking/",
    "/articles/asking/write-a-good-request/",
    "/en/articles/operating/configure/",
    "/incidents/",
    "/incidents/site-search-box-exact-words/",
    "/questions/",
    "/en/questions/call-support/",
    "/support/",
    "/en/support/",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_page_has_no_violation(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]], path: str, scheme: str, width: int
) -> None:
    page = visit(path, scheme=scheme, width=width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_refused_request_has_no_violation(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]], scheme: str, width: int
) -> None:
    page = visit("/support/?text=Le+courriel+n%E2%80%99arrive+pas&kind=bug", scheme=scheme, width=width, allow=(422,))
    go_on_to_the_form(page)
    page.fill("#description", "JE NE RECOIS RIEN DU TOUT ET JE NE COMPRENDS PAS POURQUOI !!!!!!")
    page.click(".palier-actions button[value=send]")
    page.wait_for_selector("#summary")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_scheme_is_dark(visit: Callable[..., Page]) -> None:
    page = visit("/", scheme="dark")
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"


def test_unknown_page_offers_search_and_support(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]]
) -> None:
    page = visit("/en/nothing-here/", allow=(404,))
    assert page.get_attribute("html", "lang") == "en"
    assert page.locator("form[action='/en/support/']").count() >= 1
    assert violations(page) == []
