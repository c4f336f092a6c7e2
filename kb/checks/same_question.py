"""`same-question`: one question leads to one page; where two claim it, each hides the other."""

import re
import unicodedata
from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.page import IncidentMatter, Matter, Page
from kb.source import Path

_WORD = re.compile(r"\w+")


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each question that a page of the same language, or this one, has asked before."""
    first: dict[tuple[str, str], tuple[Page, Path]] = {}
    for page, matter in inspection.indexed():
        for path, question in _questions(matter):
            words = _fold(question)
            other, place = first.setdefault((page.lang, words), (page, path))
            if not words or (other is page and place == path) or (other.id == page.id and other is not page):
                continue
            where = f"line {other.source.place(place)[0]} of this page" if other is page else other.path
            fault = f"“{question}” is also asked in {where}"
            yield page.source.finding(path, "same-question", fault, "leave it to the page that answers it best")


def _questions(matter: Matter) -> Iterator[tuple[Path, str]]:
    yield from ((("answers", number), text) for number, text in enumerate(matter.answers))
    if isinstance(matter, IncidentMatter):
        yield from ((("symptoms", number), text) for number, text in enumerate(matter.symptoms))


def _fold(question: str) -> str:
    """What is left of a question without case, accents and punctuation."""
    apart = unicodedata.normalize("NFKD", question.casefold())
    return " ".join(_WORD.findall("".join(letter for letter in apart if not unicodedata.combining(letter))))
