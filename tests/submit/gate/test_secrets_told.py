"""Secrets as customers tell them, word for word: what is masked is the value, the whole value and nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.secrets.masking import find_secrets

CASES = Path(__file__).parent / "cases" / "secrets_told.yml"
MARKED = re.compile(r"⟦(.*?)⟧")


def test_secrets_told(case: dict[str, Any]) -> None:
    text = case["text"].replace("⟦", "").replace("⟧", "")
    assert [text[span.start : span.end] for span in find_secrets(text)] == MARKED.findall(case["text"])


@pytest.mark.parametrize(
    ("before", "line_end", "after"), [("10:00 ok\n", "\n", "\n"), ("Bonjour,\r\n\r\n", "\r\n", "\r\n")]
)
def test_secrets_told_are_found_in_a_log_and_in_a_form_as_well(before: str, line_end: str, after: str) -> None:
    """Other lines stand around, and a form ends its lines with two signs: nothing more and nothing less is found."""
    wrong = []
    for row in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        text = before + row["text"].replace("⟦", "").replace("⟧", "").replace("\n", line_end) + after
        found = [text[span.start : span.end] for span in find_secrets(text)]
        if found != MARKED.findall(row["text"]) and not row.get("open"):
            wrong.append((text, found))
    assert wrong == []


@pytest.mark.parametrize(
    "piece",
    [
        "mot de passe est ",
        "passphrase ",
        "mdp: ",
        "code sms 1 ",
        "admin / ",
        "a:b",
        "user x@y / ",
        "comme mdp ",
        "mdp («",
        "mdp;x\n",
        "accès\na\n",
        "curl -u a:",
        "wifi clé ",
        "recovery codes: a1b2-",
        "mot de passe que a, ",
        "tape abcde quand mdp ",
    ],
)
def test_secrets_told_cost_no_more_than_their_length(piece: str) -> None:
    """A long text is read to its end; a rule that looked at each word from each other word would never get there."""
    text = (piece * 200_000)[:200_000]
    assert all(span.end <= len(text) for span in find_secrets(text))
