"""Files on the form, as a person adds them: chosen, dropped, pasted, taken away, and still there after a refusal."""

import base64
import io
import re
from collections.abc import Callable

import pytest
from patience import go_on_to_the_form
from PIL import Image
from playwright.sync_api import Page, expect

_PASTE = """([content, text]) => {
  const data = new DataTransfer();
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  data.items.add(new File([bytes], "image.png", { type: "image/png" }));
  if (text) data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return document.querySelector("#description").dispatchEvent(event);
}"""
_DROP = """([content, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name, { type: "text/plain" }));
  const drop = (type) => new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector("h1").dispatchEvent(drop("dragover"));
  return document.querySelector("h1").dispatchEvent(drop("drop"));
}"""
_file = io.BytesIO()
Image.new("RGB", (40, 30), "teal").save(_file, "PNG")
SCREENSHOT = base64.b64encode(_file.getvalue()).decode()


@pytest.fixture
def form(visit: Callable[..., Page]) -> Page:
    page = visit("/support/", allow=(422,))
    page.fill("[name=text]", "Je ne retrouve plus la capture que j’ai jointe")
    go_on_to_the_form(page)
    expect(page.locator("[data-palier-attach-how]")).to_be_visible()
    expect(page.locator("[data-palier-attach-fault]")).not_to_be_visible()
    return page


def names(page: Page) -> list[str]:
    """What the browser would send."""
    return list(page.evaluate("[...document.querySelector('#attachments').files].map((file) => file.name)"))


def test_pasted_screenshot_is_shown_and_named_by_its_time(form: Page) -> None:
    assert form.evaluate(_PASTE, [SCREENSHOT, ""]) is False  # the browser itself pastes nothing
    row = form.locator("[data-palier-fresh] .palier-file")
    expect(row).to_have_count(1)
    assert re.match(r"capture-\d\d-\d\d-\d\d\.png \(", row.locator(".palier-file__name").inner_text())
    expect(form.locator("[data-palier-fresh] img")).to_have_js_property("naturalWidth", 40)
    expect(form.locator("[data-palier-attach-status]")).to_have_text("Un fichier joint")


def test_words_pasted_with_a_picture_of_them_are_pasted_as_words(form: Page) -> None:
    assert form.evaluate(_PASTE, [SCREENSHOT, "le texte de Word"]) is True
    assert names(form) == []


def test_file_dropped_beside_the_box_is_attached_and_the_page_stays(form: Page) -> None:
    assert form.evaluate(_DROP, ["10:02 rien", "journal.log"]) is False
    assert names(form) == ["journal.log"]


def test_files_chosen_in_two_turns_are_all_there_and_can_be_taken_away_by_keyboard(form: Page) -> None:
    for name in ("a.log", "b.log"):
        form.set_input_files("#attachments", [{"name": name, "mimeType": "text/plain", "buffer": name.encode()}])
    assert names(form) == ["a.log", "b.log"]
    form.get_by_role("button", name="Retirer a.log").focus()
    form.keyboard.press("Enter")
    assert names(form) == ["b.log"]
    expect(form.get_by_role("button", name="Retirer b.log")).to_be_focused()
    form.keyboard.press("Enter")
    assert names(form) == []
    expect(form.locator("#attachments")).to_be_focused()


def test_file_that_cannot_go_along_is_told_at_once_and_the_others_stay(form: Page) -> None:
    form.set_input_files(
        "#attachments",
        [
            {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"x"},
            {"name": "a.log", "mimeType": "text/plain", "buffer": b"x"},
            {"name": "long.log", "mimeType": "text/plain", "buffer": b"x" * (2 * 1024 * 1024 + 1)},
        ],
    )
    fault = form.locator("[data-palier-attach-fault]")
    expect(fault).to_contain_text("film.mp4")
    expect(fault).to_contain_text("long.log")
    assert names(form) == ["a.log"]


def test_pictures_are_still_shown_after_a_refusal_and_need_no_second_sending(form: Page) -> None:
    form.evaluate(_PASTE, [SCREENSHOT, ""])
    form.locator("button[value=send]").last.click()
    kept = form.locator("[data-palier-kept] .palier-file")
    expect(kept).to_have_count(1)
    expect(form.locator("[data-palier-kept] img")).to_have_js_property("naturalWidth", 40)
    assert names(form) == []


def test_form_with_files_has_no_barrier(form: Page, violations: Callable[[Page], list[str]]) -> None:
    form.evaluate(_PASTE, [SCREENSHOT, ""])
    form.locator("button[value=send]").last.click()
    expect(form.locator("[data-palier-kept] .palier-file")).to_have_count(1)
    form.wait_for_load_state()  # a file that is dropped before the script has run is the browser's own matter
    form.evaluate(_DROP, ["10:02 rien", "journal.log"])
    expect(form.locator(".palier-file")).to_have_count(2)
    assert violations(form) == []
