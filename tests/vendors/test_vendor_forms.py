"""What customers of the five vendors see of their form: told before writing, asked for what the matter needs."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import default as modern
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from kb.request_kind import RequestKind
from submit.web.service import Service

Open = Callable[[str], tuple[Service, FlaskClient]]
NBSP = "\N{NO-BREAK SPACE}"


def plain(html: str) -> str:
    """What a page says, without its marks, in single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).replace(NBSP, " ").split())


def form(client: FlaskClient, **fields: Any) -> str:
    """The form of a draft, as the button that adapts it shows it."""
    return str(client.post("/support/", data={"step": "refresh", "stage": "request", **fields}).text)


def names(html: str) -> list[str]:
    """The fields that a customer can fill in, in their order."""
    found = re.findall(r'<(?:input|textarea|select)(?![^>]*type="(?:hidden|submit)")[^>]* name="([a-z_.]+)"', html)
    return list(dict.fromkeys(found))


def take(client: FlaskClient, draft: dict[str, Any]) -> str:
    """Send a complete draft through the page's own door. Returns its tracking page."""
    words = " ".join(str(draft.get(name, "")) for name in ("subject", "description"))
    ask = client.post("/api/v1/suggestions", json={"text": words, "lang": "fr"}).get_json()["ask"]
    sent = client.post("/support/", data={**draft, "step": "send", "stage": "request", "ask": ask})
    if sent.status_code == 409:
        again = re.search(r'name="ask" value="([^"]+)"', sent.text)
        assert again
        sent = client.post("/support/", data={**draft, "step": "send", "stage": "request", "ask": again[1]})
    assert sent.status_code == 303, plain(sent.text)
    return str(client.get(sent.headers["Location"].partition("?")[0]).text)


@pytest.mark.parametrize(
    ("vendor", "draft"),
    [
        ("yulpa", {"kind": "bug", "product": "mail", "topic": "livraison"}),
        ("netexplorer", {"kind": "bug", "product": "netexplorer", "topic": "notification"}),
    ],
)
def test_lost_mail_is_asked_for_senders_recipients_date_and_time(
    open_vendor: Open, vendor: str, draft: dict[str, str]
) -> None:
    _, client = open_vendor(vendor)
    asked = ["extra.senders", "extra.recipients", "extra.day", "extra.hour", "extra.bounce"]
    page = form(client, **draft)
    assert [name for name in names(page) if name.startswith("extra.")] == asked
    assert [name for name in names(form(client, **{**draft, "topic": ""})) if name.startswith("extra.")] == []
    assert re.findall(r'name="extra\.(\w+)"[^>]* type="(\w+)"', page) == [
        ("senders", "email"),
        ("recipients", "email"),
        ("day", "date"),
        ("hour", "time"),
    ]


def test_what_lost_mail_was_asked_for_reaches_customer_and_team(open_vendor: Open) -> None:
    service, client = open_vendor("yulpa")
    draft = {
        "kind": "bug",
        "product": "mail",
        "topic": "livraison",
        "since": "20 novembre 2026",
        "subject": "Message non reçu",
        "description": "Notre client n’a rien reçu.",
        "priority": "urgent",
        "priority_reason": "Le devis doit partir ce soir.",
        "email": "admin@exemple.fr",
        "extra.senders": "marie@exemple.fr",
        "extra.recipients": "achats@exemple.org",
        "extra.day": "20/11/2026",
        "extra.hour": "14:05",
        "extra.system": "what another form may have asked",
    }
    said = plain(take(client, draft))
    service.outbox.deliver(lambda: datetime.now(UTC))
    letters = [BytesParser(policy=modern).parsebytes(path.read_bytes()) for path in service.settings.outbox.iterdir()]
    assert len(letters) == 2
    told = [said, *(plain(letter.get_content()) for letter in letters)]
    for text in told:
        for line in (
            "Un courriel non livré (compris)",
            "marie@exemple.fr",
            "achats@exemple.org",
            "2026-11-20",
            "14:05",
            "Le devis doit partir ce soir.",
        ):
            assert line in text
    assert "Adresses des expéditeurs marie@exemple.fr" in said


def test_applications_are_said_to_be_nobodys_job_before_anything_is_written(open_vendor: Open) -> None:
    _, client = open_vendor("yulpa")
    page = form(client, kind="question", product="hebergement", topic="application")
    scope = page.partition('id="matter-scope"')[2].partition('id="subject"')[0]
    assert "Ce sujet ne relève pas de notre support" in plain(scope)
    assert "pas de l’application que vous y avez installée" in plain(scope)
    assert 'href="/articles/avant/ce-que-le-support-couvre/"' in scope
    assert 'name="attest" value="out-of-scope:topic.application">' in scope
    assert page.index('id="matter-scope"') < page.index('id="subject"')


def test_training_is_offered_with_its_minimum_its_language_and_the_way_to_a_quote(open_vendor: Open) -> None:
    _, client = open_vendor("innovacommerce")
    page = form(client, kind="question", product="pos", topic="formation", subject="Former trois vendeurs")
    for line in (
        "Ce sujet relève de la formation",
        "Tarif : selon le nombre d’heures",
        "Minimum : 2 heures",
        "Langue : anglais seulement",
    ):
        assert line in plain(page)
    quote = client.post(
        "/support/",
        data={
            "as_kind": "commercial",
            "stage": "request",
            "kind": "question",
            "topic": "formation",
            "subject": "Former trois vendeurs",
        },
    ).text
    assert "Nature : Demander un devis" in plain(quote)
    assert 'name="subject" value="Former trois vendeurs"' in quote
    assert "extra.hours" in names(quote)
    assert 'name="attest"' not in quote


@pytest.mark.parametrize(
    ("plan", "title"), [("base", "Votre formule ne comprend pas ce sujet"), ("avance", ""), ("", "")]
)
def test_slowness_is_in_the_plan_or_not(open_vendor: Open, plan: str, title: str) -> None:
    _, client = open_vendor("innovacommerce")
    page = plain(form(client, kind="question", product="pos", topic="lenteur", plan=plan))
    assert "Compris dans : Assistance avancée" in page
    assert ("Votre formule ne comprend pas" in page) is bool(title)


def test_ticket_carries_what_was_chosen_knowingly(open_vendor: Open) -> None:
    _, client = open_vendor("innovacommerce")
    draft = {
        "kind": "question",
        "product": "pos",
        "topic": "lenteur",
        "plan": "base",
        "subject": "Caisse lente",
        "description": "La caisse met une minute à ouvrir un ticket.",
        "extra.remote": "yes",
        "email": "magasin@exemple.fr",
    }
    refused = client.post("/support/", data={**draft, "step": "send", "stage": "request"})
    assert (refused.status_code, "« Une lenteur » n’est pas compris dans votre formule" in plain(refused.text)) == (
        422,
        True,
    )
    said = plain(take(client, {**draft, "attest": "out-of-scope:topic.lenteur"}))
    assert "Sujet Une lenteur (hors de sa formule, signalé au client)" in said
    assert "Votre formule Support de base" in said
    assert "Acceptez-vous une connexion à distance ? Oui" in said


def test_box_that_was_ticked_can_be_unticked(open_vendor: Open) -> None:
    _, client = open_vendor("innovacommerce")
    facts = {"kind": "question", "product": "pos", "topic": "formation"}
    page = form(client, **facts, attest=["out-of-scope:topic.formation"])
    assert re.findall(r'<input[^>]* name="attest"[^>]*>', page) == [
        '<input type="checkbox" name="attest" value="out-of-scope:topic.formation" checked>'
    ]
    assert re.findall(r"attest[^>]*checked", form(client, **facts)) == []


def test_what_another_topic_was_told_is_not_lost_and_not_asked_twice(open_vendor: Open) -> None:
    _, client = open_vendor("yulpa")
    facts = {"kind": "bug", "product": "mail", "extra.senders": "marie@exemple.fr"}
    away = form(client, **facts, topic="service")
    assert re.findall(r'<input[^>]*name="extra\.senders"[^>]*>', away) == [
        '<input type="hidden" name="extra.senders" value="marie@exemple.fr">'
    ]
    back = form(client, **facts, topic="livraison")
    assert len(re.findall(r'name="extra\.senders"', back)) == 1


def test_refused_own_fields_are_named_as_the_form_names_them(open_vendor: Open) -> None:
    _, client = open_vendor("yulpa")
    draft = {"kind": "bug", "product": "mail", "topic": "livraison", "extra.senders": "marie", "extra.day": "hier"}
    page = client.post("/support/", data={**draft, "step": "send", "stage": "request"}).text
    assert '<a href="#extra.day">' in page
    assert "« Adresses des expéditeurs » : une adresse ne semble pas complète." in plain(page)
    assert "« Date de l’envoi » : indiquez un jour du calendrier" in plain(page)
    # A date field of a browser would drop what it cannot read.
    assert re.search(r'name="extra\.day" value="hier" type="text"', page)


def test_ended_version_is_said_with_the_way_to_update(open_vendor: Open) -> None:
    _, client = open_vendor("innovacommerce")
    page = form(client, kind="bug", product="pos", version="2.9.4")
    news = page.partition('id="matter-news"')[2].partition('class="palier-columns"')[0]
    assert "La version 2.9.4 de InnovaCommerce POS n’est plus prise en charge" in plain(news)
    assert "Mettez d’abord à jour vers la version 3.6.2" in plain(news)
    assert 'href="/articles/abonnement/mises-a-jour/"' in news
    current = form(client, kind="bug", product="pos", version="3.6.2")
    assert "n’est plus prise en charge" not in plain(current)


def test_fix_in_a_newer_version_is_said_before_anything_else(open_vendor: Open) -> None:
    _, client = open_vendor("innovacommerce")
    words = {"kind": "bug", "product": "pos", "subject": "Les tickets de caisse ne s’impriment plus"}
    page = form(client, **words, version="3.6.1", quiet="yes")
    news = page.partition('id="matter-news"')[2].partition('class="palier-columns"')[0]
    assert "Un problème semblable est corrigé dans la version 3.6.2" in plain(news)
    assert "/incidents/impression-des-tickets/" in news
    assert "corrigé dans la version" not in plain(form(client, **words, version="3.6.2", quiet="yes"))


def test_unlisted_version_shows_the_nearest_and_the_picture_of_where_it_stands(open_vendor: Open) -> None:
    _, client = open_vendor("shopfactory")
    draft = {"kind": "question", "version": "14.4", "build": "12180", "step": "send", "stage": "request"}
    page = client.post("/support/", data=draft).text
    assert "Cette version ne figure pas dans notre liste. Les plus proches : 14.5, 14.2, 12.1." in plain(page)
    picture = re.search(r'<details class="palier-where" open>.*?<img src="([^"]+)" alt="([^"]+)"', page, re.DOTALL)
    assert picture
    assert client.get(picture[1], buffered=True).mimetype == "image/png"
    assert "Version 14.5" in picture[2]
    assert 'name="attest" value="unknown-version:version"' in page


def test_ticket_says_that_its_version_is_not_listed(open_vendor: Open) -> None:
    _, client = open_vendor("shopfactory")
    draft = {
        "kind": "question",
        "version": "15.9",
        "build": "13001",
        "subject": "Logo",
        "description": "Comment changer le logo de la boutique ?",
        "goal": "Mettre mon logo",
        "email": "lea@exemple.fr",
    }
    said = plain(take(client, {**draft, "attest": "unknown-version:version"}))
    assert "ShopFactory 15.9 (ne figure pas dans la liste)" in said
    listed = plain(take(client, {**draft, "version": "Version 14.5 (Build 12180)", "build": ""}))
    assert "ShopFactory 14.5 (build 12180)" in listed


def test_level_that_blocks_everybody_asks_why_and_keeps_the_reason(open_vendor: Open) -> None:
    _, client = open_vendor("isybuy")
    page = form(client, kind="question", product="isybuy")
    assert re.findall(r'name="priority" value="(\w+)"( checked)?( data-palier-why)?', page) == [
        ("low", "", ""),
        ("normal", "", ""),
        ("high", "", ""),
        ("blocking", "", " data-palier-why"),
    ]
    assert "Bloquante plus personne ne peut acheter ni valider" in plain(page)
    draft = {
        "kind": "question",
        "product": "isybuy",
        "subject": "Validation",
        "description": "Qui peut valider à la place du directeur ?",
        "priority": "blocking",
        "priority_reason": "Trente acheteurs attendent.",
        "email": "acheteur@exemple.fr",
    }
    assert "Priorité Bloquante : Trente acheteurs attendent." in plain(take(client, draft))


def test_description_of_the_api_knows_the_vendors_own_fields(open_vendor: Open) -> None:
    _, client = open_vendor("innovacommerce")
    draft = client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]["Draft"]["properties"]
    assert draft["plan"]["enum"] == ["", "base", "avance"]
    assert draft["extra"]["properties"]["remote"]["enum"] == ["", "yes", "no"]
    assert draft["extra"]["properties"]["hours"] == {
        "type": "string",
        "title": "Nombre d’heures souhaité",
        "description": "Deux heures au minimum.",
        "examples": ["2"],
        "pattern": "[2-9]|[1-9][0-9]",
    }


def test_api_refuses_in_the_words_of_the_form(open_vendor: Open) -> None:
    _, client = open_vendor("yulpa")
    draft = {"lang": "fr", "kind": "question", "topic": "script", "extra": {}}
    refusals = {one["field"]: one for one in client.post("/api/v1/tickets", json=draft).get_json()["refusals"]}
    assert refusals["topic"]["code"] == "out-of-scope"
    assert refusals["topic"]["accept"] == "out-of-scope:topic.script"
    assert refusals["topic"]["message"].replace(NBSP, " ").startswith("« Un script « maison » » ne relève pas")


def test_included_topic_that_has_nothing_to_say_shows_no_empty_box(open_vendor: Open) -> None:
    _, client = open_vendor("netexplorer")
    facts = {"kind": "bug", "product": "netexplorer"}
    assert "palier-scope" not in form(client, **facts, topic="synchronisation")
    assert "extra.system" in names(form(client, **facts, topic="synchronisation"))


@pytest.mark.parametrize("vendor", ["innovacommerce", "isybuy", "netexplorer", "shopfactory", "yulpa"])
@pytest.mark.parametrize("kind", [*RequestKind, "nonsense", ""])
def test_kind_that_is_not_offered_here_leads_to_one_that_is(open_vendor: Open, vendor: str, kind: str) -> None:
    _, client = open_vendor(vendor)
    assert client.get(f"/support/?kind={kind}").status_code == 200
    for step, status in (("form", 200), ("refresh", 200), ("send", 422)):
        fields = {"kind": kind, "step": step, "stage": "request", "text": "où trouver ma facture"}
        assert client.post("/support/", data=fields).status_code == status
