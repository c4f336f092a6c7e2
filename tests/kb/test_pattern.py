"""Patterns of authors: they match what Python's `re` matches, and never take for ever."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stopwatch import least_cpu_s

from kb.pattern import BadPattern, read_pattern

LETTERS = st.text(st.sampled_from("ab1-"), max_size=8)
ATOMS = st.sampled_from(["a", "b", r"\d", "[ab]", "[^a]", r"\-", ".", "[a-b1]", r"[\d-]"])
COUNTS = st.sampled_from(["", "*", "+", "?", "{2}", "{1,}", "{0,2}"])


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    counted = st.builds(lambda part, count: f"(?:{part}){count}", inner, COUNTS)
    return st.one_of(st.builds("{}{}".format, counted, inner), st.builds("({}|{})".format, inner, inner))


@given(pattern=st.recursive(st.builds("{}{}".format, ATOMS, COUNTS), _joined, max_leaves=6), text=LETTERS)
def test_pattern_matches_what_re_matches(pattern: str, text: str) -> None:
    assert read_pattern(pattern).matches(text) == (re.fullmatch(pattern, text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"^FA-\d{4}$", "FA-2026", True),
        (r"^FA-\d{4}$", "FA-2026 ", False),
        (r"FA-\d{4}(-\d{2})?", "FA-2026-11", True),
        (r"[A-Z]{2,3}", "ABCD", False),
        (r"\w+@\w+\.fr", "marie@exemple.fr", True),
        (r"l’été|\S{3}", "l’été", True),
        ("a|", "", True),
        ("", "", True),
        (r"1\$", "1$", True),
        ("a*", "a" * 501, False),
    ],
)
def test_pattern_matches_the_whole_text(pattern: str, text: str, matches: bool) -> None:
    assert read_pattern(pattern).matches(text) is matches


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("(a", "a bracket is not closed (at character 2)"),
        ("a)", "a bracket is closed that was not opened (at character 1)"),
        ("*", "“*” has nothing to stand for; write \\* for the sign itself (at character 1)"),
        ("(?=a)", "a group cannot look around (at character 1)"),
        (r"(a)\1", "\\1 is not known here; use \\d, \\w, \\s or a sign after the \\ (at character 5)"),
        ("[a", "it ends too early (at character 2)"),
        ("[z-a]", "“z-a” goes backwards (at character 4)"),
        ("a{3,1}", "a count goes up, and to 200 at most (at character 6)"),
        ("a{201}", "a count goes up, and to 200 at most (at character 6)"),
        ("a{x}", "a count is written {2}, {2,} or {2,4} (at character 2)"),
        ("a**", "a count follows a count (at character 2)"),
        ("(" * 21 + ")" * 21, "the brackets are nested too deeply (at character 21)"),
    ],
)
def test_pattern_that_cannot_be_read_says_why(pattern: str, fault: str) -> None:
    with pytest.raises(BadPattern) as told:
        read_pattern(pattern)
    assert str(told.value) == f"this pattern cannot be used: {fault}"


def test_pattern_that_is_too_large_is_refused() -> None:
    with pytest.raises(BadPattern, match="too large"):
        read_pattern("(a{100}b{100}){100}")


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "a?" * 30 + "a" * 30 + "b", "(.*)*(.*)*x", "(a{1,9}){1,9}b"])
def test_hostile_text_takes_no_longer_than_its_length(pattern: str) -> None:
    read = read_pattern(pattern)
    assert [read.matches("a" * length) for length in (500, 1_000_000)] == [False, False]
    assert least_cpu_s(lambda: [read.matches("a" * length) for length in (500, 1_000_000)]) < 0.1
