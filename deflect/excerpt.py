"""Excerpts: the few sentences of a page that answer best, as plain text, with the matched words marked."""

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import NamedTuple

from deflect.analysis import read_tokens
from deflect.passage import LONGEST_SENTENCE, cut_sentences

# No sentence is longer (see `deflect.passage`), so one always fits.
LONGEST_EXCERPT = LONGEST_SENTENCE

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Plain text. `marks` are the `(start, end)` offsets in it of the words asked for, in order; `terms` are theirs."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    terms: frozenset[str] = frozenset()


class _Sentence(NamedTuple):
    text: str
    marks: list[tuple[int, int]]
    terms: set[str]


def make_excerpt(text: str, terms: Set[str], lang: str) -> Excerpt:
    """The run of whole sentences of `text` that holds most of `terms`, at most `LONGEST_EXCERPT` characters.

    Among equals the first. Text without an end of a sentence is cut at a space.
    """
    sentences = [_read(_SPACE.sub(" ", text[start:end]), terms, lang) for start, end in cut_sentences(text)]
    runs = (_run_from(sentences, first) for first in range(len(sentences)))
    return max(runs, key=lambda run: len(run.terms), default=Excerpt(""))


def _read(sentence: str, terms: Set[str], lang: str) -> _Sentence:
    found = [token for token in read_tokens(sentence, lang) if token.term in terms]
    return _Sentence(sentence, [(token.start, token.end) for token in found], {token.term for token in found})


def _run_from(sentences: list[_Sentence], first: int) -> Excerpt:
    """As many sentences from `first` on as fit. No word reaches over a joint, so none is read twice."""
    run, marks, terms = "", [], set[str]()
    for sentence in sentences[first:]:
        start = f"{run}{_joint(run)}" if run else ""
        if len(start) + len(sentence.text) > LONGEST_EXCERPT and run:
            break
        run = f"{start}{sentence.text}"
        marks += [(len(start) + mark, len(start) + end) for mark, end in sentence.marks]
        terms |= sentence.terms
    return Excerpt(run, tuple(marks), frozenset(terms))


def _joint(run: str) -> str:
    """What stands between two lines: headings, rows and list entries end without a stop of their own."""
    return " " if run.rstrip('\u00a0\u202f »”")').endswith((".", "!", "?", "…", ":", ";", ",")) else " – "
