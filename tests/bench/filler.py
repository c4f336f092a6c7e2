"""Filler: pages that nobody wrote, made of lines and titles of a collection's own pages. The same ones on every run.

They are as long as real pages and say the same words as often, so an index of them is as large and as dense as a real
one; what they say makes no sense, so only times and sizes are to be read from it.
"""

import random
from collections.abc import Iterator, Sequence

from deflect.collection import Page


def fill_up(pages: Sequence[Page], count: int) -> Iterator[Page]:
    """The pages themselves, then as much filler as makes `count` pages of them."""
    yield from pages[:count]
    lines = [line for page in pages for line in page.body.splitlines() if line.strip()]
    for number in range(count - len(pages)):
        dice = random.Random(f"filler {number}")
        like, other = dice.choice(pages), dice.choice(pages)
        length = len(like.body.splitlines())
        yield Page(
            id=f"filler-{number}",
            lang=like.lang,
            title=_cross(like.title, other.title),
            keywords=other.keywords,
            body="\n".join(dice.choices(lines, k=length)),
        )


def _cross(first: str, second: str) -> str:
    """The first half of one title and the second half of another."""
    start, end = first.split(), second.split()
    return " ".join([*start[: (len(start) + 1) // 2], *end[len(end) // 2 :]])
