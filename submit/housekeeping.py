"""Housekeeping: what time does to the store. Each piece may run late, twice, or beside the service."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from submit.store.tables import Ask, Event, IdempotencyKey, PageVote, Ticket
from submit.web.service import Service

ASKS_KEPT = timedelta(days=90)
KEYS_KEPT = timedelta(days=7)
REASONS_KEPT = timedelta(days=365)


def keep_house(service: Service) -> dict[str, int]:
    """Send what is due, forget what is past its time. Returns how many of each."""
    return {
        "mails sent": service.outbox.deliver(service.clock),
        "asks forgotten": _forget_asks(service),
        "keys forgotten": _forget_keys(service),
        "reasons forgotten": _forget_reasons(service),
        "uploads removed": service.uploads.sweep(service.clock()),
    }


def _forget_asks(service: Service) -> int:
    """The search log is forgotten, what was typed with it; the ledger keeps that somebody searched."""
    old = select(Ask.id).where(Ask.at < service.clock() - ASKS_KEPT)
    with service.database.write() as session:
        session.execute(update(Ticket).where(Ticket.ask_id.in_(old)).values(ask_id=None))
        session.execute(update(Event).where(Event.ask_id.in_(old)).values(ask_id=None))
        return session.execute(delete(Ask).where(Ask.at < service.clock() - ASKS_KEPT)).rowcount  # type: ignore[attr-defined,no-any-return]


def _forget_keys(service: Service) -> int:
    with service.database.write() as session:
        old = delete(IdempotencyKey).where(IdempotencyKey.at < service.clock() - KEYS_KEPT)
        return session.execute(old).rowcount  # type: ignore[attr-defined,no-any-return]


def _forget_reasons(service: Service) -> int:
    """What readers wrote of a page is forgotten; that it helped or did not is nobody's secret and stays."""
    old = PageVote.at < service.clock() - REASONS_KEPT
    with service.database.write() as session:
        emptied = update(PageVote).where(old, PageVote.reason != "").values(reason="")
        return session.execute(emptied).rowcount  # type: ignore[attr-defined,no-any-return]
