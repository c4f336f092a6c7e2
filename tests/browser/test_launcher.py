"""The launcher: answers first from every page, by mouse, keyboard and without a script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

ARTICLE = "/articles/asking/attach-files/"


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    return visit(ARTICLE)


def test_launcher_opens_answers_and_leads_on_with_the_words(page: Page) -> None:
    page.click("[data-palier-launcher]")
    expect(page.locator("#palier-panel-text")).to_be_focused()
    page.keyboard.type("comment suivre ma demande")
    expect(page.locator("#palier-panel .palier-suggestion__title").first).to_be_visible()
    page.click("#palier-panel button[value=form]")
    expect(page).to_have_url(re.compile(r"/support/$"))
    expect(page.locator("[name=subject]")).to_have_value("comment suivre ma demande")
    assert page.input_value("[name=page]") == ARTICLE


def test_launcher_by_keyboard_gives_the_focus_back_and_keeps_the_words(page: Page) -> None:
    launcher = page.locator("[data-palier-launcher]")
    launcher.focus()
    page.keyboard.press("Space")
    page.keyboard.type("suivre ma demande")
    expect(page.locator("#palier-panel .palier-suggestion").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#palier-panel")).not_to_be_visible()
    expect(launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#palier-panel-text")).to_have_value("suivre ma demande")
    expect(page.locator("#palier-panel .palier-suggestion").first).to_be_visible()


def test_launcher_closes_by_its_button_and_beside_the_panel(page: Page) -> None:
    for close in (lambda: page.click("[data-palier-close]"), lambda: page.mouse.click(20, 400)):
        page.click("[data-palier-launcher]")
        expect(page.locator("#palier-panel")).to_be_visible()
        close()
        expect(page.locator("#palier-panel")).not_to_be_visible()


@pytest.mark.parametrize("path", ["/", ARTICLE, f"/en{ARTICLE}", "/incidents/", "/questions/", "/releases/"])
def test_launcher_is_a_link_to_support_without_a_script(visit: Callable[..., Page], path: str) -> None:
    page = visit(path, javascript=False)
    page.click("[data-palier-launcher]")
    expect(page).to_have_url(re.compile(rf"{'/en' if path.startswith('/en') else ''}/support/\?page="))


def test_service_has_no_launcher_of_what_one_is_in(visit: Callable[..., Page]) -> None:
    assert visit("/support/").locator("[data-palier-launcher]").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_open_panel_has_no_barrier_and_fits(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    page = visit(ARTICLE, width=width, scheme=scheme)
    page.click("[data-palier-launcher]")
    page.keyboard.type("comment suivre ma demande")
    expect(page.locator("#palier-panel .palier-suggestion").first).to_be_visible()
    assert violations(page) == []
    box = page.locator("#palier-panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_launcher_never_covers_the_last_lines(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE, width=360)
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator("[data-palier-launcher]")).not_to_have_attribute("data-palier-aside", "")
    launcher = page.locator("[data-palier-launcher]").bounding_box()
    last = page.locator(".palier-footer__edition").bounding_box()
    assert launcher is not None
    assert last is not None
    assert last["y"] + last["height"] <= launcher["y"]


def test_launcher_steps_aside_on_a_phone_for_who_reads_on(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE, width=360)
    launcher = page.locator("[data-palier-launcher]")
    page.mouse.move(180, 400)
    page.mouse.wheel(0, 300)
    expect(launcher).not_to_be_in_viewport()
    page.mouse.wheel(0, -100)
    expect(launcher).to_be_in_viewport()
