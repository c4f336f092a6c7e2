"""Passages: stretches of a page that are short enough to be read at once, cut on the borders of sentences.

Cutting depends on the document alone, so a passage is named by its number and never stored.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.document import Document

# Longer than any sentence that a person reads; text without an end is cut at a space.
LONGEST_SENTENCE = 280

_PASSAGE_CHARACTERS = 450
# Passages share the bits of one number with the head of the page (see `deflect.places`); a page that has
# more is found all the same, but its end counts as one passage.
_MANY = 62
# Nothing is tried twice, so this stays linear on a line of a million dots or spaces.
_SENTENCE_END = re.compile(r"[.!?…](?:[»”\")\]]|[ \u00a0\u202f]»)?[ \t]++(?!»)|\n+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one section: `text[start:end]` of the section with that number."""

    section: int
    start: int
    end: int


def cut_passages(document: Document) -> Iterator[Passage]:
    """The passages of a page, in reading order; longer ones where the page is long.

    Whoever looks for one need not cut what follows it.
    """
    total = sum(len(section.text) for section in document.sections)
    size = max(_PASSAGE_CHARACTERS, 2 * total // _MANY)
    for number, section in enumerate(document.sections):
        start = 0
        borders = [end for _, end in cut_sentences(section.text)]
        for border in borders:
            if border - start >= size or border == borders[-1]:
                yield Passage(number, start, border)
                start = border
        if not borders and section.title:
            yield Passage(number, 0, 0)


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of `text` starts and ends, without the space around it; none is very long."""
    sentences = []
    start = 0
    borders = [match.end() for match in _SENTENCE_END.finditer(text)]
    borders.append(len(text))
    for border in borders:
        # Most sentences are short, and there are seventy of them on a page.
        short = border - start <= LONGEST_SENTENCE
        for first, last in ((start, border),) if short else _cut_long(text, start, border):
            body = text[first:last].lstrip()
            if body:
                sentences.append((last - len(body), last - len(body) + len(body.rstrip())))
        start = border
    return sentences


def _cut_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]
