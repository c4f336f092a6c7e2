"""A message with two questions in a real browser: with and without a script, wide and on a phone, light and dark."""

import re
from collections.abc import Callable

import pytest
from patience import go_on_to_the_form, until_drawn, until_kept
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
MESSAGE = {
    "fr": "Bonjour, l’article publié hier n’apparaît pas dans la recherche, que faire ? "
    "Par ailleurs, je n’ai pas reçu le courriel de confirmation de ma demande. Merci",
    "en": "Hello, the article published yesterday does not show in the search, what can I do? "
    "Also, I have not received the confirmation mail of my request. Thank you",
}
TITLE = {"fr": "Nous voyons 2 demandes dans votre message", "en": "We see 2 requests in your message"}


def split(visit: Visit, lang: str = "fr", **how: object) -> Page:
    page = visit(f"{'' if lang == 'fr' else '/en'}/support/?kind=question", allow=(422, 409), **how)
    go_on_to_the_form(page)
    page.fill("#subject", MESSAGE[lang][9:60])
    page.fill("#description", MESSAGE[lang])
    page.fill("#email", f"two-{lang}@example.org")
    page.locator(".palier-actions button[value=send]").last.click()
    expect(page.locator("h1")).to_have_text(TITLE[lang])
    page.wait_for_load_state()  # then it has put the focus where it wants it
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_two_questions_become_two_requests_that_name_each_other(visit: Visit, lang: str, javascript: bool) -> None:
    page = split(visit, lang, javascript=javascript)
    expect(page.locator(".palier-part")).to_have_count(2)
    page.fill("#part-1-subject", "Le courriel")
    page.locator("button[value=send-parts]").last.click()
    expect(page).to_have_url(re.compile(r"/t/[\w-]{32}\?sent=1&with=[\w-]{32}$"))
    expect(page.locator(".palier-siblings .palier-reference")).to_have_count(2)
    references = page.locator(".palier-siblings .palier-reference").all_inner_texts()
    assert len(set(references)) == 2
    page.locator(".palier-siblings a").click()
    expect(page.locator("h2", has_text="Le courriel")).to_be_visible()
    assert [page.locator("dl .palier-reference").inner_text()] == references[1:]
    expect(page.locator(".palier-siblings")).to_contain_text(references[0])


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_half_that_is_answered_is_not_sent(visit: Visit, javascript: bool) -> None:
    page = split(visit, javascript=javascript)
    second = page.locator(".palier-part").nth(1)
    card = second.locator(".palier-suggestion").first
    card.locator("summary").click()
    card.get_by_role("radio").check()
    expect(second.locator("#part-1-description")).to_be_hidden()
    page.locator("button[value=send-parts]").last.click()
    expect(page).to_have_url(re.compile(r"/t/[\w-]{32}\?sent=1$"))
    expect(page.locator(".palier-siblings")).to_have_count(0)


def test_three_ways_are_reached_by_the_keyboard_alone(visit: Visit) -> None:
    page = split(visit)
    page.get_by_role("link", name=re.compile("C’est un seul et même problème")).press("Enter")
    # The jump takes the focus with it, and a Tab that overtakes it is lost: no hand is that fast.
    expect(page).to_have_url(re.compile("#same_problem$"))
    until_drawn(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.name") == "same"
    page.keyboard.press("Tab")
    expect(page.locator("#same_text")).to_be_focused()
    page.keyboard.type("depuis hier")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/t/[\w-]{32}\?sent=1$"))
    expect(page.locator("dd", has_text="depuis hier")).to_be_visible()


def test_parts_that_were_changed_survive_a_reload_and_a_closed_tab(visit: Visit) -> None:
    page = split(visit)
    page.fill("#part-1-subject", "Le courriel n’arrive pas")
    page.check("[name='part.0.fate'][value=leave]")
    until_kept(page, "Le courriel n’arrive pas", "leave")
    page.reload()
    assert page.input_value("#part-1-subject") == "Le courriel n’arrive pas"
    expect(page.locator("[name='part.0.fate'][value=leave]")).to_be_checked()
    again = page.context.new_page()
    page.close()
    again.goto("/support/")
    again.click("[data-palier-resume-draft]")
    expect(again.locator("#part-1-subject")).to_have_value("Le courriel n’arrive pas")
    expect(again.locator("[name='part.0.fate'][value=leave]")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_page_of_parts_has_no_violation(
    visit: Visit, violations: Callable[[Page], list[str]], scheme: str, width: int
) -> None:
    page = split(visit, scheme=scheme, width=width)
    page.locator(".palier-suggestion summary").first.click()
    page.fill("#part-0-subject", "")
    page.click("button[value=same]")
    page.wait_for_selector("#summary")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("#part-0-subject", "L’article")
    page.locator("button[value=send-parts]").last.click()
    page.wait_for_selector("[data-palier-accepted]")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
