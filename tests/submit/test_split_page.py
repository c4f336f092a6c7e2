"""A message with several questions, on the page and without a script: three ways on, asked once, all or none."""

import io
import re
from typing import Any

import pytest
from house import House
from page_form import Form, read_form
from sample_drafts import BUG, CUSTOMER, PASSWORD, QUESTION
from test_support_pages import PNG, open_form, press, typed

from submit.store.tables import Ask, AttachmentRow, Event, Mail, Ticket

TWO: dict[str, Any] = {
    **QUESTION,
    "subject": "Export CSV et imprimante",
    "description": (
        "Bonjour, comment exporter les factures du mois en CSV pour notre comptable ? "
        "Par ailleurs, l’imprimante du bureau n’imprime plus rien depuis lundi, pouvez-vous la réinstaller ? Merci"
    ),
}
EXPORT, PRINTER = "articles/billing/export-to-csv", "articles/start/install-a-printer"


def split(house: House, draft: dict[str, Any] = TWO, **more: Any) -> str:
    """The split page that this draft leads to."""
    answer = press(house, open_form(house, draft), step="send", **typed(draft), **more)
    assert answer.status_code == 422
    assert "Nous voyons" in answer.text
    return answer.text


def parts_of(page: str) -> list[dict[str, str]]:
    form: Form = read_form(page, "part.0.ask")
    count = sum(name.endswith(".ask") for name in form.values)
    return [
        {name: form.one(f"part.{place}.{name}") for name in ("ask", "subject", "description", "fate")}
        for place in range(count)
    ]


def test_message_with_two_questions_is_answered_with_its_parts_and_nothing_is_lost(house: House) -> None:
    page = split(house, files=(io.BytesIO(PNG), "écran.png"))
    first, second = parts_of(page)
    assert first["description"] == "comment exporter les factures du mois en CSV pour notre comptable ?"
    assert second["description"].startswith("Par ailleurs, l’imprimante du bureau n’imprime plus rien")
    assert first["fate"] == second["fate"] == "send"
    # What is in neither is shown as left out, and the message is still there, whole.
    assert "Bonjour, Merci" in page
    form = read_form(page, "part.0.ask")
    assert (form.one("subject"), form.one("description")) == (TWO["subject"], TWO["description"])
    assert (form.one("email"), len(form.values["kept"])) == (CUSTOMER, 1)
    assert "écran.png" in page
    assert house.rows(Ticket) == []


def test_each_part_is_searched_on_its_own_and_shows_what_was_found(house: House) -> None:
    page = split(house)
    answers = re.findall(r'name="part\.(\d)\.fate" value="answered:([^"]+)"', page)
    assert next(one for place, one in answers if place == "0") == EXPORT
    assert next(one for place, one in answers if place == "1") == PRINTER
    asks = {ask.id: ask for ask in house.rows(Ask)}
    assert [asks[part["ask"]].interrupted for part in parts_of(page)] == [True, True]


def test_parts_become_linked_tickets_with_files_of_their_own(house: House) -> None:
    page = split(house, files=(io.BytesIO(PNG), "écran.png"))
    sent = press(house, page, "part.0.ask", step="send-parts")
    assert sent.status_code == 303
    first, second = house.rows(Ticket)
    assert first.siblings_key == second.siblings_key != None  # noqa: E711
    assert [one.ask_id for one in (first, second)] == [part["ask"] for part in parts_of(page)]
    assert first.draft["description"] == "comment exporter les factures du mois en CSV pour notre comptable ?"
    rows = house.rows(AttachmentRow)
    folder = house.service.settings.attachments
    paths = [folder / one.reference / row.stored_as for one, row in zip((first, second), rows, strict=True)]
    assert [path.read_bytes() for path in paths] == [PNG, PNG]
    # Whatever is done with the file of one, the other keeps its own.
    paths[0].unlink()
    assert paths[1].read_bytes() == PNG


def test_page_after_sending_has_the_links_and_a_single_link_does_not_give_the_others(house: House) -> None:
    where = press(house, split(house), "part.0.ask", step="send-parts").headers["Location"]
    first, second = house.rows(Ticket)
    page = house.client.get(where).text
    assert "Vos 2 demandes sont enregistrées" in page.replace("\u00a0", " ")
    (link,) = set(re.findall(r'href="(/t/[\w-]{32})"', page))
    assert second.reference in house.client.get(link).text
    alone = house.client.get(where.partition("?")[0]).text
    assert second.reference in alone
    assert (link in alone, second.subject in alone) == (False, False)
    forged = house.client.get(f"{link}?with={'x' * 32}").text
    assert (first.reference in forged, first.subject in forged) == (True, False)


def test_customer_gets_one_mail_for_all_and_the_team_one_for_each(house: House) -> None:
    press(house, split(house), "part.0.ask", step="send-parts")
    first, second = house.rows(Ticket)
    mails = house.deliver()
    (told,) = [mail for mail in mails if mail["To"] == CUSTOMER]
    assert told["Subject"] == f"[{first.reference}] [{second.reference}] Nous avons bien reçu vos 2 demandes"
    links = re.findall(r"/t/[\w-]{32}", told.get_content())
    assert [reference in house.client.get(link).text for reference, link in
            zip((first.reference, second.reference), links, strict=True)] == [True, True]  # fmt: skip
    team = [mail for mail in mails if mail["To"] != CUSTOMER]
    assert [mail["Subject"] for mail in team] == [
        f"[{one.reference}] Nouvelle demande (Question)" for one in (first, second)
    ]
    assert second.reference in team[0].get_content()
    assert len(house.rows(Mail)) == 3


def test_button_pressed_twice_is_the_same_tickets(house: House) -> None:
    page = split(house)
    sent = [press(house, page, "part.0.ask", step="send-parts") for _ in range(2)]
    assert [one.status_code for one in sent] == [303, 303]
    assert sent[0].headers["Location"] == sent[1].headers["Location"]
    assert len(house.rows(Ticket)) == 2


def test_parts_sent_again_with_other_words_are_further_requests(house: House) -> None:
    page = split(house)
    press(house, page, "part.0.ask", step="send-parts")
    changed = {"part.0.description": "Et comment exporter les clients en CSV ?"}
    again = press(house, page, "part.0.ask", step="send-parts", **changed)
    assert again.status_code == 422
    assert house.rows(Ticket)[0].reference in again.text
    assert len(house.rows(Ticket)) == 2


def test_words_that_were_changed_in_a_part_are_searched_and_the_customer_is_not_held_back(house: House) -> None:
    page = split(house)
    changed = {"part.1.description": "Comment réinitialiser le mot de passe d’un collègue ?"}
    assert press(house, page, "part.0.ask", step="send-parts", **changed).status_code == 303
    ask = next(one for one in house.rows(Ask) if one.id == parts_of(page)[1]["ask"])
    assert len(ask.searched) == 2
    assert ask.text.endswith(changed["part.1.description"])


def test_part_that_is_answered_is_noted_and_needs_no_ticket(house: House) -> None:
    page = split(house)
    sent = press(house, page, "part.0.ask", step="send-parts", **{"part.0.fate": f"answered:{EXPORT}"})
    assert sent.status_code == 303
    (ticket,) = house.rows(Ticket)
    assert (ticket.siblings_key, "imprimante" in ticket.draft["description"]) == (None, True)
    (solved,) = [event for event in house.rows(Event) if event.name == "solved"]
    assert (solved.ask_id, solved.data) == (parts_of(page)[0]["ask"], {"suggestion": EXPORT})


def test_part_that_is_left_out_is_not_sent(house: House) -> None:
    sent = press(house, split(house), "part.0.ask", step="send-parts", **{"part.1.fate": "leave"})
    assert sent.status_code == 303
    assert [ticket.draft["description"][:22] for ticket in house.rows(Ticket)] == ["comment exporter les f"]


def test_message_whose_parts_are_all_answered_ends_kindly_with_a_way_back(house: House) -> None:
    fates = {"part.0.fate": f"answered:{EXPORT}", "part.1.fate": f"answered:{PRINTER}"}
    solved = press(house, split(house), "part.0.ask", step="send-parts", **fates)
    assert (solved.status_code, "Ravis d’avoir pu vous aider" in solved.text) == (200, True)
    assert [event.name for event in house.rows(Event)].count("solved") == 2
    back = press(house, solved.text, step="form").text
    assert read_form(back, "subject").one("description") == TWO["description"]


def test_message_whose_parts_are_all_left_out_is_asked_for_one(house: House) -> None:
    fates = {"part.0.fate": "leave", "part.1.fate": "leave"}
    page = press(house, split(house), "part.0.ask", step="send-parts", **fates)
    assert (page.status_code, house.rows(Ticket)) == (422, [])
    assert "Gardez au moins une demande" in page.text
    assert [part["fate"] for part in parts_of(page.text)] == ["leave", "leave"]


def test_refusals_of_every_part_are_told_at_it_all_at_once_and_nothing_is_written(house: House) -> None:
    changed = {
        "part.0.subject": "",
        "part.1.description": f"L’imprimante, mon mot de passe est : {PASSWORD}",
    }
    page = press(house, split(house), "part.0.ask", step="send-parts", **changed)
    assert (page.status_code, house.rows(Ticket)) == (422, [])
    assert re.findall(r'id="fault-(part-\d-[a-z]+)-1"', page.text) == ["part-0-subject", "part-1-description"]
    assert parts_of(page.text)[1]["description"] == changed["part.1.description"]
    assert PASSWORD.encode() not in house.bytes_on_disk()
    repaired = press(house, page.text, "part.0.ask", repair="part.1.description")
    assert repaired.status_code == 200
    assert parts_of(repaired.text)[1]["description"] == "L’imprimante, mon mot de passe est : [secret-1]"
    again = press(house, repaired.text, "part.0.ask", step="send-parts", **{"part.0.subject": "Exporter en CSV"})
    assert again.status_code == 303


def test_what_all_parts_lack_is_told_once_and_mended_on_the_page(house: House) -> None:
    bug = {**BUG, "description": TWO["description"], "build": "", "email": "claire"}
    page = split(house, bug)
    assert re.findall(r'id="fault-([a-z]+)-1"', page) == ["build", "email"]
    told = {"build": "14203", "email": CUSTOMER, "part.1.kind": "question"}
    sent = press(house, page, "part.0.ask", step="send-parts", **told)
    assert sent.status_code == 303
    assert [(one.draft["build"], one.draft["email"]) for one in house.rows(Ticket)] == [("14203", CUSTOMER)] * 2


def test_one_and_the_same_problem_needs_a_reason_and_the_reason_stays(house: House) -> None:
    page = split(house)
    refused = press(house, page, "part.0.ask", step="same")
    assert (refused.status_code, house.rows(Ticket)) == (422, [])
    assert 'id="fault-same_problem-1"' in refused.text
    sent = press(house, refused.text, "part.0.ask", step="same", same="together", same_text="depuis la mise à jour")
    assert sent.status_code == 303
    (ticket,) = house.rows(Ticket)
    assert ticket.draft["description"] == TWO["description"]
    reason = "Tout est apparu en même temps – depuis la mise à jour"
    assert ticket.draft["same_problem"] == reason
    team = next(mail for mail in house.deliver() if mail["To"] != CUSTOMER)
    assert reason in team.get_content()
    assert reason in house.client.get(sent.headers["Location"]).text


def test_secret_in_the_reason_is_not_written(house: House) -> None:
    refused = press(house, split(house), "part.0.ask", step="same", same_text=f"mot de passe : {PASSWORD}")
    assert (refused.status_code, house.rows(Ticket)) == (422, [])
    assert PASSWORD.encode() not in house.bytes_on_disk()


def test_message_that_is_written_anew_is_not_asked_a_second_time(house: House) -> None:
    form = press(house, split(house), "part.0.ask", step="edit")
    assert form.status_code == 200
    assert read_form(form.text, "subject").one("description") == TWO["description"]
    assert press(house, form.text, step="send").status_code == 422
    other = TWO["description"] + " Les deux sont urgents."
    assert press(house, form.text, step="send", description=other).status_code == 303
    assert len(house.rows(Ticket)) == 1


def test_parts_come_back_as_they_were_left(house: House) -> None:
    changed = {"part.0.subject": "Exporter", "part.1.fate": "leave"}
    page = press(house, split(house), "part.0.ask", step="parts", **changed)
    assert page.status_code == 200
    assert next((part["subject"], part["fate"]) for part in parts_of(page.text)) == ("Exporter", "send")
    assert parts_of(page.text)[1]["fate"] == "leave"


def test_suggestion_that_was_set_aside_before_is_not_shown_for_a_part(house: House) -> None:
    page = press(house, house.client.get("/support/").text, step="search", text="exporter en csv").text
    page = press(house, page, not_mine=EXPORT).text
    page = press(house, page, step="form", kind="question", product="facturo").text
    refused = press(house, page, step="send", **typed(TWO)).text
    assert f"answered:{EXPORT}" not in refused
    assert f"answered:{PRINTER}" in refused


@pytest.mark.parametrize("step", ["send-parts", "parts", "same"])
def test_split_buttons_without_any_part_lose_nothing(house: House, step: str) -> None:
    page = press(house, open_form(house, TWO), step=step, **typed(TWO))
    assert page.status_code in {200, 422}
    assert read_form(page.text, "description").one("description") == TWO["description"]
    assert house.rows(Ticket) == []


SHOUTED: dict[str, Any] = {
    **TWO,
    "description": TWO["description"].upper().replace(" ?", " ????"),
}


def test_message_in_capitals_is_split_and_its_tone_is_asked_about_once(house: House) -> None:
    page = split(house, SHOUTED)
    assert "Remettre en minuscules" in page
    sent = press(house, page, "part.0.ask", step="send-parts")
    assert sent.status_code == 303
    assert all("????" in ticket.draft["description"] for ticket in house.rows(Ticket))


def test_capitals_and_piles_of_a_part_are_mended_by_one_click(house: House) -> None:
    page = split(house, SHOUTED)
    mended = press(house, page, "part.0.ask", repair="part.0.description")
    first, second = parts_of(mended.text)
    assert first["description"].startswith("Comment exporter les factures")
    assert "??" not in first["description"]
    assert second["description"].isupper()
