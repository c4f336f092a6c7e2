"""The page of parts in a real browser: each has its kind, and the steps are with the one that they are about."""

import re
from collections.abc import Callable

import pytest
from patience import go_on_to_the_form, until_kept
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
MESSAGE = (
    "L’article que j’ai publié hier n’apparaît pas dans la recherche. "
    "Par ailleurs, comment changer les couleurs du site ?"
)
STEPS = ("J’écris docs/articles/asking/essai.md", "Je lance palier build", "Je cherche son titre dans la recherche")


def split(visit: Visit, address: str, **how: object) -> Page:
    page = visit("/support/?kind=bug&version=0.1.0&build=1001", allow=(409, 422, 503), **how)
    go_on_to_the_form(page)
    told = {"subject": "Article introuvable", "description": MESSAGE, "goal": "Retrouver l’article", "email": address}
    told |= {"expected": "L’article dans les résultats", "observed": "Aucun résultat pour ce titre"}
    for name, text in told.items():
        page.fill(f"#{name}", text)
    for place, step in enumerate(STEPS):
        page.locator("input[name=steps]").nth(place).fill(step)
    page.locator(".palier-actions button[value=send]").last.click()
    expect(page.locator("#part-1-kind")).to_have_value("question")
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_bug_and_how_to_become_a_bug_and_a_question(visit: Visit, javascript: bool) -> None:
    page = split(visit, f"kinds-{javascript}@example.org", javascript=javascript)
    expect(page.locator("[name='part.1.steps']").first).to_be_hidden()
    page.locator("button[value=send-parts]").last.click()
    expect(page).to_have_url(re.compile(r"/t/[\w-]{32}\?sent=1&with="))
    expect(page.locator("body")).to_contain_text(STEPS[1])
    page.locator(".palier-siblings a").click()
    expect(page.locator("h2", has_text="Comment changer les couleurs du site")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(STEPS[1])


def test_fields_of_a_kind_come_when_it_is_chosen_and_words_stay_in_sight(visit: Visit) -> None:
    page = split(visit, "chosen@example.org")
    page.select_option("#part-1-kind", "bug")
    expect(page.locator("#part-1-observed")).to_be_visible()
    page.fill("#part-1-observed", "Les couleurs restent grises")
    page.select_option("#part-1-kind", "question")
    expect(page.locator("#part-1-observed")).to_be_visible()
    expect(page.locator("#part-1-expected")).to_be_hidden()
    page.fill("#part-1-observed", "")
    page.select_option("#part-1-kind", "question")
    page.select_option("#part-1-kind", "commercial")
    expect(page.locator("#part-1-observed")).to_be_hidden()


def test_button_shows_the_fields_of_a_kind_without_a_script(visit: Visit) -> None:
    page = split(visit, "adapted@example.org", javascript=False)
    page.select_option("#part-1-kind", "bug")
    page.locator(".palier-part").nth(1).locator("[data-palier-refresh]").click()
    expect(page.locator("#part-1-observed")).to_be_visible()
    expect(page.locator("#part-0-subject")).to_have_value("Article introuvable")


def test_steps_that_were_added_to_a_part_survive_a_reload(visit: Visit) -> None:
    page = split(visit, "reloaded@example.org")
    page.select_option("#part-1-kind", "bug")
    part = page.locator(".palier-part").nth(1)
    part.locator("[data-palier-add-step]").click()
    for place in range(4):
        part.locator("[name='part.1.steps']").nth(place).fill(f"Étape {place}")
    until_kept(page, "Étape 3")
    page.reload()
    steps = page.locator("[name='part.1.steps']")
    expect(steps).to_have_count(4)
    assert [step.input_value() for step in steps.all()] == [f"Étape {place}" for place in range(4)]
    expect(page.locator("#part-1-kind")).to_have_value("bug")
    expect(steps.first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_parts_with_their_scenario_have_no_violation(
    visit: Visit, violations: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    page = split(visit, f"axe-{width}@example.org", width=width, scheme=scheme)
    page.locator(".palier-share summary").first.click()
    page.select_option("#part-1-kind", "bug")
    assert violations(page) == []
    page.locator("button[value=send-parts]").last.click()
    page.wait_for_selector("#summary")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("button[value='part.1.scenario']").click()
    expect(page.locator("[name='part.1.steps']").first).to_have_value(STEPS[0])
