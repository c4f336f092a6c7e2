"""In which language a question is asked, as far as it matters."""

import pytest
from small_help_centre import read_cases
from stopwatch import least_cpu_s

from deflect.foreign import is_foreign


@pytest.mark.parametrize("case", read_cases("foreign"), ids=lambda case: case["why"])
def test_question_is_foreign_where_its_small_words_say_so(case):
    assert is_foreign(case["asks"], case["lang"]) is case["foreign"]


def test_megabyte_costs_no_more_than_a_letter():
    for text in ("the " * 250_000, "a" * 1_000_000, "é" * 1_000_000):
        assert least_cpu_s(lambda text=text: is_foreign(text, "fr")) < 0.1
