"""First words: the subject of a request that was a part of a message."""

from time import perf_counter
from typing import Any

import pytest

from submit.gate.question.first_words import first_words


def test_part_is_called_by_its_first_words(case: dict[str, Any]) -> None:
    assert first_words(case["text"]) == case["words"]


@pytest.mark.parametrize("piece", ["?", " ", "et ", "p.s. ", "autre question : ", "- ", "(([", "\u00a0"])
def test_first_words_of_a_text_of_hostile_length_are_found_at_once(piece: str) -> None:
    begin = perf_counter()
    words = first_words((piece * 1_000_000)[:1_000_000])
    assert perf_counter() - begin < 5
    assert len(words) <= 81
