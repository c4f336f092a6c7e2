"""The tracking page: the ticket by its secret link. Looking changes nothing; only a pressed button acts."""

from typing import Any

import pytest
from house import House
from markupsafe import escape
from sample_drafts import BUG, CUSTOMER, PASSWORD, QUESTION, SENTENCE_WITH_PASSWORD

from submit.store.tables import Event, Mail, Message, Ticket
from submit.tokens import digest, tracking_token

METHODS = [("get", ""), ("post", "/messages"), ("post", "/close"), ("get", "/files/1")]


def text_of(house: House, track: str) -> str:
    answer = house.client.get(track)
    assert answer.status_code == 200
    return answer.text


def test_page_shows_what_was_sent_and_where_it_stands(house: House) -> None:
    track = house.track({**BUG, "priority": "high"})
    page = text_of(house, track)
    (ticket,) = house.rows(Ticket)
    shown = (ticket.reference, "Ouverte", "23 novembre 2026, 10:30", "Dysfonctionnement", "Facturo", "14203")
    for words in (*shown, "Haute", BUG["subject"], BUG["description"], BUG["goal"], *BUG["steps"]):
        assert words in page
    assert CUSTOMER not in page


def test_page_after_sending_says_where_the_mail_goes(house: House) -> None:
    track = house.track(BUG)
    assert f"part à l’adresse {CUSTOMER}." in text_of(house, f"{track}?sent=1")


def test_page_is_in_the_language_of_the_request(house: House) -> None:
    page = text_of(house, house.track({**QUESTION, "lang": "en"}))
    assert '<html lang="en"' in page
    assert "November 23, 2026, 10:30\u202fAM" in page


@pytest.mark.parametrize(("method", "below"), METHODS)
@pytest.mark.parametrize("token", ["nobody", "é", "x" * 5_000, "%00"])
def test_link_that_leads_nowhere_is_not_found(house: House, method: str, below: str, token: str) -> None:
    house.track(BUG)
    answer = getattr(house.client, method)(f"/t/{token}{below}", data={"message": "Bonjour"})
    assert answer.status_code == 404
    assert house.rows(Message) == []
    assert [ticket.state for ticket in house.rows(Ticket)] == ["open"]


def test_link_that_leads_nowhere_looks_like_one_that_never_was(house: House) -> None:
    track = house.track(BUG)
    nearly = house.client.get(track[:-1] + ("A" if track[-1] != "A" else "B"))
    assert nearly.status_code == 404
    assert nearly.text == house.client.get("/t/nobody").text


def test_link_is_not_in_the_store_in_clear(house: House) -> None:
    token = house.track(BUG).rpartition("/")[2]
    (ticket,) = house.rows(Ticket)
    assert ticket.token_digest == digest(token)
    stored = b"".join(path.read_bytes() for path in house.var.glob("palier.db*"))
    # The acknowledgement carries the link; beside the mails on their way out, it stands nowhere.
    in_mails = sum(mail.content.count(token.encode()) for mail in house.rows(Mail))
    assert in_mails == 2
    with house.service.database.write() as session:
        session.query(Mail).delete()
    with house.service.database.read() as session:
        tables = [str(row) for row in session.connection().exec_driver_sql("SELECT * FROM tickets")]
    assert [token in row for row in tables] == [False]
    assert token.encode() in stored


def test_link_depends_on_the_key_of_the_installation(house: House) -> None:
    reference = house.accept(BUG)["reference"]
    key = house.service.settings.secret_key
    assert house.client.get(f"/t/{tracking_token(key, reference)}").status_code == 200
    assert house.client.get(f"/t/{tracking_token(b'another', reference)}").status_code == 404


def test_message_is_on_the_ticket_and_the_team_is_told(house: House) -> None:
    track = house.track(BUG)
    house.deliver()
    house.clock.advance(hours=2)
    answer = house.client.post(f"{track}/messages", data={"message": "Cela revient\r\nchaque lundi."})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{track}?said=1#messages")
    (message,) = house.rows(Message)
    assert (message.at, message.author, message.internal) == (house.clock(), "customer", False)
    assert message.text == "Cela revient\nchaque lundi."
    (ticket,) = house.rows(Ticket)
    assert ticket.updated == house.clock()
    page = text_of(house, f"{track}?said=1")
    assert "Cela revient\nchaque lundi." in page
    assert "Votre message est ajouté à la demande." in page
    mail = house.deliver()[-1]
    assert mail["Subject"] == f"[{ticket.reference}] Message du client"
    assert (mail["To"], mail["Reply-To"]) == ("support@facturo.example", CUSTOMER)
    assert "Cela revient\nchaque lundi." in str(mail.get_content()).replace("\r\n", "\n")
    assert len(house.woken) == 2


def test_message_without_a_mailbox_is_kept_and_no_mail_is_written(open_small_house: Any) -> None:
    house = open_small_house()
    track = house.track(BUG)
    house.client.post(f"{track}/messages", data={"message": "Cela revient."})
    assert [message.text for message in house.rows(Message)] == ["Cela revient."]
    assert len(house.rows(Mail)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Écrivez votre message avant de l’envoyer."),
        (" \n\t ", "Écrivez votre message avant de l’envoyer."),
        (SENTENCE_WITH_PASSWORD, "Votre message contient un mot de passe ou une clé."),
        ("a" * 8_001, "8001 caractères, pour 8000 au plus."),
    ],
    ids=["empty", "blank", "secret", "too long"],
)
def test_message_that_is_refused_says_why_and_stays_in_its_field(house: House, text: str, told: str) -> None:
    track = house.track(BUG)
    answer = house.client.post(f"{track}/messages", data={"message": text})
    assert answer.status_code == 422
    assert told in answer.text
    assert f">{escape(text.strip())}</textarea>" in answer.text
    assert house.rows(Message) == []
    assert len(house.rows(Mail)) == 2
    assert PASSWORD.encode() not in house.bytes_on_disk()


def test_ticket_is_closed_once_by_its_customer(house: House) -> None:
    track = house.track(BUG)
    house.clock.advance(days=1)
    closed_at = house.clock()
    for _ in range(2):
        answer = house.client.post(f"{track}/close")
        assert (answer.status_code, answer.headers["Location"]) == (303, track)
        house.clock.advance(hours=1)
    (ticket,) = house.rows(Ticket)
    assert (ticket.state, ticket.updated) == ("solved", closed_at)
    assert [event.name for event in house.rows(Event)].count("closed-by-customer") == 1
    page = text_of(house, track)
    assert "Vous avez clos cette demande comme résolue." in page
    assert f'action="{track}/close"' not in page


def test_message_opens_a_closed_ticket_again(house: House) -> None:
    track = house.track(BUG)
    house.client.post(f"{track}/close")
    house.client.post(f"{track}/messages", data={"message": "Non, cela revient."})
    assert [ticket.state for ticket in house.rows(Ticket)] == ["open"]
    assert f'action="{track}/close"' in text_of(house, track)


def test_looking_changes_nothing(house: House) -> None:
    track = house.track(BUG)

    def everything() -> list[tuple[Any, ...]]:
        with house.service.database.read() as session:
            names = ("asks", "tickets", "messages", "events", "outbox")
            return [
                tuple(row) for name in names for row in session.connection().exec_driver_sql(f"SELECT * FROM {name}")
            ]

    before = everything()
    house.clock.advance(hours=1)
    for path in (track, f"{track}?sent=1", f"{track}?said=1"):
        assert house.client.get(path).status_code == 200
    assert house.client.get(f"{track}/close").status_code == 404
    assert house.client.get(f"{track}/messages").status_code == 404
    assert everything() == before


def test_internal_message_is_never_shown(house: House) -> None:
    track = house.track(BUG)
    (ticket,) = house.rows(Ticket)
    with house.service.database.write() as session:
        for internal, text in ((True, "Client difficile"), (False, "Nous regardons.")):
            session.add(Message(ticket_id=ticket.id, at=house.clock(), author="support", internal=internal, text=text))
    page = text_of(house, track)
    assert "Nous regardons." in page
    assert "Client difficile" not in page
    assert "Client difficile" not in house.client.post(f"{track}/messages", data={"message": ""}).text


def test_page_shows_hostile_words_as_words(house: House) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x>"
    draft = {**BUG, "steps": [*BUG["steps"], f"Je clique sur {hostile}"]}
    for name in ("description", "goal", "expected", "observed"):
        draft[name] = f"{draft[name]} {hostile}"
    track = house.track({**draft, "subject": f"L’export {hostile}"})
    house.client.post(f"{track}/messages", data={"message": hostile})
    page = text_of(house, track)
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 7
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
