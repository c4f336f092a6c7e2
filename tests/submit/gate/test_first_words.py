"""First words: the subject of a request that was a part of a message."""

from typing import Any

import pytest
from stopwatch import least_cpu_s

from submit.gate.question.first_words import first_words


def test_part_is_called_by_its_first_words(case: dict[str, Any]) -> None:
    assert first_words(case["text"]) == case["words"]


@pytest.mark.parametrize("piece", ["?", " ", "et ", "p.s. ", "autre question : ", "- ", "(([", "\u00a0"])
def test_first_words_of_a_text_of_hostile_length_are_found_at_once(piece: str) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    assert least_cpu_s(lambda: first_words(text)) < 1
    assert len(first_words(text)) <= 81
