"""Housekeeping: what time does to the store. Each piece may run late, twice, or beside the service."""

from datetime import timedelta

from sqlalchemy import and_, delete, or_, select, update

from submit.store.tables import Ask, Dismissal, Event, IdempotencyKey, Mail, MailState, MeToo, PageVote, Ticket
from submit.web.service import Service

ASKS_KEPT = timedelta(days=90)
KEYS_KEPT = timedelta(days=7)
REASONS_KEPT = timedelta(days=365)
UNCONFIRMED_KEPT = timedelta(days=7)
NOTICES_KEPT = timedelta(days=7)
TOLD_KEPT = timedelta(days=90)
# Beyond that nobody waits any more for an incident that was never declared fixed.
WAITING_KEPT = timedelta(days=730)


def keep_house(service: Service) -> dict[str, int]:
    """Send what is due, forget what is past its time. Returns how many of each."""
    told = service.me_toos.tell()
    return {
        "mails sent": service.outbox.deliver(service.clock),
        "told of a fix": told,
        "asks forgotten": _forget_asks(service),
        "keys forgotten": _forget_keys(service),
        "reasons forgotten": _forget_reasons(service),
        "subscriptions forgotten": _forget_subscriptions(service),
        "notices forgotten": _forget_notices(service),
        "uploads removed": service.uploads.sweep(service.clock()),
    }


def _forget_asks(service: Service) -> int:
    """The search log is forgotten, what was typed with it; the ledger keeps that somebody searched."""
    old = select(Ask.id).where(Ask.at < service.clock() - ASKS_KEPT)
    with service.database.write() as session:
        session.execute(update(Ticket).where(Ticket.ask_id.in_(old)).values(ask_id=None))
        session.execute(update(Event).where(Event.ask_id.in_(old)).values(ask_id=None))
        session.execute(update(MeToo).where(MeToo.ask_id.in_(old)).values(ask_id=None))
        session.execute(delete(Dismissal).where(Dismissal.ask_id.in_(old)))
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


def _forget_notices(service: Service) -> int:
    """Mails of no ticket that have left, or never will: their address is nobody's business any more."""
    done = and_(Mail.ticket_id.is_(None), Mail.state != MailState.WAITING, Mail.at < service.clock() - NOTICES_KEPT)
    with service.database.write() as session:
        return session.execute(delete(Mail).where(done)).rowcount  # type: ignore[attr-defined,no-any-return]


def _forget_subscriptions(service: Service) -> int:
    """Addresses that nobody confirmed, and those whose wait is long over; that somebody has the problem stays."""
    now = service.clock()
    late = and_(MeToo.asked < now - UNCONFIRMED_KEPT, MeToo.confirmed.is_(None))
    over = or_(MeToo.told < now - TOLD_KEPT, and_(MeToo.told.is_(None), MeToo.confirmed < now - WAITING_KEPT))
    known = MeToo.token_digest.is_not(None)
    nothing = {"email": "", "person": None, "name": "", "token_digest": None}
    with service.database.write() as session:
        dropped = session.execute(delete(MeToo).where(late, MeToo.counted.is_(False)))
        emptied = session.execute(update(MeToo).where(known, or_(late, over)).values(nothing))
        return dropped.rowcount + emptied.rowcount  # type: ignore[attr-defined,no-any-return]
