"""Topics: what pages and words of a collection are about, found in the collection alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deflect.latent import find_topics


def _topics(pages):
    """The topics of pages given as lists of term numbers, each weighing 1 over the root of the page's length."""
    terms = np.array([term for page in pages for term in page], np.uint32)
    weights = np.concatenate([np.full(len(page), len(page) ** -0.5, np.float32) for page in pages])
    return find_topics(np.array([len(page) for page in pages], np.uint32), terms, weights, int(terms.max()) + 1)


def test_words_written_of_together_are_near_each_other():
    # Removals (0, 1, 2) and taxes (3, 4, 5): no page has both 0 and 2, but both stand beside 1.
    pages = [[0, 1], [1, 2], [3, 4], [4, 5]] * 2
    topics = _topics(pages)
    directions = topics.terms / np.linalg.norm(topics.terms, axis=1, keepdims=True)
    assert directions[0] @ directions[2] > 0.5
    assert abs(directions[0] @ directions[5]) < 0.1


def test_page_is_nearest_to_the_question_made_of_its_words():
    rng = np.random.default_rng(1)
    pages = [sorted(rng.choice(60, 6, replace=False).tolist()) for _ in range(90)]
    topics = _topics(pages)
    asked = topics.terms[pages[7]].sum(axis=0)
    near = topics.pages @ (asked / np.linalg.norm(asked))
    assert int(near.argmax()) == 7


@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=8, unique=True), min_size=1, max_size=40))
def test_pages_have_length_one_and_numbers_that_are_numbers(pages):
    topics = _topics(pages)
    assert topics.pages.shape[0] == len(pages)
    assert topics.pages.shape[1] == topics.terms.shape[1] <= max(1, len(pages))
    assert np.isfinite(topics.pages).all()
    assert np.isfinite(topics.terms).all()
    lengths = np.linalg.norm(topics.pages, axis=1)
    assert all(length == pytest.approx(1, abs=1e-3) or length < 1e-3 for length in lengths)


def test_no_pages_have_no_topics():
    topics = find_topics(np.zeros(0, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.float32), 0)
    assert (topics.pages.shape, topics.terms.shape) == ((0, 0), (0, 0))
