"""Another product chosen on the form: what hangs on it comes and goes at once, focus and words stay."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from patience import go_on_to_the_form
from playwright.sync_api import Page, expect
from server import serving

from submit.publication import publish
from submit.settings import read_settings
from submit.web.application import create_app
from submit.web.service import open_service

Visit = Callable[..., Page]
SMALL = Path(__file__).parents[1] / "small_centre"
# One product has releases and topics, one topic a field; the other product has none of it.
MORE = """
topics:
  billing: {name: {fr: Facturer, en: Billing}, when: {product: facturo}}
  sharing: {name: {fr: Partager, en: Sharing}, when: {product: facturo}}
fields:
  invoice: {type: input, label: {fr: Numéro de facture, en: Invoice number}, when: {topic: billing}}
  calendar: {type: input, label: {fr: Nom de l’agenda, en: Name of the calendar}, when: {product: agenda}}
"""
KINDS = "  question:\n    required: [product, subject, description, email]\n    optional: ["


@pytest.fixture(scope="module")
def two_products(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small help centre, with topics and fields that hang on the product."""
    root = tmp_path_factory.mktemp("centre") / "root"
    shutil.copytree(SMALL, root)
    facts = (root / "support.yml").read_text(encoding="utf-8")
    assert KINDS in facts
    (root / "support.yml").write_text(facts.replace(KINDS, f"{KINDS}topic, ") + MORE, encoding="utf-8")
    var = tmp_path_factory.mktemp("var")
    settings = read_settings({"PALIER_VAR": str(var)}, root=root)
    publish(root, var, settings.base_url, lambda _step, _done: None)
    service = open_service(settings)
    with serving(create_app(service)) as address:
        yield address
    service.close()


def open_form(visit: Visit, at: str, product: str = "facturo", **how: object) -> Page:
    page = visit(f"/support/?kind=question&product={product}", at=at, allow=(422, 503), **how)
    go_on_to_the_form(page)
    page.fill("#description", "Rien depuis lundi.")
    return page


def test_fields_come_and_go_with_the_product_and_keep_what_was_typed(visit: Visit, two_products: str) -> None:
    page = open_form(visit, two_products)
    page.evaluate("window.still = 'the same page'")
    page.fill("#version", "14.1")
    page.fill("#build", "14110")
    page.select_option("#topic", "billing")
    page.fill("[name='extra.invoice']", "FA-12")
    page.set_input_files("[name=files]", [{"name": "a.log", "mimeType": "text/plain", "buffer": b"12:00 ok"}])
    page.select_option("#product", "agenda")
    expect(page.locator("#version")).to_be_hidden()
    expect(page.locator("#build")).to_be_hidden()
    expect(page.locator("[name='extra.calendar']")).to_be_visible()
    page.select_option("#product", "facturo")
    expect(page.locator("#version")).to_be_visible()
    expect(page.locator("#version")).to_have_value("14.1")
    expect(page.locator("#build")).to_have_value("14110")
    expect(page.locator("#topic")).to_have_value("billing")
    expect(page.locator("[name='extra.invoice']")).to_have_value("FA-12")
    expect(page.locator(".palier-fresh")).to_contain_text("a.log")
    assert page.input_value("#description") == "Rien depuis lundi."
    assert page.evaluate("window.still") == "the same page"


def test_topic_is_asked_for_once_a_product_has_some(visit: Visit, two_products: str) -> None:
    page = open_form(visit, two_products, "agenda")
    expect(page.locator("#topic")).to_be_hidden()
    expect(page.locator("#version")).to_be_hidden()
    page.select_option("#product", "facturo")
    expect(page.locator("#topic option")).to_have_text(["Un autre sujet", "Facturer", "Partager"])
    expect(page.locator("#topic")).to_be_visible()
    expect(page.locator("#hint-version")).to_contain_text("Menu Aide, puis À propos.")


def test_hands_on_the_keyboard_are_not_interrupted(visit: Visit, two_products: str) -> None:
    page = open_form(visit, two_products)
    page.select_option("#topic", "billing")
    expect(page.locator("[name='extra.invoice']")).to_be_visible()
    page.fill("[name='extra.invoice']", "FA-12")
    page.focus("#product")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#version")).to_be_hidden()
    expect(page.locator("#product")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#version")).to_be_visible()
    # A version that is left behind adapts the form while somebody types in another of its fields.
    page.fill("#version", "13.0")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.focus("[name='extra.invoice']")
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
        page.keyboard.type("7")
    expect(page.locator("#matter-news")).to_contain_text("n’est plus prise en charge")
    page.keyboard.type("8")
    expect(page.locator("[name='extra.invoice']")).to_be_focused()
    expect(page.locator("[name='extra.invoice']")).to_have_value("FA-1782")


def test_button_does_the_same_without_a_script(visit: Visit, two_products: str) -> None:
    page = open_form(visit, two_products, javascript=False)
    page.fill("#version", "14.1")
    page.select_option("#product", "agenda")
    page.locator("[data-palier-refresh]").first.click()
    expect(page.locator("#version")).to_be_hidden()
    expect(page.locator("[name='extra.calendar']")).to_be_visible()
    page.select_option("#product", "facturo")
    page.locator("[data-palier-refresh]").first.click()
    expect(page.locator("#version")).to_have_value("14.1")
    expect(page.locator("#version")).to_be_visible()


def test_form_that_was_changed_has_no_violation(
    visit: Visit, violations: Callable[[Page], list[str]], two_products: str
) -> None:
    page = open_form(visit, two_products, "agenda")
    page.select_option("#product", "facturo")
    expect(page.locator("#version")).to_be_visible()
    assert violations(page) == []
