"""What one click on a refused form does, walked without scripts: masked everywhere, mended once, nothing lost."""

import html
import io
import re
from typing import Any

import pytest
from house import House
from page_form import read_form
from sample_drafts import BUG, CUSTOMER, PASSWORD, QUESTION
from test_support_pages import open_form, press, refused_at, typed

from submit.store.tables import AttachmentRow, Ticket

LOUD = "JE NE PEUX PAS ENVOYER DE FACTURE DEPUIS CE MATIN !!!! C’EST URGENT !!!"


def fields_of(page: str) -> dict[str, list[str]]:
    return read_form(page, "subject").values


def test_secret_is_masked_everywhere_at_one_click(house: House) -> None:
    """Also where no word announces it, and in the first sentence that the page carries along."""
    told = {
        **typed(BUG),
        "subject": f"Connexion refusée avec {PASSWORD}",
        "description": f"Mon mot de passe : {PASSWORD}, et le nouveau mot de passe : Autre-Secret9",
        "steps": [*BUG["steps"], f"Je tape {PASSWORD}"],
    }
    refused = press(house, open_form(house, BUG), step="send", **told, text=f"mdp : {PASSWORD}")
    assert set(refused_at(refused.text)) == {"subject", "description", "steps"}
    page = press(house, refused.text, repair="subject").text
    values = fields_of(page)
    assert values["subject"] == ["Connexion refusée avec [secret-1]"]
    assert values["description"] == ["Mon mot de passe : [secret-1], et le nouveau mot de passe : [secret-2]"]
    assert [step for step in values["steps"] if step][-1] == "Je tape [secret-1]"
    assert values["text"] == ["mdp : [secret-1]"]
    assert PASSWORD not in page
    held = press(house, page, step="send")
    sent = press(house, held.text, step="send") if held.status_code == 409 else held
    assert sent.status_code == 303
    assert PASSWORD.encode() not in house.bytes_on_disk()


def test_masked_text_that_gets_another_secret_gives_it_another_number(house: House) -> None:
    told = {**typed(QUESTION), "subject": "Avec [secret-1] rien ne va", "description": "mdp : Autre-Secret9"}
    refused = press(house, open_form(house, QUESTION), step="send", **told).text
    assert fields_of(press(house, refused, repair="description").text)["description"] == ["mdp : [secret-2]"]


def test_everything_is_put_right_at_one_click(house: House) -> None:
    told = {**typed(QUESTION), "subject": LOUD, "description": f"{LOUD} mon mot de passe est {PASSWORD}"}
    refused = press(house, open_form(house, QUESTION), step="send", **told).text
    # The button stands in the summary, outside the form that it sends.
    button = re.search(r'<button [^>]*value="\*"[^>]*>', refused)
    assert button is not None
    assert all(part in button[0] for part in ('form="request"', 'name="repair"', 'formaction="/support/repair"'))
    page = house.client.post("/support/repair", data=read_form(refused, "subject").filled(repair="*")).text
    values = fields_of(page)
    assert values["subject"] == ["Je ne peux pas envoyer de facture depuis ce matin ! C’est urgent !"]
    assert values["description"][0].endswith("mon mot de passe est [secret-1]")
    assert "C’est fait" in page
    assert refused_at(page) == []


def test_tone_is_never_refused_twice(house: House) -> None:
    """Whoever sends the same capitals again gets through, without a box to tick."""
    refused = press(house, open_form(house, QUESTION), step="send", **{**typed(QUESTION), "description": LOUD})
    assert refused.status_code == 422
    again = press(house, refused.text, step="send")
    sent = press(house, again.text, step="send") if again.status_code == 409 else again
    assert sent.status_code == 303
    assert house.rows(Ticket)[0].draft["description"] == LOUD


def test_repair_keeps_what_else_stands_against_the_request(house: House) -> None:
    told = {**typed(QUESTION), "description": LOUD, "email": "claire"}
    page = press(house, press(house, open_form(house, QUESTION), step="send", **told).text, repair="description").text
    assert refused_at(page) == ["email"]


@pytest.mark.parametrize("steps", [["ça marche pas"], []], ids=["thin", "none"])
def test_whoever_cannot_reproduce_is_offered_a_correction_of_data(house: House, steps: list[str]) -> None:
    told = {**typed(BUG), "steps": steps}
    refused = press(house, open_form(house, BUG), step="send", **told, files=(io.BytesIO(b"12:00 ok"), "a.log")).text
    assert ("as_kind", "data_correction", "/support/") in read_form(refused, "subject").buttons
    assert "Sans scénario de reproduction, nous ne pourrons pas le corriger" in refused
    form = read_form(press(house, refused, as_kind="data_correction").text, "subject")
    assert form.one("kind") == "data_correction"
    for name in ("subject", "description", "goal", "expected", "observed", "version", "build", "email"):
        assert form.values[name] == [BUG[name]]
    assert [step for step in form.values.get("steps", []) if step] == steps
    assert len(form.values["kept"]) == 1


@pytest.mark.parametrize(
    ("product", "good", "bad"),
    [
        ("facturo", "1. Ventes > Factures.", "L’export ne marche pas."),
        ("agenda", "1. J’ouvre Ventes > Devis.", "«\u00a0La facturation ne marche pas, voir la capture.\u00a0»"),
    ],
    ids=["the vendor's", "a general one"],
)
def test_thin_steps_show_a_good_and_a_bad_example(house: House, product: str, good: str, bad: str) -> None:
    told = {**typed(BUG), "product": product, "steps": ["voir capture"]}
    page = html.unescape(press(house, open_form(house, {**BUG, "product": product}), step="send", **told).text)
    shown = dict(re.findall(r'palier-scenario__(good|bad)">[^<]*</dt>\s*<dd>(.+?)</dd>', page, re.DOTALL))
    assert shown["good"].startswith(f"{good}\n2. ")
    assert shown["bad"] == bad


def test_vendors_own_words_stand_at_the_field(house: House) -> None:
    refused = press(house, open_form(house, QUESTION), step="send", **{**typed(QUESTION), "description": LOUD}).text
    assert "N’écrivez pas votre message en majuscules." in refused


def test_file_with_a_secret_is_named_with_its_line_and_never_written(house: House) -> None:
    log = b"10:00 start\n10:01 open\n10:02 password=Vert99-Rouge\n"
    refused = press(
        house, open_form(house, QUESTION), step="send", **typed(QUESTION), files=(io.BytesIO(log), "journal.log")
    )
    assert refused.status_code == 422
    plain = refused.text.replace("\u00a0", " ")
    assert "« journal.log », ligne 3" in plain
    assert house.rows(AttachmentRow) == []
    assert b"Vert99-Rouge" not in house.bytes_on_disk()


def test_frequency_is_chosen_among_words_and_others_are_kept(house: House) -> None:
    told: dict[str, Any] = {**typed(BUG), "frequency": "tous les mardis", "email": "claire"}
    refused = press(house, open_form(house, BUG), step="send", **told).text
    assert "À chaque fois" in refused
    assert fields_of(refused)["frequency"] == ["tous les mardis"]
    assert press(house, refused, step="send", email=CUSTOMER).status_code in {303, 409}


def test_capitals_and_piles_of_one_field_are_one_point_with_one_way_out(house: House) -> None:
    refused = press(house, open_form(house, QUESTION), step="send", **{**typed(QUESTION), "description": LOUD}).text
    assert "Encore un point à revoir" in refused
    assert re.findall(r'id="fault-description-\d">(.+?)<', refused) == [
        "«\u00a0Description\u00a0»\u00a0: le texte est en majuscules et la ponctuation très appuyée, ce qui le rend "
        "difficile à lire. Nous pouvons arranger les deux."
    ]
    assert refused.count('name="repair" value="description"') == 1
    assert "<blockquote>Je ne peux pas envoyer de facture depuis ce matin ! C’est urgent !</blockquote>" in refused
    assert sorted(fields_of(refused)["attest"]) == ["punctuation", "shouting"]
