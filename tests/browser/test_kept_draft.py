"""Nothing lost, in a real browser: reload, back, a closed tab, no connection, a service that is restarted, a double
click, a refused file. What a page without a script carries is in tests/submit/test_support_pages.py.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import socket
from typing import Any

import pytest
from flask import Flask
from patience import go_on_to_the_form, until_kept
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from submit.store.tables import AttachmentRow, Ticket

HOUSE = Path(__file__).parents[2]
Visit = Callable[..., Page]
SECRET = "Zk8" + "!tropsecret"
LOG: dict[str, Any] = {"name": "journal.log", "mimeType": "text/plain", "buffer": b"10:02 rien"}
STEPS = ("J’ouvre la page de support", "Je remplis le formulaire", "Je l’envoie", "J’attends dix minutes")
SUBJECT = "Le courriel de confirmation n’arrive pas"


def open_request(visit: Visit, kind: str = "question", **how: object) -> Page:
    # Where there is no answer, the worker of the theme's search may still be fetching its parts.
    page = visit(f"/support/?kind={kind}", allow=(422, 409, "ERR_", "importScripts"), **how)
    go_on_to_the_form(page)
    page.wait_for_selector("#subject")
    return page


def fill_in(page: Page, address: str) -> None:
    page.fill("#subject", SUBJECT)
    page.fill("#description", "Après l’envoi, aucun courriel ne me parvient.")
    page.fill("#email", address)
    until_kept(page, address)


def send(page: Page) -> None:
    """Press the button, and once more if the service shows what it found for the final words."""
    page.locator(".palier-actions button[value=send]").last.click()
    page.wait_for_selector("section#summary, [data-palier-accepted]")
    if page.locator("section#summary").count():
        page.locator("section#summary .palier-actions button[value=send]").click()
    expect(page).to_have_url(re.compile(r"/t/[\w-]{32}\?sent=1$"))


def kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(Object.entries(localStorage).filter(([k]) => k.startsWith('palier:')))"))


def tickets(application: Flask, address: str) -> int:
    with application.extensions["palier"].database.read() as session:
        return int(session.scalar(select(func.count()).where(Ticket.email == address)) or 0)


def test_reload_keeps_everything_that_was_typed(visit: Visit) -> None:
    page = open_request(visit, "bug")
    fill_in(page, "reload@example.org")
    page.click("[data-palier-add-step]")
    for place, step in enumerate(STEPS):
        page.locator("input[name=steps]").nth(place).fill(step)
    until_kept(page, STEPS[-1])
    page.evaluate("for (const field of document.querySelectorAll('input, textarea')) field.autocomplete = 'off'")
    page.reload()
    assert page.input_value("#subject") == SUBJECT
    assert page.input_value("#description") == "Après l’envoi, aucun courriel ne me parvient."
    assert page.input_value("#email") == "reload@example.org"
    assert [box.input_value() for box in page.locator("input[name=steps]").all()] == list(STEPS)
    expect(page.locator("[data-palier-kept] [role=status]")).to_contain_text("Nous avons gardé ce que vous aviez écrit")


def test_page_with_a_repaired_text_is_not_overwritten_by_the_draft(visit: Visit) -> None:
    page = open_request(visit)
    fill_in(page, "loud@example.org")
    page.fill("#description", "JE NE RECOIS PAS LE COURRIEL ET JE NE COMPRENDS PAS POURQUOI CELA ARRIVE")
    page.locator(".palier-actions button[value=send]").last.click()
    page.click("button[name=repair]")
    expect(page.locator("#summary")).to_have_text(re.compile("C’est fait"))
    page.wait_for_timeout(500)
    assert page.input_value("#description").startswith("Je ne recois pas")
    page.reload()
    assert page.input_value("#description").startswith("Je ne recois pas")


def test_back_button_finds_the_form_as_it_was_left(visit: Visit) -> None:
    page = open_request(visit)
    fill_in(page, "back@example.org")
    page.goto("/articles/asking/attach-files/")
    page.go_back()
    page.wait_for_selector("#subject")
    assert page.input_value("#subject") == SUBJECT
    assert page.input_value("#email") == "back@example.org"


def test_words_of_a_closed_tab_come_back_on_the_next_visit(visit: Visit) -> None:
    page = visit("/support/")
    page.fill("[name=text]", "le courriel n’arrive pas du tout")
    until_kept(page, "le courriel n’arrive pas du tout")
    again = page.context.new_page()
    page.close()
    again.goto("/support/")
    assert again.input_value("[name=text]") == "le courriel n’arrive pas du tout"
    expect(again.locator("[data-palier-kept] [role=status]")).to_contain_text("Nous avons gardé")
    again.click("[data-palier-discard-draft]")
    expect(again.locator("[name=text]")).to_have_value("")
    assert kept(again) == "[]"
    again.reload()
    assert again.input_value("[name=text]") == ""


def test_whole_request_of_a_closed_tab_is_taken_up_again(visit: Visit) -> None:
    page = open_request(visit)
    fill_in(page, "closed@example.org")
    again = page.context.new_page()
    page.close()
    again.goto("/support/")
    line = again.locator("[data-palier-kept] [role=status]")
    expect(line).to_contain_text("Vous aviez commencé une demande le")
    expect(line).to_contain_text(SUBJECT)
    again.click("[data-palier-resume-draft]")
    again.wait_for_selector("#subject")
    assert again.input_value("#subject") == SUBJECT
    assert again.input_value("#description") == "Après l’envoi, aucun courriel ne me parvient."
    # Who wrote it is known to the tab that is gone, and to nobody who sits down at this machine after it.
    assert again.input_value("#email") == ""


def test_secret_and_address_are_not_kept_in_the_browser(visit: Visit) -> None:
    page = open_request(visit)
    fill_in(page, "quiet@example.org")
    page.fill(
        "#description", f"Rien n’arrive.\nMon mot de passe : {SECRET}\nMa clé est sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc"
    )
    until_kept(page, "Rien n’arrive.")
    store = kept(page)
    assert [one in store for one in (SECRET, "4eC39HqLyj", "quiet@example.org")] == [False] * 3


def test_draft_is_forgotten_once_the_request_is_taken(visit: Visit, application: Flask) -> None:
    page = open_request(visit)
    fill_in(page, "taken@example.org")
    assert SUBJECT in kept(page)
    send(page)
    assert kept(page) == "[]"
    page.goto("/support/")
    expect(page.locator("[data-palier-kept] [role=status]")).to_have_text("")
    assert tickets(application, "taken@example.org") == 1


def test_draft_is_forgotten_after_five_days(visit: Visit) -> None:
    page = open_request(visit)
    fill_in(page, "old@example.org")
    page.evaluate(
        """() => { for (const [name, text] of Object.entries(localStorage)) if (name.startsWith("palier:draft:"))
        localStorage.setItem(name, JSON.stringify({...JSON.parse(text), at: Date.now() - 121 * 3600 * 1000})); }"""
    )
    again = page.context.new_page()
    again.goto("/support/")
    assert kept(again) == "[]"
    expect(again.locator("[data-palier-kept] [role=status]")).to_have_text("")


def test_offline_keeps_draft_and_file_and_says_so_until_it_can_be_sent(visit: Visit, application: Flask) -> None:
    page = open_request(visit)
    fill_in(page, "offline@example.org")
    page.set_input_files("[name=files]", [LOG])
    page.context.set_offline(True)
    page.locator(".palier-actions button[value=send]").last.click()
    line = page.locator("[data-palier-kept] [role=status]")
    expect(line).to_contain_text("Vous êtes hors connexion. Rien n’est perdu")
    expect(line).to_be_in_viewport()
    assert page.input_value("#subject") == SUBJECT
    assert SUBJECT in kept(page)
    page.context.set_offline(False)
    expect(line).to_have_text("La connexion est revenue. Vous pouvez envoyer.")
    send(page)
    expect(page.locator(".palier-files a")).to_have_text("journal.log")
    assert tickets(application, "offline@example.org") == 1


def test_double_click_is_one_request(visit: Visit, application: Flask) -> None:
    page = open_request(visit)
    fill_in(page, "twice@example.org")
    page.locator(".palier-actions button[value=send]").last.dblclick()
    page.wait_for_selector("section#summary, [data-palier-accepted]")
    if page.locator("section#summary").count():
        page.locator("section#summary .palier-actions button[value=send]").dblclick()
    expect(page).to_have_url(re.compile(r"/t/[\w-]{32}\?sent=1$"))
    page.wait_for_timeout(300)
    assert tickets(application, "twice@example.org") == 1


def test_refused_file_loses_neither_the_others_nor_the_text(visit: Visit, application: Flask, tmp_path: Path) -> None:
    page = open_request(visit)
    fill_in(page, "files@example.org")
    # Only its name says that it is a picture, so the page lets it pass and the service does not.
    refused: dict[str, Any] = {
        "name": "capture.png",
        "mimeType": "image/png",
        "buffer": b"MZ\x90\x00" + bytes(60),
    }
    for one in (LOG, refused):
        (tmp_path / str(one["name"])).write_bytes(one["buffer"])
    page.set_input_files("[name=files]", [tmp_path / "journal.log", tmp_path / "capture.png"])
    page.locator(".palier-actions button[value=send]").last.click()
    page.wait_for_selector("#summary")
    expect(page.locator("#fault-attachments-1")).to_contain_text("capture.png")
    expect(page.locator(".palier-files")).to_contain_text("journal.log")
    assert page.input_value("#description") == "Après l’envoi, aucun courriel ne me parvient."
    page.reload()
    expect(page.locator(".palier-files")).to_contain_text("journal.log")
    send(page)
    with application.extensions["palier"].database.read() as session:
        names = select(AttachmentRow.name).join(Ticket, Ticket.id == AttachmentRow.ticket_id)
        assert list(session.scalars(names.where(Ticket.email == "files@example.org"))) == ["journal.log"]


@pytest.fixture
def restarted(application: Flask, var: Path, tmp_path: Path) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Starts `palier serve` on one port, as often as it is called; what still runs at the end is ended."""
    own = tmp_path / "var"
    own.mkdir()
    (own / "current").symlink_to(os.path.realpath(var / "current"))
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    started: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [Path(sys.executable).with_name("palier"), "serve", "--port", port],
            env={**os.environ, "PALIER_VAR": str(own), "PALIER_ROOT": str(HOUSE)},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == f"Palier is ready: http://127.0.0.1:{port}/\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()


def test_service_that_is_restarted_in_mid_form_costs_nothing(
    visit: Visit, restarted: Callable[[], "subprocess.Popen[str]"]
) -> None:
    service = restarted()
    address = f"http://127.0.0.1:{service.args[3]}"  # type: ignore[index]
    page = open_request(visit, at=address)
    fill_in(page, "restart@example.org")
    page.set_input_files("[name=files]", [LOG])
    service.kill()
    service.wait(30)
    page.locator(".palier-actions button[value=send]").last.click()
    expect(page.locator("[data-palier-kept] [role=status]")).to_contain_text("Le service ne répond pas")
    assert page.input_value("#subject") == SUBJECT
    restarted()
    send(page)
    expect(page.locator(".palier-files a")).to_have_text("journal.log")


LOOKS = [
    ("Mon mot de passe : Zk8!trop", "Mon mot de passe : [secret-1]"),
    ("mdp=Zk8!trop et la suite", "mdp=[secret-1] et la suite"),
    ("The password is Zk8!trop", "The password is [secret-1]"),
    ("https://paul:Zk8!trop@host/x", "https://paul:[secret-1]@host/x"),
    ("carte 4242 4242 4242 4242", "carte [secret-1]"),
    ("IBAN FR76 3000 6000 0112 3456 7890 189", "IBAN [secret-1]"),
    ("mot de passe (serveur) : soleil", "mot de passe (serveur) : [secret-1]"),
    ("token: deux fois deux, token: deux", "token: [secret-1] fois deux, token: [secret-1]"),
    ("voici aZ3bY4cX5dW6eV7fU8gT9hS0iR", "voici [secret-1]"),
    ("Mon mot de passe : [secret-1]", "Mon mot de passe : [secret-1]"),
    # What only sounds like one stays.
    ("J’ai oublié mon mot de passe", "J’ai oublié mon mot de passe"),
    ("commande 1234567890123", "commande 1234567890123"),
    ("Version 14.2 (build 14203), ticket PAL-7K2Q", "Version 14.2 (build 14203), ticket PAL-7K2Q"),
    ("Où changer le mot de passe ? Merci", "Où changer le mot de passe ? Merci"),
    ("5f3c2a10-9f7e-4c1b-8a52-0b6f1f0c7d11", "5f3c2a10-9f7e-4c1b-8a52-0b6f1f0c7d11"),
]
WITHOUT = "async (text) => (await import('/support/assets/secret-spans.js')).withoutSecrets(text)"


def test_what_looks_like_a_secret_is_taken_out_and_the_rest_stays(visit: Visit) -> None:
    page = visit("/support/")
    assert [page.evaluate(WITHOUT, text) for text, _ in LOOKS] == [expected for _, expected in LOOKS]


def test_texts_of_hostile_length_do_not_hold_up_whoever_types(visit: Visit) -> None:
    """A tenth of a second each on a quiet machine; what is not linear takes minutes."""
    page = visit("/support/")
    slow = page.evaluate(
        """async () => {
          const { withoutSecrets } = await import('/support/assets/secret-spans.js');
          const slow = [];
          for (const piece of [
            "a", "1 ", "1", "(([", "?", "mot de passe ", "token:", "mdp =\\n", "://a:", "FR76 ", "-----BEGIN ",
            "eyJ", "aA1", " is ", "sk_live_",
          ]) {
            const text = piece.repeat(1_000_000 / piece.length);
            const start = performance.now();
            withoutSecrets(text);
            const took = performance.now() - start;
            if (took > 3000) slow.push([piece, took]);
          }
          return slow;
        }"""
    )
    assert slow == []
