"""Six customers walk through the help centre, each in their own way, and what each must experience.

`make walk` walks them with a camera: PALIER_WALK names the folder of the pictures. Without it they are only walked.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from album import Album
from patience import go_on_to_the_form, until_kept
from playwright.sync_api import Browser, Page, expect
from walked_centre import INCIDENT, WalkedCentre, link_in, walked_centre

from submit.store.tables import AttachmentRow, MeToo, Ticket

Visit = Callable[..., Page]
REFERENCE = re.compile(r"PAL-[2-9A-Z]{4,}")
TRACKING = re.compile(r"/t/[\w-]{32}\?sent=1")
LOG = b"10:02:11 import started\n10:02:14 row 118: customer number doubled\n"
SECRET = "Lune-Grise" + "!47"
# As Word puts it on the clipboard: bullets with tabs, curly quotes, three points in one, and this space.
HARD = "\N{NO-BREAK SPACE}"
PASTED = f"""Bonjour,

Trois points nous bloquent depuis la mise en service{HARD}:

•\tNos clients ne reçoivent pas le courriel de confirmation de leur demande.
•\tL’article «{HARD}Horaires d’été{HARD}» publié hier n’apparaît pas dans la recherche…
•\tComment changer les couleurs et le logo en haut des pages{HARD}?

Pour vous connecter à notre serveur{HARD}: identifiant claire, mot de passe{HARD}: {SECRET}

Merci d’avance,
Claire
"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalkedCentre]:
    with walked_centre(tmp_path_factory.mktemp("walked")) as centre:
        yield centre


@pytest.fixture(scope="module")
def centre(walked: WalkedCentre) -> str:
    """What `visit` opens here."""
    return walked.address


@pytest.fixture(scope="module")
def album(chromium: Browser) -> Iterator[Album]:
    folder = os.environ.get("PALIER_WALK")
    made = Album(Path(folder) if folder else None)
    yield made
    made.bind(chromium)


def test_first_finds_the_answer_in_twenty_seconds(visit: Visit, walked: WalkedCentre, album: Album) -> None:
    walk = album.begin(1, "Finds the answer in 20 seconds: a clumsy sentence, an answer in place, no ticket")
    page = visit("/")
    walk.picture(page, "Opens the help centre")
    begun = monotonic()
    page.locator(".palier-ask [name=text]").first.press_sequentially(
        "bjr, coment je peu suivre ma demmande sans conpte ??", delay=30
    )
    card = page.locator(".palier-suggestion").first
    expect(card).to_contain_text("Puis-je suivre ma demande sans créer de compte")
    expect(card.locator("mark").first).to_be_visible()
    walk.picture(page, "Types as one types in a hurry; the answer comes without a click")
    card.locator(".palier-reading summary").click()
    expect(card.locator(".palier-reading__text")).to_contain_text("Dans le courriel de confirmation")
    assert monotonic() - begun < 20
    assert page.url == f"{walked.address}/"
    walk.picture(page, "Reads the passage where it stands")
    card.locator("button[name=solved]").click()
    expect(page.locator(".palier-thanks")).to_be_focused()
    walk.picture(page, "Says that it is solved, and is thanked")
    assert walked.rows(Ticket) == [] or "compte" not in str([one.subject for one in walked.rows(Ticket)])


def test_second_joins_an_incident_of_her_version(
    visit: Visit, walked: WalkedCentre, album: Album, chromium: Browser
) -> None:
    walk = album.begin(2, "Has an open incident: sees it first, joins it, and gets exactly one mail when it is fixed")
    address = "second@example.org"
    page = visit("/support/")
    page.fill("[name=version]", "0.1.0")
    page.fill("[name=build]", "1001")
    page.fill("[name=text]", "la capture que je colle dans le formulaire est toute noire")
    first = page.locator(".palier-suggestion").first
    expect(first).to_have_attribute("data-id", f"incidents/{INCIDENT}")
    expect(first).to_contain_text("Vous êtes concerné")
    walk.picture(page, "Sees the incident of her own version first")
    first.locator("button[name=me_too]").click()
    expect(page.locator("h1")).to_have_text("C’est noté, merci")
    walk.picture(page, "Has it too: nothing left to write, and what to do meanwhile")
    page.fill("[name=address]", address)
    page.get_by_role("button", name="Prévenez-moi").click()
    expect(page.locator("h1")).to_have_text("Il reste à confirmer votre adresse")
    walk.picture(page, "Wants to be told")
    (asked,) = walked.mails_to(address)
    walk.letter(chromium, asked, "Is asked whether the address is hers")
    page.goto(link_in(asked, "/support/me-too/"))
    walk.picture(page, "Opens the link of the mail")
    page.get_by_role("button", name="Oui, prévenez-moi").click()
    expect(page.locator("[role=status]", has_text="C’est confirmé")).to_be_visible()
    walk.picture(page, "Confirms")
    page.goto("/incidents/")
    walk.picture(page, "Looks at the open incidents")

    walked.mend_incident()
    walked.make_a_round()
    _, fixed = walked.mails_to(address, 2)
    walk.letter(chromium, fixed, "Gets one mail the day it is fixed")
    walked.make_a_round()
    assert walked.service.me_toos.tell() == 0
    assert len(walked.mails_to(address, 2)) == 2
    assert [one.email for one in walked.rows(MeToo)] == [""]
    page.goto(link_in(fixed, f"/incidents/{INCIDENT}"))
    expect(page.locator("main")).to_contain_text("Résolu")
    walk.picture(page, "Reads what was done")
    page.goto(link_in(fixed, "/support/?"))
    expect(page.locator("[name=text]")).to_have_value(re.compile("Toujours présent chez moi"))
    # Her first words were answered: nobody asks her to take them up again.
    expect(page.locator("[data-palier-kept] [role=status]")).to_have_text("")
    expect(page.locator(".palier-suggestion").first).to_be_visible()
    walk.picture(page, "Had it not been fixed for her: a request already begun")
    assert [one for one in walked.rows(Ticket) if one.email == address] == []


def test_third_files_a_bug_on_a_phone_in_the_dark(
    visit: Visit, walked: WalkedCentre, album: Album, chromium: Browser
) -> None:
    walk = album.begin(3, "Files a bug on a phone, in the dark, in English: refused once with examples, then taken")
    address = "third@example.org"
    phone = {"is_mobile": True, "has_touch": True, "device_scale_factor": 2, "locale": "en-GB"}
    page = visit("/en/", width=360, scheme="dark", allow=(422, 409), **phone)
    walk.picture(page, "Opens the help centre on a phone")
    page.goto("/en/support/")
    page.fill("[name=text]", "the new article does not show up in its category")
    page.locator("label", has_text="Something does not work").tap()
    page.fill("[name=version]", "Palier – Version 0.1.0 (Build 1001)")
    expect(page.locator(".palier-suggestion").first).to_be_visible()
    walk.picture(page, "Asks, and pastes the version as the product shows it")
    page.locator("button[name=step][value=form]").last.tap()
    expect(page.locator("#subject")).to_be_visible()
    walk.picture(page, "Goes on to the form")
    fill(
        page,
        description="I added a page yesterday and it is missing from the list.",
        goal="Publish the article on our opening hours",
        expected="The article stands in the category",
        observed="The category shows the old list",
        email=address,
    )
    page.locator("input[name=steps]").first.fill("I publish and it does not work")
    page.locator("button[value=send]").last.tap()
    summary = page.locator("#summary")
    expect(summary).to_be_focused()
    expect(page.locator(".palier-scenario")).to_contain_text("I create docs/articles/installation/trial.md")
    expect(page.locator(".palier-scenario")).to_contain_text("I publish and it crashes.")
    walk.picture(page, "Too thin: one good and one bad example, of this product")
    walk.view(page, "What the phone shows of it first")
    for place, step in enumerate(
        (
            "I create docs/articles/asking/opening-hours.md with “palier new article”",
            "I run “palier build”, which ends without a fault",
            "I open the category Asking for help",
        )
    ):
        page.locator("input[name=steps]").nth(place).fill(step)
    send(page, walk_on=lambda: walk.picture(page, "Is shown once what was found for the final words"))
    expect(page).to_have_url(TRACKING)
    walk.picture(page, "The request is taken, and can be followed")
    (ticket,) = [one for one in walked.rows(Ticket) if one.email == address]
    assert (ticket.draft["version"], ticket.draft["build"]) == ("0.1.0", "1001")
    assert len(ticket.draft["steps"]) == 3
    (mail,) = walked.mails_to(address)
    assert ticket.reference in str(mail["Subject"])
    walk.letter(chromium, mail, "The mail that confirms it")


def test_fourth_walks_by_keyboard_and_cannot_reproduce(visit: Visit, walked: WalkedCentre, album: Album) -> None:
    walk = album.begin(4, "No mouse, and cannot reproduce: is led to a data correction, adds a file")
    address = "fourth@example.org"
    page = visit("/support/", allow=(422, 409))
    keys = page.keyboard
    tab_to(page, "#text")
    keys.type("le même client figure deux fois dans la liste des demandes")
    expect(page.locator(".palier-suggestion").first).to_be_visible()
    tab_to(page, "input[name=kind]:checked")
    keys.press("ArrowDown")
    expect(page.locator("input[name=kind][value=bug]")).to_be_checked()
    walk.view(page, "Moves by Tab and arrows; where she is can be seen")
    tab_to(page, ".palier-actions button[value=form]")
    keys.press("Enter")
    expect(page.locator("#subject")).to_be_visible()
    tab_to(page, "#version")
    keys.type("0.1.0")
    tab_to(page, "#build")
    keys.type("1001")
    tab_to(page, "#description")
    keys.type("La fiche de Marie Lenoir apparaît deux fois depuis la reprise des données. La seconde est vide.")
    tab_to(page, "#goal")
    keys.type("Répondre à Marie Lenoir")
    tab_to(page, "input[name=steps]")
    keys.type("Je ne sais pas le reproduire")
    tab_to(page, "#expected")
    keys.type("Une seule fiche")
    tab_to(page, "#observed")
    keys.type("Deux fiches du même nom")
    tab_to(page, "#email")
    keys.type(address)
    keys.press("Enter")
    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator(".palier-scenario")).to_contain_text("Sans scénario de reproduction")
    walk.picture(page, "Cannot reproduce: told plainly, and offered what can be done")
    tab_to(page, "button[name=as_kind]")
    walk.view(page, "Chooses the data correction")
    keys.press("Enter")
    expect(page.locator(".palier-kind")).to_contain_text("Une correction de données")
    assert page.input_value("#description").startswith("La fiche de Marie Lenoir")
    tab_to(page, "#attachments")
    with page.expect_file_chooser() as chooser:
        keys.press("Space")
    chooser.value.set_files([{"name": "reprise.log", "mimeType": "text/plain", "buffer": LOG}])
    expect(page.locator(".palier-file")).to_contain_text("reprise.log")
    walk.picture(page, "Everything is still there; a file is added")
    tab_to(page, ".palier-columns__main .palier-actions button[value=send]")
    keys.press("Enter")
    page.wait_for_selector("section#summary, [data-palier-accepted]")
    if page.locator("section#summary").count():
        walk.picture(page, "Is shown once what was found for the final words")
        tab_to(page, "section#summary button[value=send]")
        keys.press("Enter")
    expect(page).to_have_url(TRACKING)
    walk.picture(page, "The request is taken, with its file")
    (ticket,) = [one for one in walked.rows(Ticket) if one.email == address]
    assert (ticket.kind, files(walked, ticket)) == ("data_correction", ["reprise.log"])


def test_fifth_shouts_without_a_script_and_loses_the_line(visit: Visit, walked: WalkedCentre, album: Album) -> None:
    walk = album.begin(5, "Shouts, in a hurry, without JavaScript; later loses her connection and nothing else")
    address = "fifth@example.org"
    page = visit("/support/", javascript=False, allow=(422, 409))
    walk.picture(page, "Opens the page without JavaScript")
    page.fill("[name=text]", "PLUS PERSONNE NE REÇOIT LES COURRIELS DE CONFIRMATION !!!!!!")
    page.check("input[name=kind][value=data_correction]")
    page.click(".palier-button[value=search]")
    expect(page.locator(".palier-suggestion").first).to_be_visible()
    walk.picture(page, "Is answered as kindly as anybody")
    go_on_to_the_form(page)
    page.fill("#description", "C’EST INADMISSIBLE !!!! NOUS SOMMES BLOQUÉS DEPUIS CE MATIN ET PERSONNE NE RÉPOND ?????")
    page.check("[name=priority][value=urgent]")
    page.fill("#priority_reason", "Aucun de nos douze agents ne peut répondre aux clients.")
    page.fill("#email", address)
    walk.picture(page, "Fills in the form: urgent, with a reason")
    page.locator(".palier-actions button[value=send]").last.click()
    expect(page.locator("#summary")).to_be_visible()
    walk.picture(page, "Is asked once for a quieter text")
    page.locator("#summary button[name=repair]").click()
    expect(page.locator("#summary")).to_contain_text("C’est fait")
    assert page.input_value("#description").startswith("C’est inadmissible")
    assert "!!" not in page.input_value("#description") + page.input_value("#subject")
    walk.picture(page, "One click mends it, and nothing else has changed")
    send(page)
    expect(page).to_have_url(TRACKING)
    walk.picture(page, "The request is taken")
    (ticket,) = [one for one in walked.rows(Ticket) if one.email == address]
    assert ticket.draft["priority_reason"] == "Aucun de nos douze agents ne peut répondre aux clients."

    laptop = visit("/support/", allow=(422, 409, "ERR_", "importScripts"))
    laptop.fill("[name=text]", "Comment remettre en route l’envoi des courriels ?")
    go_on_to_the_form(laptop)
    laptop.fill("#description", "Nous avons changé le mot de passe de la messagerie ; que faut-il redémarrer ?")
    laptop.fill("#email", address)
    until_kept(laptop, "que faut-il redémarrer", address)
    laptop.context.set_offline(True)
    laptop.locator(".palier-actions button[value=send]").last.click()
    kept = laptop.locator("[data-palier-kept] [role=status]")
    expect(kept).to_contain_text("Vous êtes hors connexion. Rien n’est perdu")
    walk.view(laptop, "On her laptop: the connection is gone, and she is told that nothing else is")
    again = laptop.context.new_page()
    laptop.close()
    again.context.set_offline(False)
    again.goto("/support/")
    expect(again.locator("[data-palier-kept] [role=status]")).to_contain_text("Vous aviez commencé une demande le")
    walk.view(again, "Comes back later: her draft waits for her")
    again.click("[data-palier-resume-draft]")
    expect(again.locator("#description")).to_have_value(re.compile("^Nous avons changé le mot de passe"))
    expect(again.locator(".palier-suggestion").first).to_be_visible()
    walk.picture(again, "Everything that she wrote is there, and is searched again")


def test_sixth_pastes_three_problems_and_a_password_from_word(
    visit: Visit,
    walked: WalkedCentre,
    album: Album,
    chromium: Browser,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    walk = album.begin(6, "Three problems in one message, pasted from Word, with a password inside")
    address = "sixth@example.org"
    sent: list[str] = []
    page = visit("/support/", allow=(422, 409), permissions=["clipboard-read", "clipboard-write"])
    page.on("request", lambda request: sent.append((request.post_data_buffer or b"").decode(errors="replace")))
    go_on_to_the_form(page)
    page.fill("#subject", "Plusieurs points à régler")
    page.focus("#description")
    paste(page, PASTED)
    expect(page.locator("#description")).to_have_value(re.compile(re.escape(SECRET)))
    page.fill("#email", address)
    warning = page.locator(".palier-secret")
    expect(warning).to_be_visible()
    walk.picture(page, "Pastes from Word; the password is seen before anything leaves")
    warning.get_by_role("button", name="Le masquer").click()
    expect(page.locator("#description")).to_have_value(re.compile(re.escape(f"mot de passe{HARD}: [secret-1]")))
    walk.picture(page, "One click masks it")
    page.locator(".palier-actions button[value=send]").last.click()
    expect(page.locator("h1")).to_have_text("Nous voyons 3 demandes dans votre message")
    parts = page.locator(".palier-part")
    expect(parts).to_have_count(3)
    walk.picture(page, "Three requests are seen in the message, and three equal ways offered")
    answered = parts.first
    card = answered.locator(".palier-suggestion", has_text="Je n’ai pas reçu de courriel de confirmation")
    card.locator("summary").click()
    card.get_by_role("radio").scroll_into_view_if_needed()
    walk.view(page, "Opens what may answer the first")
    card.get_by_role("radio").check()
    walk.picture(page, "The first is answered")
    page.locator("button[value=send-parts]").last.click()
    expect(page).to_have_url(re.compile(r"/t/[\w-]{32}\?sent=1&with="))
    walk.picture(page, "Two requests that name each other")
    tickets = [one for one in walked.rows(Ticket) if one.email == address]
    assert len(tickets) == 2
    assert len({one.siblings_key for one in tickets}) == 1
    named = page.locator(".palier-siblings .palier-reference")
    expect(named).to_have_count(2)
    assert sorted(named.all_inner_texts()) == sorted(one.reference for one in tickets)
    (mail,) = walked.mails_to(address)
    walk.letter(chromium, mail, "One mail for both")
    for one in walked.mails_to("support@example.org"):
        if address in one.get_content():
            walk.letter(chromium, one, "What the technician gets")
    out, err = capfd.readouterr()
    assert walked.holds(SECRET) == []
    assert walked.holds("[secret-1]") != []
    assert [one for one in (*sent, caplog.text, out, err) if SECRET in one] == []


def fill(page: Page, **fields: str) -> None:
    """Write into the form's fields, by their names."""
    for name, text in fields.items():
        page.fill(f"#{name}", text)


def send(page: Page, walk_on: Callable[[], None] = lambda: None) -> None:
    """Press the button, and once more if the service shows what it found for the final words."""
    with page.expect_navigation():
        page.locator(".palier-actions button[value=send]").last.click()
    if page.locator("section#summary").count():
        walk_on()
        page.locator("section#summary .palier-actions button[value=send]").click()
        page.wait_for_load_state()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does, once the page is all there: what it
    puts the focus on when it has loaded would take it away again."""
    page.wait_for_load_state()
    for _ in range(120):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def paste(page: Page, text: str) -> None:
    """Paste where the cursor is, from a clipboard filled as Word fills it: the words, and the same with their looks."""
    page.evaluate(
        """async (text) => {
          const of = (type, content) => new Blob([content], { type });
          const rich = `<p class=MsoNormal>${text.replaceAll("\\n", "<br>")}</p>`;
          await navigator.clipboard.write([
            new ClipboardItem({ "text/plain": of("text/plain", text), "text/html": of("text/html", rich) }),
          ]);
        }""",
        text,
    )
    page.keyboard.press("Control+v")


def files(walked: WalkedCentre, ticket: Ticket) -> list[str]:
    """The files of a ticket."""
    return [one.name for one in walked.rows(AttachmentRow) if one.ticket_id == ticket.id]
