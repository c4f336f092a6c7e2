"""Posting lists stay in memory within bounds, those longest that are asked for."""

import numpy as np
import pytest

from deflect.kept_postings import KeptPostings
from deflect.postings import Postings


def _postings(pages):
    """Of 24 bytes a page, as on disk: some 1,000 bytes are counted beside."""
    numbers, values = np.arange(pages, dtype=np.uint32), np.ones(pages, np.float32)
    return Postings(numbers, values, np.ones(pages, np.uint64), numbers, values)


def test_list_that_was_added_is_kept_itself():
    kept, zebra = KeptPostings(100_000), _postings(10)
    kept.add("zebr", zebra)
    assert kept.get("zebr") is zebra
    assert kept.get("lion") is None


def test_lists_beyond_the_bound_are_forgotten():
    kept = KeptPostings(100_000)
    for number in range(100):
        kept.add(f"terme{number}", _postings(100))
    held = [number for number in range(100) if kept.get(f"terme{number}") is not None]
    # 3,400 bytes each: fourteen in one generation, and what was begun of the next.
    assert 14 <= len(held) <= 28
    assert held[-1] == 99


def test_list_that_is_asked_for_again_outlives_the_others():
    kept = KeptPostings(100_000)
    kept.add("zebr", _postings(100))
    for number in range(100):
        assert kept.get("zebr") is not None
        kept.add(f"terme{number}", _postings(100))
    assert kept.get("terme0") is None


@pytest.mark.parametrize("pages", [0, 1, 5_000])
def test_list_larger_than_the_bound_is_kept_until_the_next_but_one(pages):
    kept = KeptPostings(20_000)
    kept.add("zebr", _postings(5_000))
    kept.add("lion", _postings(pages))
    assert kept.get("lion") is not None
    for number in range(20):
        kept.add(f"terme{number}", _postings(100))
    assert kept.get("zebr") is None
