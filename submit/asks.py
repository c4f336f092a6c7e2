"""Asks: the log of what customers searched, were shown, and said of it. Masked before anything is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from deflect.question import Question
from deflect.suggestion import Suggestion
from kb.secrets.masking import mask
from submit.store.tables import Ask, Event
from submit.tokens import digest, new_id

_MAX_TEXT = 8_000
_MASKED = re.compile(r"\[secret-\d+\]")
_MAX_REMEMBERED = 50


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


def searchable(masked: str) -> str:
    """The words of a masked text that can find anything: the masks themselves would find the page about secrets."""
    return _MASKED.sub(" ", masked)


def words_digest(words: str) -> str:
    """What two texts share when the customer would call them the same: case and white space do not count."""
    return digest(" ".join(words.casefold().split()))


def record_search(
    session: Session,
    ask: Ask | None,
    question: Question,
    suggestions: Sequence[Suggestion],
    now: datetime,
) -> Ask:
    """Write down that `question` was searched, on the customer's ask or on a new one. Returns the ask.

    `question.text` may still hold secrets; they are masked here, at the last door before the store.
    """
    if ask is None:
        ask = Ask(id=new_id(), at=now, searched=[], shown=[], dismissed=[], interrupted=False)
        session.add(ask)
    for name in ("lang", "product", "version", "build", "kind", "page"):
        setattr(ask, name, mask(str(getattr(question, name)))[:200])
    ask.text = mask(question.text)[:_MAX_TEXT]
    # Lists are replaced, not changed: SQLAlchemy sees only assignments to a JSON column.
    ask.searched = _remember(ask.searched, [words_digest(question.text)])
    ask.shown = _remember(ask.shown, [suggestion.id for suggestion in suggestions])
    shown = [suggestion.id for suggestion in suggestions]
    session.flush()
    session.add(Event(at=now, name="searched", ask_id=ask.id, data={"shown": shown, "letters": len(question.text)}))
    return ask


def record_outcome(
    session: Session, ask_id: str, suggestion_id: str, outcome: Outcome, now: datetime
) -> UnknownAsk | None:
    """Write down what the customer said of a suggestion that was shown. Saying it twice is saying it once."""
    ask = session.get(Ask, ask_id)
    if ask is None or suggestion_id not in ask.shown:
        return UnknownAsk(ask_id, suggestion_id)
    if outcome is Outcome.NOT_MINE:
        ask.dismissed = _remember(ask.dismissed, [suggestion_id])
    elif suggestion_id in ask.dismissed:
        ask.dismissed = [one for one in ask.dismissed if one != suggestion_id]
    session.add(Event(at=now, name=str(outcome), ask_id=ask_id, data={"suggestion": suggestion_id}))
    return None


def _remember(known: list[str], more: Sequence[str]) -> list[str]:
    """What was known and what is new, each once, the newest last, and not without end."""
    fresh = [one for one in dict.fromkeys(more) if one not in known]
    return [*known, *fresh][-_MAX_REMEMBERED:]
