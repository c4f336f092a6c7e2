"""Dismissals: the ledger of pages that a customer set aside, and why, so that no technician sends one again.

They lie with the ask. A ticket gets its own copies: asks are forgotten, tickets are not.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.secrets.masking import mask
from submit.store.tables import Dismissal

LONGEST_REASON = 200


class Reason(StrEnum):
    """Why a page is not the customer's, by a click. Whoever calls the API may say it in words instead."""

    VERSION = "version"
    STEP_FAILS = "step_fails"
    OTHER_PROBLEM = "other_problem"


def set_aside(session: Session, ask_id: str, page: str, reason: str, at: datetime) -> None:
    """Note that the customer set a page aside. Said again, the reason is what was said last, if anything was."""
    said = mask(reason.replace("\0", "").strip())[:LONGEST_REASON]
    known = session.scalar(select(Dismissal).where(Dismissal.ask_id == ask_id, Dismissal.page == page))
    if known is None:
        session.add(Dismissal(at=at, ask_id=ask_id, page=page, reason=said))
    elif said:
        known.at, known.reason = at, said


def take_back(session: Session, ask_id: str, page: str) -> None:
    """The page is the customer's after all."""
    session.execute(delete(Dismissal).where(Dismissal.ask_id == ask_id, Dismissal.page == page))


def put_on_ticket(session: Session, ask_id: str, ticket_id: int) -> tuple[Dismissal, ...]:
    """Copy what was set aside on an ask to its ticket, in the order in which it was. Returns the copies."""
    noted = session.scalars(select(Dismissal).where(Dismissal.ask_id == ask_id).order_by(Dismissal.id))
    copies = tuple(Dismissal(at=one.at, ticket_id=ticket_id, page=one.page, reason=one.reason) for one in noted)
    session.add_all(copies)
    return copies
