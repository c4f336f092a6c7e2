"""The proof: secrets are sent in every way there is, and none lies anywhere afterwards.

The store, what is written behind it, kept files, mails, logs and standard output are read byte by byte. The cases are
the gate's own tables; where the development data lies beside the project, that as well.
"""

import json
import re
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from house import House, OpenHouse
from sample_drafts import QUESTION
from test_attached_files import send

from kb.secrets.masking import find_secrets
from submit.gate.prose import PROSE_FIELDS

GATE = Path(__file__).parent / "gate" / "cases"
DATA = Path(__file__).parents[2].parent / "shared" / "data" / "intake"
JOIN = re.compile(r"\{\{([^:{}]+):([^{}]+)\}\}")
MARKED = re.compile(r"⟦(.*?)⟧")
# Short or plain values (1234, admin) may lie on the disk for another reason.
SHORTEST_TELLING = 6


def own_texts() -> Iterator[str]:
    for row in yaml.safe_load((GATE / "secrets.yml").read_text(encoding="utf-8")):
        if "masked" in row:
            yield JOIN.sub(r"\1\2", row["text"])
    told = yaml.safe_load((GATE / "secrets_told.yml").read_text(encoding="utf-8"))
    positive = [row["text"] for row in told if MARKED.search(row["text"]) and not row.get("open")]
    for text in positive[::3]:
        yield text.replace("⟦", "").replace("⟧", "")


def development_texts() -> Iterator[str]:
    if not DATA.exists():
        pytest.skip("the development data is not beside the project")
    expand: Callable[[str], str] = runpy.run_path(str(DATA / "tokens.py"))["expand"]
    for line in (DATA / "credentials.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["label"] == "pos":
            yield expand(row["text"])


def telling(text: str) -> list[str]:
    """The secrets of a text that could lie nowhere by chance."""
    values = [text[span.start : span.end] for span in find_secrets(text)]
    return [value for value in values if len(value) >= SHORTEST_TELLING and not value.isalpha()]


@pytest.mark.parametrize("texts", [own_texts, development_texts], ids=["own cases", "development data"])
def test_no_secret_lies_anywhere_afterwards(
    open_small_house: OpenHouse,
    texts: Callable[[], Iterator[str]],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    house = open_small_house(PALIER_MAILBOX="support@facturo.example", PALIER_TICKETS_PER_HOUR="0")
    secrets: set[str] = set()
    taken = 0
    for place, text in enumerate(texts()):
        secrets |= set(telling(text))
        search_in_every_field(house, text)
        taken += refused_then_masked(house, {**QUESTION, "description": text}, f"k-{place}")
        refused_as_a_file(house, text)
    assert len(secrets) > 20
    assert taken > 20
    mails = house.deliver()
    assert len(mails) >= taken
    out, err = capfd.readouterr()
    everything = house.bytes_on_disk() + caplog.text.encode() + out.encode() + err.encode()
    everything += b"".join(mail.as_bytes() + mail.get_content().encode() for mail in mails)
    found = {secret for secret in secrets if secret.encode() in everything or in_json(secret) in everything}
    assert found == set()


def in_json(secret: str) -> bytes:
    """The secret as a JSON column may hold it, with its accents escaped."""
    return json.dumps(secret)[1:-1].encode()


def search_in_every_field(house: House, text: str) -> None:
    body = dict.fromkeys(("text", "product", "version", "build", "kind", "page"), text)
    assert house.client.post("/api/v1/suggestions", json={**body, "lang": "fr"}).status_code == 200


def refused_then_masked(house: House, draft: dict[str, Any], key: str) -> int:
    """Send it; then as the refusal masks it. Returns how many tickets that made: 1, or 0 when other rules object."""
    answer = house.send(draft, key=key)
    assert answer.status_code == 422
    body = answer.get_json()
    assert "secret" in {refusal["code"] for refusal in body["refusals"]}
    for value in telling(draft["description"]):
        assert value not in json.dumps(body, ensure_ascii=False)
    mended = {**draft}
    for refusal in body["refusals"]:
        better = refusal.get("masked") or refusal.get("repaired")
        if better and refusal["field"] in PROSE_FIELDS:
            mended[refusal["field"]] = better
    again = house.send(mended, key=f"{key}-masked", ask=body["ask"], attest=["several-questions"])
    if again.status_code == 409:
        ask = again.get_json()["ask"]
        again = house.send(mended, key=f"{key}-masked", ask=ask, attest=["several-questions"])
    return int(again.status_code == 201)


def refused_as_a_file(house: House, text: str) -> None:
    answer = send(house, QUESTION, (f"10:00 ok\n{text}\n".encode(), "journal.log"), (text.encode(), "autre.txt"))
    assert answer.status_code == 422
    assert [refusal["code"] for refusal in answer.get_json()["refusals"]] == ["secret", "secret"]
    assert answer.get_json()["kept"] == []
