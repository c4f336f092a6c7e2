import pytest

from submit.gate.fillers import is_filler


@pytest.mark.parametrize("text", ["", "  ", "-", "...", "n/a", "N / A", "N.C.", "s.o.", "xxx", "Tbd", "?" * 500])
def test_filler_says_nothing(text: str) -> None:
    assert is_filler(text)


@pytest.mark.parametrize("text", ["rien", "none", "14", "7", "ok", "a1", "nas", "x" + "y" * 500])
def test_short_answer_is_no_filler(text: str) -> None:
    assert not is_filler(text)
