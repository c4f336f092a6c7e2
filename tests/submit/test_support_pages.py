"""The support pages as a customer without scripts walks them: every button is a form, nothing typed is lost."""

import io
import re
from typing import Any

import pytest
from house import House
from page_form import Form, read_form
from sample_drafts import BUG, CUSTOMER, QUESTION, UNHEARD_OF
from sample_pictures import picture
from werkzeug.test import TestResponse

from submit.store.tables import Ask, AttachmentRow, Event, Ticket

PNG = picture("PNG", redrawn=True)
SENTENCE = "envoyer une facture par courriel"
ARTICLE = "articles/billing/send-an-invoice"
HOSTILE = "\"><script>alert(1)</script><img src=x>'"


def press(house: House, page: str, with_field: str = "step", /, **typed: Any) -> TestResponse:
    """Send the page's form with what was typed, and with the pressed button among it."""
    form = read_form(page, with_field)
    action = form.action
    for name, value, formaction in form.buttons:
        if typed.get(name) == value:
            action = formaction
    return house.client.post(action, data=form.filled(**typed), content_type="multipart/form-data")


def open_form(house: House, draft: dict[str, Any], where: str = "/support/") -> str:
    """The empty form of a draft's kind and product, reached as a customer reaches it."""
    page = house.client.get(where).text
    answer = press(house, page, step="form", text="", kind=draft["kind"], product=draft["product"])
    assert answer.status_code == 200
    return answer.text


def typed(draft: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in draft.items() if name not in {"lang", "kind", "email"}} | {
        "email": draft["email"]
    }


def suggested(page: str) -> list[str]:
    return re.findall(r'data-id="([^"]+)"', page)


def refused_at(page: str) -> list[str]:
    return re.findall(r'id="fault-([a-z]+)-\d+"', page)


def test_first_page_holds_what_the_link_to_it_said(house: House) -> None:
    query = {
        "text": SENTENCE,
        "kind": "bug",
        "product": "facturo",
        "version": "14.2",
        "build": "14203",
        "page": "/incidents/",
    }
    form = read_form(house.client.get("/support/", query_string=query).text, "step")
    assert form.action == "/support/"
    assert {name: form.one(name) for name in query} == query
    assert house.rows(Ask) == []


@pytest.mark.parametrize(
    ("where", "lang", "title"), [("/support/", "fr", "Posez votre question"), ("/en/support/", "en", "Ask")]
)
def test_first_page_speaks_the_language_of_its_address(house: House, where: str, lang: str, title: str) -> None:
    page = house.client.get(where).text
    assert f'<html lang="{lang}"' in page
    assert title in page
    assert read_form(page, "step").action == where


@pytest.mark.parametrize("where", ["/de/support/", "/fr/support/", "/EN/support/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_page_in_a_language_that_is_not_served_is_not_found(house: House, where: str, method: str) -> None:
    assert getattr(house.client, method)(where, buffered=True).status_code == 404


def test_search_shows_suggestions_and_keeps_the_sentence(house: House) -> None:
    page = press(house, house.client.get("/support/").text, step="search", text=SENTENCE).text
    form = read_form(page, "step")
    assert suggested(page)[0] == ARTICLE
    assert form.one("text") == SENTENCE
    assert form.one("ask") == house.rows(Ask)[0].id
    assert "<mark>" in page
    assert ("step", "form", "/support/") in form.buttons


def test_search_that_finds_nothing_still_shows_the_way_on(house: House) -> None:
    page = press(house, house.client.get("/en/support/").text, step="search", text="zeppelin moorings").text
    assert suggested(page) == []
    assert ("step", "form", "/en/support/") in read_form(page, "step").buttons


def test_search_for_nothing_writes_nothing_down(house: House) -> None:
    assert press(house, house.client.get("/support/").text, step="search", text=" ").status_code == 200
    assert house.rows(Ask) == []


@pytest.mark.parametrize(
    ("kind", "product", "fields"),
    [
        ("question", "facturo", "product version build subject description files email"),
        ("question", "agenda", "product subject description files email"),
        (
            "bug",
            "facturo",
            "product version build subject description goal steps expected observed since frequency priority "
            "files email",
        ),
        ("improvement", "agenda", "product subject goal email"),
        ("commercial", "", "subject description email"),
    ],
)
def test_form_shows_the_fields_of_its_kind_and_product(house: House, kind: str, product: str, fields: str) -> None:
    page = open_form(house, {"kind": kind, "product": product})
    # The last is for machines alone; nobody sees it.
    assert read_form(page, "subject").shown == [*fields.split(), "website"]


def test_form_begins_with_the_sentence_as_its_subject(house: House) -> None:
    page = press(house, house.client.get("/support/").text, step="form", text=SENTENCE).text
    form = read_form(page, "subject")
    assert (form.one("subject"), form.one("description"), form.one("text")) == (SENTENCE, "", SENTENCE)
    assert suggested(page)[0] == ARTICLE


def test_form_begins_with_a_long_text_as_subject_and_description(house: House) -> None:
    text = f"{SENTENCE} {'encore ' * 40}".strip() + "\nAvec nos conditions."
    form = read_form(press(house, house.client.get("/support/").text, step="form", text=text).text, "subject")
    assert form.one("description") == text
    assert len(form.one("subject")) <= 200
    assert text.startswith(form.one("subject") + " ")


def test_whole_walk_ends_on_the_tracking_page(house: House) -> None:
    page = open_form(house, BUG)
    held = press(house, page, step="send", **typed(BUG))
    assert held.status_code == 409
    assert "Avant l’envoi, un dernier coup d’œil" in held.text
    assert suggested(held.text)[0] == "incidents/export-stops-half-way"
    sent = press(house, held.text, step="send")
    assert sent.status_code == 303
    assert re.fullmatch(r"/t/[\w-]{32}\?sent=1", sent.headers["Location"])
    (ticket,) = house.rows(Ticket)
    assert {name: ticket.draft[name] for name in BUG} == BUG
    tracked = house.client.get(sent.headers["Location"])
    assert (tracked.status_code, ticket.reference in tracked.text) == (200, True)
    assert house.woken == [house.clock()]


def test_customer_who_read_the_suggestions_is_not_held_back(house: House) -> None:
    page = press(house, house.client.get("/support/").text, step="search", text=SENTENCE, product="facturo").text
    page = press(house, page, step="form").text
    sent = press(house, page, step="send", **{**typed(QUESTION), "subject": SENTENCE, "description": "Comment ?"})
    assert sent.status_code == 409
    assert press(house, sent.text, step="send").status_code == 303


def test_refused_form_tells_everything_and_loses_nothing(house: House) -> None:
    faulty = {**typed(BUG), "build": "", "email": "claire", "observed": "Mon mot de passe est : Soleil-2026!"}
    files = [(io.BytesIO(PNG), "écran.png"), (io.BytesIO(b"MZ\x90\x00"), "setup.exe")]
    refused = press(house, open_form(house, BUG), step="send", **faulty, files=files)
    assert refused.status_code == 422
    assert refused_at(refused.text) == ["build", "observed", "attachments", "email"]
    for message in (
        "Encore 4 points à revoir avant l’envoi",
        "Indiquez le build.",
        "Cette adresse ne semble pas complète.",
        "contient ce qui ressemble à un mot de passe",
        "« setup.exe » n’est pas d’un type accepté.",
    ):
        assert message in refused.text.replace("\u202f", "\u00a0").replace("«\u00a0", "« ").replace("\u00a0»", " »")
    form = read_form(refused.text, "subject")
    for name, value in faulty.items():
        values = form.values[name]
        assert ([one for one in values if one] if name == "steps" else values[0]) == value
    assert len(form.values["kept"]) == 1
    assert "écran.png" in refused.text

    mended = press(house, refused.text, step="send", build="14203", email=CUSTOMER, observed=BUG["observed"])
    assert mended.status_code == 303
    assert [row.name for row in house.rows(AttachmentRow)] == ["écran.png"]
    (ticket,) = house.rows(Ticket)
    assert {name: ticket.draft[name] for name in BUG} == BUG


def test_file_that_is_taken_out_does_not_come_along(house: House) -> None:
    page = open_form(house, QUESTION)
    faulty = {**typed(QUESTION), "email": ""}
    files = [(io.BytesIO(PNG), "one.png"), (io.BytesIO(PNG), "two.png")]
    refused = press(house, page, step="send", **faulty, files=files).text
    first = read_form(refused, "subject").values["kept"][0]
    assert press(house, refused, step="send", email=CUSTOMER, drop=first).status_code == 303
    assert [row.name for row in house.rows(AttachmentRow)] == ["two.png"]


def test_button_pressed_twice_is_one_ticket(house: House) -> None:
    page = open_form(house, QUESTION)
    faulty = {**typed(QUESTION), "email": ""}
    page = press(house, page, step="send", **faulty, files=(io.BytesIO(PNG), "écran.png")).text
    sent = [press(house, page, step="send", email=CUSTOMER) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [303, 303]
    assert sent[0].headers["Location"] == sent[1].headers["Location"]
    assert len(house.rows(Ticket)) == 1


def test_form_sent_again_with_more_in_it_is_another_request(house: House) -> None:
    """With the back button a sent form comes back; what the customer adds must have a way to the support."""
    page = press(house, open_form(house, QUESTION), step="send", **typed(QUESTION)).text
    first = press(house, page, step="send")
    assert first.status_code == 303
    changed = press(house, page, step="send", description="Et comment joindre un second fichier ?")
    assert changed.status_code == 422
    (ticket,) = house.rows(Ticket)
    assert ticket.reference in changed.text
    # An ask is good for one ticket, so the other request's words are searched and shown as well.
    held = press(house, changed.text, step="send")
    assert held.status_code == 409
    again = press(house, held.text, step="send")
    assert again.status_code == 303
    assert again.headers["Location"] != first.headers["Location"]


def test_change_of_kind_keeps_what_was_typed(house: House) -> None:
    page = press(house, open_form(house, BUG), step="search", **typed(BUG)).text
    page = press(house, page, step="form", kind="question").text
    form = read_form(page, "subject")
    assert [form.one(name) for name in ("subject", "description", "goal", "observed")] == [
        BUG[name] for name in ("subject", "description", "goal", "observed")
    ]
    assert form.values["steps"] == BUG["steps"]


def test_repair_puts_the_better_text_in_place_and_sends_nothing(house: House) -> None:
    loud = {**typed(QUESTION), "description": "JE NE PEUX PAS ENVOYER DE FACTURE DEPUIS CE MATIN ET C’EST URGENT"}
    refused = press(house, open_form(house, QUESTION), step="send", **loud)
    assert refused.status_code == 422
    form = read_form(refused.text, "subject")
    assert [button[:2] for button in form.buttons if button[0] == "repair"] == [("repair", "description")]
    repaired = press(house, refused.text, repair="description")
    text = read_form(repaired.text, "subject").one("description")
    assert (text.casefold(), text.isupper()) == (loud["description"].casefold(), False)
    assert house.rows(Ticket) == []


def test_repair_masks_a_secret_in_one_step_of_several(house: House) -> None:
    steps = [*BUG["steps"], "Je tape mon mot de passe : Soleil-2026!"]
    refused = press(house, open_form(house, BUG), step="send", **{**typed(BUG), "steps": steps})
    assert refused_at(refused.text) == ["steps"]
    page = press(house, refused.text, repair="steps.3").text
    assert [step for step in read_form(page, "subject").values["steps"] if step] == [
        *BUG["steps"],
        "Je tape mon mot de passe : [secret-1]",
    ]


def test_vow_that_a_version_is_missing_from_the_list_is_kept(house: House) -> None:
    unlisted = {**typed(BUG), "version": "14.3", "build": "14301"}
    refused = press(house, open_form(house, BUG), step="send", **unlisted).text
    vows = re.findall(r'name="attest" value="([^"]+)"', refused)
    assert vows[0] == "unknown-version:version"
    again = press(house, refused, step="send", attest=vows, email="claire")
    assert again.status_code == 422
    assert read_form(again.text, "subject").values["attest"] == vows
    assert press(house, again.text, step="send", email=CUSTOMER).status_code == 303
    assert house.rows(Ticket)[0].draft["attest"] == vows


def test_suggestion_that_answers_ends_the_walk_and_the_way_back_keeps_the_text(house: House) -> None:
    page = press(house, house.client.get("/support/").text, step="search", text=SENTENCE).text
    solved = press(house, page, solved=ARTICLE)
    assert solved.status_code == 200
    assert [event.name for event in house.rows(Event)] == ["searched", "solved"]
    back = read_form(solved.text, "step")
    form = read_form(press(house, solved.text, step="form").text, "subject")
    assert (back.one("text"), form.one("subject")) == (SENTENCE, SENTENCE)


def test_suggestion_that_is_not_the_customers_goes_away(house: House) -> None:
    page = press(house, house.client.get("/support/").text, step="search", text=SENTENCE).text
    before = suggested(page)
    after = press(house, page, not_mine=ARTICLE)
    assert suggested(after.text) == [one for one in before if one != ARTICLE]
    assert read_form(after.text, "step").one("text") == SENTENCE
    assert house.rows(Ask)[0].dismissed == [ARTICLE]


def test_suggestion_beside_the_form_goes_away_and_the_form_stays(house: House) -> None:
    page = press(house, open_form(house, QUESTION), step="send", **typed(QUESTION)).text
    after = press(house, page, not_mine=ARTICLE).text
    assert ARTICLE in suggested(page)
    assert ARTICLE not in suggested(after)
    assert read_form(after, "subject").one("description") == QUESTION["description"]


def hostile_values(form: Form) -> dict[str, Any]:
    names = set(form.values) - {"key", "ask", "stage", "kept", "product", "kind", "priority"}
    return {name: [HOSTILE, HOSTILE] if name == "steps" else HOSTILE for name in names}


@pytest.mark.parametrize("step", ["search", "form", "send"])
def test_words_in_any_field_are_shown_as_words(house: House, step: str) -> None:
    form = read_form(open_form(house, BUG), "subject")
    values = {**hostile_values(form), "page": HOSTILE, "topic": HOSTILE, "extra.note": HOSTILE, "attest": HOSTILE}
    values["files"] = (io.BytesIO(b"<script>alert(1)</script>"), f"{HOSTILE}.txt")
    page = press(house, open_form(house, BUG), step=step, **values).text
    shown = read_form(page, "step")
    assert shown.values["extra.note"] == [HOSTILE]
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_hostile_words_in_a_link_are_shown_as_words(house: House) -> None:
    query = dict.fromkeys(("text", "version", "build", "page", "subject", "kind", "product", "ask", "key"), HOSTILE)
    page = house.client.get("/support/", query_string=query).text
    assert read_form(page, "step").one("text") == HOSTILE
    assert "<script>alert" not in page


def test_only_product_is_chosen_without_asking(house: House) -> None:
    unheard = open_form(house, UNHEARD_OF, "/en/support/")
    assert read_form(unheard, "subject").one("product") == "agenda"
