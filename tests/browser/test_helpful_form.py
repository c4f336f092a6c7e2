"""“Was this page helpful?” as a reader meets it: with a script, without one, from the keyboard, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

ARTICLE = "/articles/asking/write-a-good-request/"


def test_reader_is_thanked_in_place(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE)
    assert page.locator("#palier-helpful-reason").is_visible() is False
    page.check(".palier-helpful input[value=no]")
    page.fill("#palier-helpful-reason", "Un exemple, svp")
    with page.expect_response("**/support/helpful") as answer:
        page.click(".palier-helpful button")
    assert answer.value.status == 200
    assert answer.value.request.post_data == (
        "page=articles%2Fasking%2Fwrite-a-good-request&helpful=no&reason=Un+exemple%2C+svp&website="
    )
    thanks = page.locator(".palier-thanks")
    expect(thanks).to_have_text("Merci, votre avis est noté.")
    expect(thanks).to_be_focused()
    assert page.url.endswith(ARTICLE)


def test_reader_without_script_is_thanked_on_a_page(visit: Callable[..., Page]) -> None:
    page = visit(f"/en{ARTICLE}", javascript=False)
    page.check(".palier-helpful input[value=yes]")
    page.fill("#palier-helpful-reason", "no script")
    page.click(".palier-helpful button")
    expect(page.locator("h1")).to_have_text("Thank you for telling us")
    page.get_by_role("link", name="Back to the page").click()
    assert page.url.endswith(f"/en{ARTICLE}")


def test_keyboard_alone_is_enough(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE)
    page.focus(".palier-helpful input[value=yes]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("au clavier")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".palier-thanks")).to_be_focused()


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
