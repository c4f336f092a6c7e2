"""Secrets as customers tell them, word for word: what is masked is the value, the whole value and nothing else."""

import re
from typing import Any

import pytest

from kb.secrets.masking import find_secrets

MARKED = re.compile(r"⟦(.*?)⟧")


def test_secrets_told(case: dict[str, Any]) -> None:
    text = case["text"].replace("⟦", "").replace("⟧", "")
    assert [text[span.start : span.end] for span in find_secrets(text)] == MARKED.findall(case["text"])


@pytest.mark.parametrize(
    "piece",
    ["mot de passe est ", "passphrase ", "mdp: ", "code sms 1 ", "admin / ", "a:b", "user x@y / ", "comme mdp "],
)
def test_secrets_told_cost_no_more_than_their_length(piece: str) -> None:
    """A long text is read to its end; a rule that looked at each word from each other word would never get there."""
    text = (piece * 200_000)[:200_000]
    assert all(span.end <= len(text) for span in find_secrets(text))
