"""Asks: the log of what customers searched, were shown, and said of it. Masked before anything is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from deflect.question import Question
from kb.secrets.masking import mask
from submit.dismissals import set_aside, take_back
from submit.gate.question.segment import Part, part_of, plain
from submit.store.tables import Ask, Event, Ticket
from submit.tokens import digest

_MAX_TEXT = 8_000
_MASKED = re.compile(r"\[secret-\d+\]")
_MAX_REMEMBERED = 50
# What the columns hold; the others are cut at 200.
_LETTERS = {"lang": 8, "kind": 32}


class Outcome(StrEnum):
    """What a customer says of one suggestion."""

    SOLVED = "solved"
    NOT_MINE = "not_mine"
    ME_TOO = "me_too"


@dataclass(frozen=True, slots=True)
class UnknownAsk:
    """The ask that an outcome names does not exist, or never showed that suggestion."""

    ask: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Search:
    """One search that a customer made: on which ask, when, for what, and the ids of what was shown."""

    ask: str
    at: datetime
    question: Question
    shown: tuple[str, ...]


def searchable(masked: str) -> str:
    """The words of a masked text that can find anything: the masks themselves would find the page about secrets, and
    a line that only tells how to log in, the pages about that.
    """
    lines = masked.splitlines()
    matter = [line for line in lines if not (_MASKED.search(line) and part_of(plain(line)) is Part.FACTS)]
    return _MASKED.sub(" ", "\n".join(matter if any(line.strip() for line in matter) else lines))


def words_digest(words: str) -> str:
    """What two texts share when the customer would call them the same: case and white space do not count."""
    return digest(" ".join(words.casefold().split()))


def open_ask(session: Session, ask_id: str) -> Ask | None:
    """The ask that a client names, unless it does not exist or has become a ticket.

    An ask is good for one ticket: the next one's words are to be searched, and shown, like any other's.
    """
    ask = session.get(Ask, ask_id) if ask_id else None
    if ask is None or session.scalar(select(Ticket.id).where(Ticket.ask_id == ask.id)) is not None:
        return None
    return ask


def record_searches(session: Session, searches: Sequence[Search]) -> None:
    """Write down searches of any number of asks, in their order; an ask that is not there yet is begun."""
    named = {search.ask for search in searches}
    asks = {ask.id: ask for ask in session.scalars(select(Ask).where(Ask.id.in_(named)))}
    for search in searches:
        asks[search.ask] = _go_on(session, asks.get(search.ask), search)
    session.execute(insert(Event), [_event(search) for search in searches])


def record_search(session: Session, ask: Ask | None, search: Search) -> Ask:
    """Write down one search on its ask, which is begun when it is None. Returns the ask."""
    ask = _go_on(session, ask, search)
    session.add(Event(**_event(search)))
    return ask


def record_outcome(
    session: Session, ask_id: str, suggestion_id: str, outcome: Outcome, now: datetime, reason: str = ""
) -> Ask | UnknownAsk:
    """Write down what the customer said of a suggestion that was shown. Saying it twice is saying it once.

    `reason` says why it is not theirs. Returns the ask.
    """
    # Locked, where the store can: two answers at once would each keep only its own.
    ask = session.get(Ask, ask_id, with_for_update=True)
    if ask is None or suggestion_id not in ask.shown:
        return UnknownAsk(ask_id, suggestion_id)
    if outcome is Outcome.NOT_MINE:
        ask.dismissed = _remember(ask.dismissed, [suggestion_id])
        set_aside(session, ask_id, suggestion_id, reason, now)
    elif suggestion_id in ask.dismissed:
        ask.dismissed = [one for one in ask.dismissed if one != suggestion_id]
        take_back(session, ask_id, suggestion_id)
    session.add(Event(at=now, name=str(outcome), ask_id=ask_id, data={"suggestion": suggestion_id}))
    return ask


def _go_on(session: Session, ask: Ask | None, search: Search) -> Ask:
    """The ask with this search on it.

    The question may still hold secrets; they are masked here, at the last door before the store.
    """
    if ask is None:
        ask = Ask(id=search.ask, at=search.at, searched=[], shown=[], dismissed=[], interrupted=False)
        session.add(ask)
    text = mask(search.question.text)
    for name in ("lang", "product", "version", "build", "kind", "page"):
        given = str(getattr(search.question, name))
        setattr(ask, name, given and _storable(mask(given))[: _LETTERS.get(name, 200)])
    ask.text = _storable(text)[:_MAX_TEXT]
    # Lists are replaced, not changed: SQLAlchemy sees only assignments to a JSON column.
    ask.searched = _remember(ask.searched, [words_digest(text)])
    ask.shown = _remember(ask.shown, search.shown)
    return ask


def _event(search: Search) -> dict[str, Any]:
    data = {"shown": list(search.shown), "letters": len(search.question.text)}
    return {"at": search.at, "name": "searched", "ask_id": search.ask, "data": data}


def _storable(text: str) -> str:
    """The text without the one letter that PostgreSQL holds nowhere."""
    return text.replace("\0", "")


def _remember(known: list[str], more: Sequence[str]) -> list[str]:
    """What was known and what is new, each once, the newest last, and not without end."""
    fresh = [one for one in dict.fromkeys(more) if one not in known]
    return [*known, *fresh][-_MAX_REMEMBERED:]
