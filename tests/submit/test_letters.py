"""What mails say and to whom: headers hold nothing that a customer typed."""

import re
from typing import Any

import pytest
from house import House
from sample_drafts import BUG, CUSTOMER, QUESTION

from submit.store.tables import Ticket

TEAM = "support@facturo.example"


def body_of(mail: Any) -> str:
    return str(mail.get_content())


def test_acknowledgement_goes_to_the_customer_alone_with_a_link_that_works(house: House) -> None:
    track = house.accept(BUG)["track"]
    acknowledgement = house.deliver()[0]
    (ticket,) = house.rows(Ticket)
    assert acknowledgement["Subject"] == f"[{ticket.reference}] Nous avons bien reçu votre demande"
    assert acknowledgement["To"] == CUSTOMER
    assert acknowledgement["From"] == "Aide Facturo <support@help.example.test>"
    assert acknowledgement["Auto-Submitted"] == "auto-replied"
    assert [acknowledgement[name] for name in ("Cc", "Bcc", "Reply-To")] == [None, None, None]
    assert re.findall(r"https?://\S+", body_of(acknowledgement)) == [track]
    assert house.client.get("/t/" + track.rpartition("/")[2]).status_code == 200


def test_acknowledgement_holds_the_whole_request(house: House) -> None:
    house.accept({**BUG, "priority": "high", "since": "lundi"})
    text = body_of(house.deliver()[0])
    for shown in (BUG["goal"], BUG["expected"], BUG["observed"], *BUG["steps"], "14203", "Facturo", "Haute", "lundi"):
        assert shown in text
    assert "Réponse sous deux jours ouvrés." in text


def test_team_gets_the_request_in_full_and_answers_go_to_the_customer(house: House) -> None:
    house.accept(BUG)
    to_team = house.deliver()[1]
    (ticket,) = house.rows(Ticket)
    assert to_team["Subject"] == f"[{ticket.reference}] Nouvelle demande (Dysfonctionnement)"
    assert (to_team["To"], to_team["Reply-To"]) == (TEAM, CUSTOMER)
    assert to_team["Auto-Submitted"] == "auto-generated"
    assert BUG["observed"] in body_of(to_team)


def test_team_without_a_mailbox_gets_no_mail(open_small_house: Any) -> None:
    house = open_small_house()
    house.accept(BUG)
    assert [mail["To"] for mail in house.deliver()] == [CUSTOMER]


def test_mails_are_in_the_language_of_the_request(house: House) -> None:
    house.accept({**QUESTION, "lang": "en"})
    subjects = [str(mail["Subject"]).partition("] ")[2] for mail in house.deliver()]
    assert subjects == ["We have received your request", "New request (Question)"]


def test_mail_names_the_files_but_does_not_carry_them(house: House) -> None:
    house.accept(BUG)
    assert [[part.get_content_type() for part in mail.walk()] for mail in house.deliver()] == [["text/plain"]] * 2


@pytest.mark.parametrize(
    "subject",
    [
        "Facture\r\nBcc: victim@example.org",
        "=?utf-8?q?a=0D=0ABcc:_victim=40example.org=0D=0A=0D=0Ahello?=",
        "Ça ne s’imprime plus : 発票 🧾",
    ],
)
def test_header_never_holds_the_customers_subject(house: House, subject: str) -> None:
    house.accept({**QUESTION, "subject": subject})
    for mail in house.deliver():
        assert re.fullmatch(r"\[FAC-\w{4}\] [\w ()]+", str(mail["Subject"]))
        assert mail["Bcc"] is None
        assert sorted(set(mail.keys())) == sorted(
            {
                "Subject",
                "From",
                "To",
                "Date",
                "Message-ID",
                "Auto-Submitted",
                "Content-Type",
                "Content-Transfer-Encoding",
                "MIME-Version",
                *(["Reply-To"] if mail["To"] == TEAM else []),
            }
        )
        assert "発票" not in subject or subject in body_of(mail)


@pytest.mark.parametrize(
    "address",
    [
        "claire@client.example\r\nBcc: victim@example.org",
        "claire@client.example, victim@example.org",
        "Claire <claire@client.example>",
        "claire@client.example;victim@example.org",
        '"a@b.example"@client.example',
    ],
)
def test_address_that_would_reach_someone_else_is_refused(house: House, address: str) -> None:
    answer = house.send({**QUESTION, "email": address})
    assert [(refusal["code"], refusal["field"]) for refusal in answer.get_json()["refusals"]] == [("invalid", "email")]
    assert house.deliver() == []


def test_two_mails_of_one_ticket_have_names_of_their_own(house: House) -> None:
    track = house.track(BUG)
    house.client.post(f"{track}/messages", data={"message": "Une précision : c’est le 12."})
    names = [str(mail["Message-ID"]) for mail in house.deliver()]
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"<FAC-\w{4}\.[0-9a-f]{12}@help\.example\.test>", name) for name in names)


def test_mail_tells_when_the_request_came(house: House) -> None:
    house.accept(BUG)
    assert [mail["Date"].datetime for mail in house.deliver()] == [house.clock()] * 2
