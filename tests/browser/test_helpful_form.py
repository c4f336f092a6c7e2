"""“Was this page helpful?” as a reader meets it: with a script, without one, from the keyboard, on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

ARTICLE = "/articles/asking/write-a-good-request/"


def reasons(var: Path) -> list[str]:
    engine = create_engine(f"sqlite:///{var / 'palier.db'}")
    with engine.connect() as connection:
        found = [str(row[0]) for row in connection.execute(text("SELECT reason FROM page_votes ORDER BY id"))]
    engine.dispose()
    return found


def test_reader_is_thanked_in_place(visit: Callable[..., Page], var: Path) -> None:
    page = visit(ARTICLE)
    assert page.locator("#palier-helpful-reason").is_visible() is False
    page.check(".palier-helpful input[value=no]")
    page.fill("#palier-helpful-reason", "in place")
    page.click(".palier-helpful button")
    thanks = page.locator(".palier-thanks")
    expect(thanks).to_have_text("Merci, votre avis est noté.")
    expect(thanks).to_be_focused()
    assert page.url.endswith(ARTICLE)
    assert reasons(var).count("in place") == 1


def test_reader_without_script_is_thanked_on_a_page(visit: Callable[..., Page], var: Path) -> None:
    page = visit(f"/en{ARTICLE}", javascript=False)
    page.check(".palier-helpful input[value=yes]")
    page.fill("#palier-helpful-reason", "no script")
    page.click(".palier-helpful button")
    expect(page.locator("h1")).to_have_text("Thank you for telling us")
    assert page.get_by_role("link", name="Back to the page").get_attribute("href") == f"/en{ARTICLE}"
    assert reasons(var).count("no script") == 1


def test_keyboard_alone_is_enough(visit: Callable[..., Page], var: Path) -> None:
    page = visit(ARTICLE)
    page.focus(".palier-helpful input[value=yes]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("from the keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".palier-thanks")).to_be_visible()
    assert reasons(var).count("from the keyboard") == 1


def test_fault_of_the_service_is_told_by_the_service(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE, allow=(404,))
    page.evaluate("document.querySelector('.palier-helpful [name=page]').value = 'articles/gone'")
    page.check(".palier-helpful input[value=yes]")
    page.click(".palier-helpful button")
    page.wait_for_url("**/support/helpful")
    expect(page.locator("h1")).to_have_text("Cette page n’existe pas")


@pytest.mark.parametrize("path", [ARTICLE, "/releases/", "/en/incidents/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_page_has_no_violation(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]], path: str, scheme: str, width: int
) -> None:
    page = visit(path, scheme=scheme, width=width)
    if path == ARTICLE:
        page.check(".palier-helpful input[value=no]")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_thanks_have_no_violation(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]], scheme: str
) -> None:
    page = visit(ARTICLE, scheme=scheme)
    page.check(".palier-helpful input[value=yes]")
    page.click(".palier-helpful button")
    expect(page.locator(".palier-thanks")).to_be_visible()
    assert violations(page) == []
