"""The kind of a part: what its own words speak of."""

from typing import Any

import pytest
from stopwatch import least_cpu_s

from submit.gate.question.part_kind import kind_of


def test_words_say_the_kind_of_a_part(case: dict[str, Any]) -> None:
    assert kind_of(case["text"]) == case.get("kind")


@pytest.mark.parametrize(
    "piece", ["a", "?", "(([", "ne ", "n'", "comment ", "un devis ", "je ne sais pas ", "so that "]
)
def test_kind_of_a_text_of_hostile_length_is_found_at_once(piece: str) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    assert least_cpu_s(lambda: kind_of(text)) < 1
