"""Excerpts: the few sentences of a page that answer best, as plain text, with the matched words marked."""

import re
from collections.abc import Set
from dataclasses import dataclass

from deflect.analysis import read_tokens
from deflect.passage import LONGEST_SENTENCE, cut_sentences

# No sentence is longer (see `deflect.passage`), so one always fits.
LONGEST_EXCERPT = LONGEST_SENTENCE

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Plain text and the `(start, end)` offsets of the words in it that the question asked for, in order."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def make_excerpt(text: str, terms: Set[str], lang: str) -> Excerpt:
    """The run of whole sentences of `text` that holds most of `terms`, at most `LONGEST_EXCERPT` characters.

    Among equals the first. Text without an end of a sentence is cut at a space.
    """
    sentences = [_SPACE.sub(" ", text[start:end]) for start, end in cut_sentences(text)]
    if not sentences:
        return Excerpt("")
    found = [{token.term for token in read_tokens(sentence, lang)} & terms for sentence in sentences]
    best, most = "", -1
    for first in range(len(sentences)):
        run, held = _run_from(sentences, found, first)
        if held > most:
            best, most = run, held
    return Excerpt(best, _mark(best, terms, lang))


def _run_from(sentences: list[str], found: list[set[str]], first: int) -> tuple[str, int]:
    """As many sentences from `first` on as fit, and how many terms they hold together."""
    run, held = sentences[first], set(found[first])
    for sentence, terms in zip(sentences[first + 1 :], found[first + 1 :], strict=True):
        joined = f"{run}{_joint(run)}{sentence}"
        if len(joined) > LONGEST_EXCERPT:
            break
        run, held = joined, held | terms
    return run, len(held)


def _joint(run: str) -> str:
    """What stands between two lines: headings, rows and list entries end without a stop of their own."""
    return " " if run.rstrip('\u00a0\u202f »”")').endswith((".", "!", "?", "…", ":", ";", ",")) else " – "


def _mark(text: str, terms: Set[str], lang: str) -> tuple[tuple[int, int], ...]:
    return tuple((token.start, token.end) for token in read_tokens(text, lang) if token.term in terms)
