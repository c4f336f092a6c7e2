"""The form follows the matter: at once with a script, at the press of a button without, and nothing typed is lost."""

from collections.abc import Callable

import pytest
from patience import go_on_to_the_form
from playwright.sync_api import Page, expect

SENDS = ".palier-columns__main .palier-actions button[value=send]"


def open_form(page: Page) -> None:
    page.fill("[name=text]", "le courriel de confirmation n’arrive pas")
    page.check("input[name=kind][value=bug]")
    go_on_to_the_form(page)


def test_choosing_a_topic_shows_its_fields_and_keeps_what_was_typed(visit: Callable[..., Page]) -> None:
    page = visit("/support/")
    open_form(page)
    expect(page.locator("[data-palier-refresh]")).to_be_hidden()
    page.fill("#description", "Rien depuis lundi.")
    page.select_option("#topic", "mail")
    page.fill("[name='extra.mail_to']", "marie@exemple.fr")
    page.select_option("#topic", "hosting")
    expect(page.locator("#matter-scope")).to_contain_text("ne relève pas de notre support")
    expect(page.locator("[name='extra.mail_to'][type=email]")).to_have_count(0)
    page.select_option("#topic", "mail")
    expect(page.locator("[name='extra.mail_to']")).to_have_value("marie@exemple.fr")
    expect(page.locator("#matter-scope input")).to_have_count(0)
    assert page.input_value("#description") == "Rien depuis lundi."


def test_button_shows_the_fields_of_a_topic_without_script(visit: Callable[..., Page]) -> None:
    page = visit("/en/support/", javascript=False)
    open_form(page)
    page.fill("#description", "Nothing since Monday.")
    page.select_option("#topic", "mail")
    page.click("[data-palier-refresh]")
    page.fill("[name='extra.mail_to']", "marie@example.org")
    page.select_option("#topic", "own-work")
    page.click("[data-palier-refresh]")
    expect(page.locator("#matter-scope")).to_contain_text("Our support does not cover this topic")
    assert page.input_value("#description") == "Nothing since Monday."
    page.select_option("#topic", "mail")
    page.click("[data-palier-refresh]")
    assert page.input_value("[name='extra.mail_to']") == "marie@example.org"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_reason_is_asked_for_once_the_level_needs_one(visit: Callable[..., Page], javascript: bool) -> None:
    page = visit("/support/", javascript=javascript)
    open_form(page)
    reason = page.locator("#priority_reason")
    expect(reason).to_be_hidden()
    page.check("[name=priority][value=urgent]")
    expect(reason).to_be_visible()
    page.check("[name=priority][value=low]")
    expect(reason).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_form_of_a_topic_has_no_violation(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]], scheme: str, width: int, prefix: str
) -> None:
    page = visit(f"{prefix}/support/", scheme=scheme, width=width, allow=(422,))
    open_form(page)
    page.select_option("#topic", "hosting")
    expect(page.locator("#matter-scope input")).to_be_visible()
    page.check("[name=priority][value=urgent]")
    assert violations(page) == []
    page.select_option("#topic", "mail")
    expect(page.locator("[name='extra.mail_day']")).to_be_visible()
    page.click(SENDS)
    page.wait_for_selector("#summary")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_topic_and_its_fields_are_reached_by_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("/support/")
    open_form(page)
    page.focus("#topic")
    page.keyboard.type("Un courriel")
    expect(page.locator("[name='extra.mail_day']")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "topic"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "extra.mail_day":
            return
    raise AssertionError("the field was not reached")
