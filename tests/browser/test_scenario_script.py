"""What the script adds to a scenario: Enter goes on, a pasted list becomes steps, a calendar writes the moment."""

from collections.abc import Callable

from patience import go_on_to_the_form
from playwright.sync_api import Page, expect

PASTE = """(input, text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def open_bug_form(visit: Callable[..., Page]) -> Page:
    page = visit("/support/", allow=(503,))
    page.fill("[name=text]", "la page reste blanche")
    page.check("input[name=kind][value=bug]")
    go_on_to_the_form(page)
    expect(page.locator(".palier-moment").first).to_be_visible()
    return page


def test_enter_goes_on_to_the_next_step(visit: Callable[..., Page]) -> None:
    page = open_bug_form(visit)
    steps = page.locator("input[name=steps]")
    count = steps.count()
    steps.last.fill("Je clique")
    steps.last.press("Enter")
    expect(steps).to_have_count(count + 1)
    expect(steps.last).to_be_focused()
    expect(page.locator("#subject")).to_be_visible()


def test_pasted_list_becomes_one_step_a_line(visit: Callable[..., Page]) -> None:
    page = open_bug_form(visit)
    steps = page.locator("input[name=steps]")
    lines = ["1. J’ouvre Ventes", "2) Je choisis D-1042", "", "- Je clique sur Facturer", "4. Rien ne vient"]
    steps.first.evaluate(PASTE, "\n".join(lines))
    written = [step.input_value() for step in steps.all()]
    assert written == ["J’ouvre Ventes", "Je choisis D-1042", "Je clique sur Facturer", "Rien ne vient"]


def test_calendar_writes_the_moment_and_words_stay_possible(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]]
) -> None:
    page = open_bug_form(visit)
    page.fill("#since", "depuis la mise à jour")
    assert page.input_value("#since") == "depuis la mise à jour"
    page.fill(".palier-moment input", "2026-11-20T08:30")
    assert page.input_value("#since").startswith("20 novembre 2026")
    assert "08:30" in page.input_value("#since")
    assert violations(page) == []
