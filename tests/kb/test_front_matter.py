"""The lines around the front matter: a slip there is one finding, and a sound page has none."""

import pytest
from written_centre import read_cases, why

from kb.finding import Finding
from kb.front_matter import split_page


@pytest.mark.parametrize("case", read_cases("fences"), ids=why)
def test_fences_of_a_case(case):
    split = split_page(case["text"], "x", keys_wanted=not case["plain"])
    assert (str(split).removeprefix("x:") if isinstance(split, Finding) else "") == case["finding"]
