"""How much meaning counts beside words."""

import numpy as np
import pytest

from deflect.affinity import Affinity

_VALUES = np.array([0.1, 0.2, 0.6, 0.3], np.float32)
_ALL = np.arange(4, dtype=np.uint32)


def test_average_page_gains_nothing_and_the_nearest_most():
    shares = Affinity(_VALUES).shares(_ALL, held=0.0)
    assert shares.tolist() == pytest.approx([2 * part for part in (-2 / 3, -1 / 3, 1, 0)], abs=1e-5)


def test_more_held_words_leave_less_to_meaning():
    affinity = Affinity(_VALUES)
    gains = [float(affinity.shares(_ALL, held)[2]) for held in (0.0, 0.3, 0.6, 0.9, 1.0, 1.2)]
    assert gains == sorted(gains, reverse=True)
    assert (gains[0], gains[-1]) == (pytest.approx(2), 0)


def test_letter_means_half_as_much():
    gains = [float(Affinity(_VALUES, letter=letter).shares(_ALL, 0.0)[2]) for letter in (False, True)]
    assert gains == pytest.approx([2, 1])


def test_words_of_a_foreign_question_take_nothing_from_its_meaning():
    affinity = Affinity(_VALUES, foreign=True)
    assert affinity.shares(_ALL, 0.9).tolist() == affinity.shares(_ALL, 0.0).tolist() != [0, 0, 0, 0]


def test_pages_that_are_all_alike_gain_nothing():
    alike = Affinity(np.full(4, 0.5, np.float32))
    assert alike.shares(_ALL, 0.2).tolist() == [0, 0, 0, 0]


def test_nearest_are_numbers_in_ascending_order():
    values = np.linspace(1, 0, 100, dtype=np.float32)[::-1]
    assert Affinity(values).nearest().tolist() == list(range(75, 100))
    assert Affinity(_VALUES).nearest().tolist() == [0, 1, 2, 3]
