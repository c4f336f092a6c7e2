"""`ambiguous-term`: under `terms`, a word stands once for each product, so that it has one meaning there."""

import unicodedata
from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.knowledge import Knowledge
from kb.support import Term

_RULE = "ambiguous-term"


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each word that is empty, written twice in an entry, or in two entries for the same product."""
    knowledge = inspection.knowledge
    seen: dict[str, list[int]] = {}
    terms = knowledge.support.terms
    for number, term in enumerate(terms):
        for place, word in enumerate(term.words):
            fault = _fault(knowledge, number, seen.setdefault(_fold(word), []), word)
            if fault:
                yield knowledge.source.finding(("terms", number, "words", place), _RULE, *fault)
            seen[_fold(word)].append(number)


def _fault(knowledge: Knowledge, number: int, entries: list[int], word: str) -> tuple[str, str] | None:
    """What is wrong with a word that the `entries` before it hold too, and the cure; None when nothing is."""
    if not word.strip():
        return "a word is empty", "write the word, or remove the line"
    if number in entries:
        return f"“{word}” is written twice in this entry", "keep one of the two"
    terms = knowledge.support.terms
    other = next((entry for entry in entries if _overlap(terms[entry], terms[number])), None)
    if other is None:
        return None
    line, _ = knowledge.source.place(("terms", other))
    return (
        f"“{word}” also stands in the entry at line {line}, so it has two meanings",
        "make one entry of the two, or give them different products",
    )


def _overlap(one: Term, other: Term) -> bool:
    """Whether some product has both entries; an entry that names no product serves all of them."""
    return not one.products or not other.products or not set(one.products).isdisjoint(other.products)


def _fold(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())
