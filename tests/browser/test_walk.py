"""One customer's whole way, as a person would walk it: French and English, with and without JavaScript."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from time import monotonic, sleep

import pytest
from patience import go_on_to_the_form
from playwright.sync_api import Page, expect

QUESTIONS = {
    "fr": "bjr JE RECOIS PAS le mail de confirmation de ma demmande svp",
    "en": "hi i dont recieve the confirmation mail of my request",
}
ANSWERS = {
    "fr": "Je n’ai pas reçu de courriel de confirmation",
    "en": "I have not received a confirmation mail",
}
STEPS = {
    "fr": ("J’ouvre la page de support", "Je remplis le formulaire et je l’envoie", "J’attends dix minutes"),
    "en": ("I open the support page", "I fill in the form and send it", "I wait for ten minutes"),
}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_walk_from_question_to_tracked_ticket(
    visit: Callable[..., Page], var: Path, lang: str, javascript: bool
) -> None:
    prefix = "" if lang == "fr" else "/en"
    page = visit(f"{prefix}/support/", javascript=javascript, allow=(422, 409))
    page.fill("[name=text]", QUESTIONS[lang])
    page.check("input[name=kind][value=bug]")
    if not javascript:
        page.click(".palier-button[value=search]")
    titles = page.locator(".palier-suggestion__title")
    expect(titles.first).to_be_visible()
    assert [title for title in titles.all_inner_texts()[:3] if title.startswith(ANSWERS[lang])] != []
    expect(page.locator(".palier-suggestion mark").first).to_be_visible()

    go_on_to_the_form(page)
    page.fill("#description", "Après l’envoi, aucun courriel ne me parvient.")
    page.fill("[name=goal]", "Recevoir la confirmation de ma demande")
    for place, step in enumerate(STEPS[lang]):
        page.locator("input[name=steps]").nth(place).fill(step)
    page.fill("[name=expected]", "Un courriel de confirmation")
    page.fill("[name=observed]", "Rien n’arrive")
    page.fill("[name=version]", "v0.1.0")
    page.fill("[name=email]", f"{lang}{int(javascript)}@example.org")
    page.set_input_files("[name=files]", [{"name": "journal.log", "mimeType": "text/plain", "buffer": b"10:02 rien"}])
    _send(page)

    # One refusal: the build. Everything else is still there, the file too.
    expect(page.locator("#summary li")).to_have_count(1)
    assert page.locator("#summary li a").get_attribute("href") == "#build"
    assert page.input_value("[name=goal]") == "Recevoir la confirmation de ma demande"
    assert [box.input_value() for box in page.locator("input[name=steps]").all()[:3]] == list(STEPS[lang])
    expect(page.locator(".palier-files")).to_contain_text("journal.log")

    page.fill("[name=build]", "1001")
    _send(page)
    expect(page).to_have_url(re.compile(r"/t/[\w-]{32}\?sent=1$"))
    reference = page.locator(".palier-reference").inner_text()
    assert re.fullmatch(r"PAL-[2-9A-Z]{4,}", reference)
    expect(page.locator(".palier-files a")).to_have_text("journal.log")

    mail = _mail_to(var, f"{lang}{int(javascript)}@example.org")
    assert reference in str(mail["Subject"])
    assert page.url.split("?")[0].split("/t/")[1] in mail.get_content()


def test_home_page_asks_as_support_does(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.locator(".palier-ask [name=text]").first.fill("comment suivre ma demande")
    expect(page.locator(".palier-suggestion__title").first).to_have_text(
        re.compile("[Ss]uivre ma demande|Suivre une demande")
    )
    page.locator(".palier-ask [name=text]").first.press("Enter")
    expect(page).to_have_url(re.compile(r"/support/$"))
    assert page.input_value("[name=text]").strip() == "comment suivre ma demande"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_suggestion_that_answers_ends_the_walk_kindly(visit: Callable[..., Page], javascript: bool) -> None:
    page = visit("/support/", javascript=javascript)
    page.fill("[name=text]", "comment suivre ma demande sans compte")
    if not javascript:
        page.click(".palier-button[value=search]")
    first = page.locator(".palier-suggestion").first
    expect(first).to_be_visible()
    first.locator("button[name=solved]").click()
    if javascript:
        expect(page.locator(".palier-thanks")).to_be_visible()
    else:
        expect(page.locator("h1")).to_have_text("Ravis d’avoir pu vous aider")
        page.click("button[value=form]")
        assert page.input_value("[name=subject]") == "comment suivre ma demande sans compte"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_suggestion_set_aside_is_not_shown_again(visit: Callable[..., Page], javascript: bool) -> None:
    page = visit("/support/", javascript=javascript)
    page.fill("[name=text]", "comment suivre ma demande sans compte")
    if not javascript:
        page.click(".palier-button[value=search]")
    first = page.locator(".palier-suggestion").first
    expect(first).to_be_visible()
    set_aside = first.get_attribute("data-id")
    with page.expect_response(lambda answer: "outcome" in answer.url):
        first.locator("button[name=not_mine]").click()
    with page.expect_navigation():
        page.click(".palier-button[value=search]")
    expect(page.locator(".palier-suggestion").first).to_be_visible()
    shown = [card.get_attribute("data-id") for card in page.locator(".palier-suggestion").all()]
    assert shown != []
    assert set_aside not in shown


def test_typing_a_secret_never_reaches_the_store(visit: Callable[..., Page], var: Path) -> None:
    page = visit("/support/", allow=(422,))
    with page.expect_response(lambda answer: "suggestions" in answer.url):
        page.fill("[name=text]", "je n’arrive pas à me connecter, mot de passe : Zk8!tropsecret")
    # The browser warns once, before anything leaves; who presses again has the service's answer.
    page.click(".palier-actions button[value=form]")
    go_on_to_the_form(page)
    page.fill("[name=email]", "a@example.org")
    page.fill("#description", "Mon mot de passe : Zk8!tropsecret")
    for _ in range(2):
        page.locator(".palier-actions button[value=send]").last.click()
    expect(page.locator("#summary")).to_be_visible()
    kept = [path for path in var.rglob("*") if path.is_file() and b"Zk8!tropsecret" in path.read_bytes()]
    assert kept == []


def test_way_to_support_takes_the_page_along(visit: Callable[..., Page]) -> None:
    page = visit("/articles/asking/attach-files/")
    page.locator("main a[href^='/support/?page=']").last.click()
    assert page.locator("[name=page]").first.input_value() == "/articles/asking/attach-files/"


def test_language_switch_keeps_the_page(visit: Callable[..., Page]) -> None:
    page = visit("/articles/asking/attach-files/")
    page.locator("a[hreflang=en]").first.click()
    expect(page).to_have_url(re.compile(r"/en/articles/asking/attach-files/$"))
    page.goto("/support/")
    page.locator("a[hreflang=en]").first.click()
    expect(page).to_have_url(re.compile(r"/en/support/$"))


def test_site_search_box_answers_in_the_page_language(visit: Callable[..., Page]) -> None:
    page = visit("/en/")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("attach")  # The theme listens to keys: a value that is merely set may go unseen.
    link = page.locator(".md-search-result__link:visible").first
    expect(link).to_be_visible()
    assert "/en/" in str(link.get_attribute("href"))


def _send(page: Page) -> None:
    """Press the button, and once more if the service shows what it found for the final words."""
    with page.expect_navigation():
        page.locator(".palier-actions button[value=send]").last.click()
    if page.locator("section#summary").count():
        page.locator("section#summary .palier-actions button[value=send]").click()
        page.wait_for_load_state()


def _mail_to(var: Path, address: str):  # type: ignore[no-untyped-def]
    """The mail to `address`, which the postman writes soon after the answer."""
    until = monotonic() + 20
    while monotonic() < until:
        for path in sorted((var / "outbox").glob("*.eml")):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            if mail["To"] == address:
                return mail
        sleep(0.1)
    raise AssertionError(f"no mail to {address}")
