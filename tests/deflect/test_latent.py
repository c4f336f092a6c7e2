"""Topics: what pages and words of a collection are about, found in the collection alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deflect.latent import find_topics, fold_in


def _weighed(pages):
    """Pages given as lists of terms: their sizes, terms and weights, each 1 over the root of its page's length."""
    terms = np.array([term for page in pages for term in page], np.uint32)
    weights = np.concatenate([np.full(len(page), len(page) ** -0.5, np.float32) for page in pages])
    return np.array([len(page) for page in pages], np.uint32), terms, weights


def _topics(pages):
    sizes, terms, weights = _weighed(pages)
    return find_topics(sizes, terms, weights, int(terms.max()) + 1)


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


_REMOVALS_AND_TAXES = [[0, 1], [1, 2], [3, 4], [4, 5]] * 3


def test_pages_that_did_not_change_stand_where_they_stood():
    found = _topics(_REMOVALS_AND_TAXES)
    folded = fold_in(*_weighed(_REMOVALS_AND_TAXES), found.terms)
    assert folded.pages == pytest.approx(found.pages, abs=1e-4)
    assert (folded.terms == found.terms).all()


def test_new_word_is_about_what_its_page_is_about():
    found = _topics(_REMOVALS_AND_TAXES)
    known = np.vstack([found.terms, np.zeros((1, found.terms.shape[1]), np.float32)])
    folded = fold_in(*_weighed([*_REMOVALS_AND_TAXES[:-1], [4, 5, 6]]), known)
    new = folded.terms[6] / np.linalg.norm(folded.terms[6])
    assert new @ folded.pages[3] > 0.8
    assert abs(new @ folded.pages[0]) < 0.1
    # It is as strong as a word that was there before, so it does not drown the others in a question.
    assert np.linalg.norm(folded.terms[6]) < np.linalg.norm(folded.terms[5])


def test_page_of_new_words_alone_is_about_nothing():
    found = _topics(_REMOVALS_AND_TAXES)
    known = np.vstack([found.terms, np.zeros((1, found.terms.shape[1]), np.float32)])
    folded = fold_in(*_weighed([*_REMOVALS_AND_TAXES, [6]]), known)
    assert not folded.pages[-1].any()
    assert not folded.terms[6].any()
