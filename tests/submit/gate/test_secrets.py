import json
import re
import runpy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.secrets.masking import find_secrets, mask
from kb.support import Support
from submit.draft import Attachment, Draft
from submit.gate.secrets import check

from .reading import DATA, needs_data

JOIN = re.compile(r"\{\{([^:{}]+):([^{}]+)\}\}")
# One key of each format, in two halves, so that no secret-looking string lies in the repository.
KEYS = {
    "aws": ("AK", "IAIOSFODNN7EXAMPLE"),
    "github": ("gh", "p_" + "a1B2" * 9),
    "stripe": ("sk", "_live_" + "a1B2" * 6),
    "slack": ("xox", "b-1234567890-abcdef"),
    "google": ("AI", "za" + "a1B2c" * 7),
    "jwt": ("eyJhbGciOi", "JIUzI1NiJ9.eyJzdWIiOiI0MiJ9.abcDEF123"),
    "npm": ("npm", "_" + "a1B2" * 9),
    "sendgrid": ("SG", ".aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbb"),
    "openai": ("sk", "-proj-" + "a1B2" * 8),
    "telegram": ("123456789", ":AA" + "a1B2" * 8),
    "azure": ("Account", "Key=" + "a1B2" * 21 + "=="),
    "private-key": ("-----BEGIN OPENSSH PRIV", "ATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----"),
}
VALUES = st.from_regex(r"[A-Z][a-z]{3,8}[0-9]{2,4}", fullmatch=True)
LABELS = st.sampled_from(["mdp : ", "mot de passe=", "password: ", "the password is ", "le mdp est ", "PGPASSWORD="])


def test_secrets(case: dict[str, Any], support: Support) -> None:
    text = JOIN.sub(r"\1\2", case["text"])
    refusals = [refusal.as_json() for refusal in check(Draft(description=text), support)]
    wanted = [
        {
            "code": "secret",
            "reason": "machine" if case.get("machine") else "prose",
            "masked": case.get("masked"),
        }
    ]
    told = [{key: refusal[key] for key in ("code", "reason", "masked")} for refusal in refusals]
    assert told == (wanted if "masked" in case else [])


@pytest.mark.parametrize("kind", KEYS)
def test_secret_of_a_known_format_is_found_whole(kind: str) -> None:
    key = "".join(KEYS[kind])
    text = f"voici {key} merci"
    assert [(text[s.start : s.end], s.kind, s.machine) for s in find_secrets(text)] == [(key, kind, True)]


@given(before=st.text(st.characters(categories=["L", "P", "Zs"]), max_size=30), label=LABELS, value=VALUES)
def test_mask_leaves_no_secret_and_changes_nothing_twice(before: str, label: str, value: str) -> None:
    text = f"{before}\n{label}{value}\net {value} encore"
    masked = mask(text)
    assert value not in masked
    assert mask(masked) == masked


@given(st.text(max_size=300))
def test_mask_of_any_text_changes_nothing_twice(text: str) -> None:
    masked = mask(text)
    assert mask(masked) == masked


@given(st.text(max_size=300))
def test_secrets_are_in_order_and_do_not_overlap(text: str) -> None:
    places = [place for span in find_secrets(f"mdp: a1b2c3 {text} mdp: d4e5f6") for place in (span.start, span.end)]
    assert places == sorted(places)
    assert places[:1] == [5]


def test_secret_in_a_file_is_refused_at_the_file(support: Support) -> None:
    files = (Attachment(name="a.log", sample="ok"), Attachment(name="b.log", sample="password=Vert99"))
    assert [refusal.field for refusal in check(Draft(attachments=files), support)] == ["attachments.1"]


def test_refusal_never_carries_the_secret(support: Support) -> None:
    [refusal] = check(Draft(description="mdp: Rouge77"), support)
    assert "Rouge77" not in str(refusal.as_json())
    assert refusal.details["spans"] == [[5, 12, "password"]]


def test_prose_like_secret_may_be_declared_harmless_in_its_field_only(support: Support) -> None:
    draft = Draft(description="mdp: Rouge77", goal="mdp: Bleu88", attest=("secret:description",))
    assert [refusal.field for refusal in check(draft, support)] == ["goal"]


def test_machine_format_may_not_be_declared_harmless(support: Support) -> None:
    draft = Draft(description="carte 4111 1111 1111 1111", attest=("secret:description", "secret"))
    assert [refusal.reason for refusal in check(draft, support)] == ["machine"]


@needs_data
def test_secrets_keep_their_floors_on_the_development_data() -> None:
    expand: Callable[[str], str] = runpy.run_path(str(DATA / "intake" / "tokens.py"))["expand"]
    rows = [json.loads(line) for line in (DATA / "intake" / "credentials.jsonl").read_text("utf-8").splitlines()]
    found = {row["id"]: bool(find_secrets(expand(row["text"]))) for row in rows}
    secret = [found[row["id"]] for row in rows if row["label"] == "pos"]
    assert sum(secret) / len(secret) >= 0.95
    assert [row["text"] for row in rows if row["label"] == "neg" and found[row["id"]]] == []


@needs_data
def test_secrets_are_not_seen_in_questions_of_bank_customers() -> None:
    path = DATA / "retrieval" / "banking77-en" / "queries.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    assert [text for text in texts if find_secrets(text)] == []


def test_secrets_survive_texts_of_hostile_length() -> None:
    for piece in ("?", "mot de passe ", "4 ", "-----BEGIN ", "mdp: ", "eyJ", "FR76", "://a:b", "Bearer a"):
        text = (piece * 100_000)[:100_000]
        assert all(0 <= span.start < span.end <= len(text) for span in find_secrets(text))


def test_field_whose_name_says_password_is_a_secret_by_its_name(support: Support) -> None:
    draft = Draft(extra={"mot_de_passe": "Zebre47xq", "service": "Zebre47xq"})
    (refusal,) = check(draft, support)
    assert (refusal.field, refusal.details["masked"]) == ("extra.mot_de_passe", "[secret-1]")


def test_secret_has_one_number_in_all_fields_and_masked_fields_pass(support: Support) -> None:
    draft = Draft(
        subject="mdp: Rouge77",
        description="mdp: Bleu88 et mdp: Rouge77",
        goal="carte 4111 1111 1111 1111",
        extra={"note": "pwd=Bleu88"},
    )
    masked = {refusal.field: refusal.details["masked"] for refusal in check(draft, support)}
    assert masked == {
        "subject": "mdp: [secret-1]",
        "description": "mdp: [secret-2] et mdp: [secret-1]",
        "goal": "carte [secret-3]",
        "extra.note": "pwd=[secret-2]",
    }
    mended = {field: text for field, text in masked.items() if "." not in field}
    assert check(Draft(**mended, extra={"note": str(masked["extra.note"])}), support) == []
