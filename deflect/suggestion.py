"""Suggestions: what a customer is shown for a question, and in which order.

An incident that concerns the customer's version comes before any article, because it is the likelier cause;
one that does not concern it is no answer at all. Pages about other products come last. Otherwise the ranking
stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from deflect.analysis import read_tokens
from deflect.cover import Cover
from deflect.excerpt import Excerpt, make_excerpt
from deflect.fields import Field
from deflect.index import Index
from deflect.passage import cut_passages
from deflect.places import HEAD_BIT, TITLE_BIT
from deflect.question import Question
from deflect.ranking import Match
from deflect.search import Found, search, volume_for
from kb.document import Document, PageKind
from kb.incident import IncidentState, Severity, Verdict
from kb.product import Product
from kb.support import Support

MOST_SUGGESTIONS = 5
# Somebody who browses may ask for more than a customer is shown before a ticket.
MOST_PAGES = 10

# More than are shown, because incidents and other products change places afterwards.
_DEPTH = 15
# An incident goes first when it holds at least this part of what the best page holds of the question: less where
# the customer's version is known to be affected than where nobody can tell.
_DECENT_SHARE = {Verdict.UPDATE: 0.6, Verdict.WORKAROUND: 0.6, Verdict.UNKNOWN: 0.8}


@dataclass(frozen=True, slots=True)
class Reason:
    """One word of the question, as it was typed, and the most telling field of the page that has it."""

    word: str
    field: Field


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page offered as the answer.

    `url` leads to the section that answers best. `marks` are offsets in `excerpt` of the words that match.
    `score`, 0 to 1, says how surely the page is about the question. `verdict` (None for a page that is no
    incident), `fixed_in` (a version, where the verdict is to update), `state` and `severity` tell what an incident
    means for this customer.
    """

    id: str
    lang: str
    kind: PageKind
    title: str
    url: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    score: float
    why: tuple[Reason, ...]
    verdict: Verdict | None = None
    fixed_in: str = ""
    state: str = ""
    severity: str = ""

    @property
    def is_limitation(self) -> bool:
        """Whether this is a known limit that is there to stay, and no news."""
        return self.severity == Severity.LIMITATION

    @property
    def is_being_mended(self) -> bool:
        """Whether this is an incident that somebody will fix."""
        return self.kind is PageKind.INCIDENT and self.state != IncidentState.RESOLVED and not self.is_limitation

    def as_json(self) -> dict[str, Any]:
        """The suggestion as plain data; what only incidents have is left out for other pages."""
        plain: dict[str, Any] = {
            "id": self.id,
            "lang": self.lang,
            "kind": self.kind.value,
            "title": self.title,
            "url": self.url,
            "excerpt": self.excerpt,
            "marks": [list(mark) for mark in self.marks],
            "score": round(self.score, 3),
            "why": [{"word": reason.word, "field": reason.field.value} for reason in self.why],
        }
        if self.verdict is not None:
            plain |= {"verdict": self.verdict.value, "state": self.state, "severity": self.severity}
        if self.fixed_in:
            plain["fixed_in"] = self.fixed_in
        return plain


def suggest(index: Index, support: Support, question: Question, *, floored: bool = True) -> list[Suggestion]:
    """What to show for a question, best first: at most `question.limit` and ten, often nothing.

    `floored` as in `deflect.search`.
    """
    product = _product(support, question)
    shown = choose(index, support, question, floored=floored)
    volume = volume_for(index, question.lang)
    documents = [] if volume is None else volume.documents([one.hit.page for one in shown])
    return [_suggestion(*pair, product, question) for pair in zip(documents, shown, strict=True)]


def choose(index: Index, support: Support, question: Question, *, floored: bool = True) -> list[Found]:
    """The pages that `suggest` shows, in its order, for those who need no words about them."""
    product = _product(support, question)

    def is_no_answer(cover: Cover) -> bool:
        return _verdict(cover, product, question) is Verdict.NOT_AFFECTED

    found = search(index, question, _DEPTH, leave_out=is_no_answer, floored=floored)
    best = max((one.hit.held for one in found), default=0.0)
    ordered = sorted(found, key=lambda one: _shelf(one, product, question, best))
    return ordered[: max(0, min(question.limit, MOST_PAGES))]


def _product(support: Support, question: Question) -> Product | None:
    """The product a question is about; where a vendor has only one, it is that one."""
    if not question.product and len(support.products) == 1:
        return next(iter(support.products.values()))
    return support.products.get(question.product)


def _verdict(page: Cover | Document, product: Product | None, question: Question) -> Verdict | None:
    incident = page.incident
    return None if incident is None else incident.verdict(product, question.version, question.build)


def _shelf(found: Found, product: Product | None, question: Question, best: float) -> int:
    """0 for incidents that go first, 1 for what keeps its rank, 2 for pages about other products."""
    incident = found.cover.incident
    verdict = _verdict(found.cover, product, question)
    if incident is not None and (incident.deserves_a_banner or verdict is Verdict.UPDATE):
        share = _DECENT_SHARE.get(verdict or Verdict.UNKNOWN, 1.0)
        if found.hit.held >= share * best:
            return 0
    products = found.cover.products
    return 2 if product is not None and products and product.id not in products else 1


def _suggestion(document: Document, found: Found, product: Product | None, question: Question) -> Suggestion:
    hit, verdict = found.hit, _verdict(document, product, question)
    matches = hit.matches
    anchor, excerpt = _best_place(document, hit.passage, matches)
    fixed = None
    if document.incident and product and verdict is Verdict.UPDATE:
        affected = document.incident.concerns(product, question.version, question.build)
        fixed = affected.fixed if affected else None
    return Suggestion(
        id=document.id,
        lang=document.lang,
        kind=document.kind,
        title=document.title,
        url=f"{document.url}#{anchor}" if anchor else document.url,
        excerpt=excerpt.text,
        marks=excerpt.marks,
        score=hit.score,
        why=tuple(_reasons(document, matches)),
        verdict=verdict,
        fixed_in=str(fixed) if fixed else "",
        state=document.incident.state.value if document.incident else "",
        severity=document.incident.severity.value if document.incident else "",
    )


def _best_place(document: Document, number: int | None, matches: Sequence[Match]) -> tuple[str, Excerpt]:
    """The anchor of the section that answers best, and its best sentences; `number` is that of the best passage.

    Where the page was found by its title, keywords or questions rather than by its text, it introduces itself:
    a sentence that shares one word with the question by chance would explain nothing.
    """
    terms = {term for match in matches for term in match.terms}
    anchor = ""
    if number is not None:
        passage = next(islice(cut_passages(document), number, None))
        section = document.sections[passage.section]
        excerpt = make_excerpt(section.text[passage.start : passage.end], terms, document.lang)
        if excerpt.text and _tell(excerpt.terms | _terms(section.title, document.lang), matches):
            return section.anchor, excerpt
        anchor = "" if excerpt.text else section.anchor
    text = document.description or next((section.text for section in document.sections if section.text), "")
    return anchor, make_excerpt(text, terms, document.lang)


def _tell(terms: frozenset[str], matches: Sequence[Match]) -> bool:
    """Whether a text's terms are enough of what matched: at least a third of the words, two where there are more."""
    count = sum(not terms.isdisjoint(match.terms) for match in matches)
    return count >= min(len(matches), max(2, len(matches) // 3))


def _reasons(document: Document, matches: Sequence[Match]) -> Iterator[Reason]:
    """Why the page was found, the word that says most first."""
    answers = _terms("\n".join(document.answers), document.lang)
    keywords = _terms("\n".join(document.keywords), document.lang)
    for match in sorted(matches, key=lambda match: -match.clue.force * match.share):
        yield Reason(match.clue.typed, _field(match, answers, keywords))


def _field(match: Match, answers: frozenset[str], keywords: frozenset[str]) -> Field:
    if match.places >> TITLE_BIT & 1:
        return Field.TITLE
    if match.places >> HEAD_BIT & 1:
        if not answers.isdisjoint(match.terms):
            return Field.ANSWERS
        return Field.INTRO if keywords.isdisjoint(match.terms) else Field.KEYWORDS
    return Field.BODY


def _terms(text: str, lang: str) -> frozenset[str]:
    return frozenset(token.term for token in read_tokens(text, lang))
