"""A peer: another search engine, asked the same questions about the same pages.

Each one is given what its own manual recommends for this: stemming and stop words of the language, weights for
fields where it knows fields, any word of the question may match. Where there is something to set, it has the setting
with the best mean recall@3 of the four to twelve that were tried on all five sets of questions: a comparison with
peers that were held back says nothing. None is handed a customer's text as a query language.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from deflect.analysis import read_tokens
from deflect.collection import Page

DEPTH = 10
FIELDS = ("title", "keywords", "body")


class Missing(Exception):
    """The peer cannot be measured here. The message says what is missing."""


class Peer(Protocol):
    """An engine over pages of one language. Built once, opened, then asked by one thread."""

    def __init__(self, folder: Path, lang: str) -> None:
        """Keep all files in `folder`, which is there and empty or holds what `build` has left."""

    def version(self) -> str:
        """Name and version of the engine, as its makers write them."""

    def build(self, pages: Iterable[Page]) -> None:
        """Index all pages. Raises `Missing`."""

    def open(self) -> None:
        """Be ready for questions."""

    def search(self, text: str) -> list[str]:
        """The ids of at most ten pages, best first. The time of this call is what is measured."""

    def close(self) -> None:
        """Let go of files and processes; called also when building has failed."""


@runtime_checkable
class Suggester(Protocol):
    """A peer that also makes what a customer is shown: its time is told beside that of finding the pages."""

    def suggest(self, text: str) -> object:
        """Titles, excerpts, marked words and reasons. The time of this call is what is measured."""


def fields_of(page: Page) -> dict[str, str]:
    """The text of each field; past questions count as keywords."""
    return {"title": page.title, "keywords": "\n".join([*page.keywords, *page.answers]), "body": page.body}


def stems(text: str, lang: str) -> Iterator[str]:
    """The terms of a text by Palier's own analysis, for peers that are given "the same stems"."""
    return (token.term for token in read_tokens(text, lang))
