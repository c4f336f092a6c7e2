"""The outbox: mails that are stored before they are sent, and sent at least once.

Each is leased before it is tried, so that the service and any number of `palier tick` may work side by side. A worker
that dies leaves a lease that runs out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from submit.mail.transports import NotSent, Transport
from submit.store.database import Database
from submit.store.tables import Event, Mail, MailState

_LEASE = timedelta(minutes=5)
_RETRIES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
    timedelta(days=1),
)


@dataclass(frozen=True, slots=True)
class Outbox:
    """Sends what is due. The clock is passed in."""

    database: Database
    transport: Transport
    mail_from: str

    def deliver(self, clock: Callable[[], datetime]) -> int:
        """Try every mail that is due, oldest first. Returns how many left the house."""
        sent = 0
        while (mail := self._lease(clock())) is not None:
            try:
                self.transport.send(mail.id, self.mail_from, mail.recipient, mail.content)
            except NotSent as error:
                self._note_failure(mail.id, str(error), permanent=error.permanent, now=clock())
            else:
                self._note_success(mail.id, clock())
                sent += 1
        return sent

    def waiting(self) -> int:
        """How many mails have not left yet."""
        with self.database.read() as session:
            return session.scalar(select(func.count()).where(Mail.state == MailState.WAITING)) or 0

    def _lease(self, now: datetime) -> Mail | None:
        free = or_(Mail.leased_until.is_(None), Mail.leased_until <= now)
        due = select(Mail.id).where(Mail.state == MailState.WAITING, Mail.due <= now, free).order_by(Mail.id)
        with self.database.read() as session:
            if session.scalar(due.limit(1)) is None:
                return None
        with self.database.write() as session:
            mail_id = session.scalar(due.limit(1))
            if mail_id is None:
                return None
            taken = session.execute(update(Mail).where(Mail.id == mail_id, free).values(leased_until=now + _LEASE))
            return session.get(Mail, mail_id) if taken.rowcount else None  # type: ignore[attr-defined]

    def _note_success(self, mail_id: int, now: datetime) -> None:
        with self.database.write() as session:
            mail = session.get_one(Mail, mail_id)
            mail.state, mail.leased_until, mail.fault = MailState.SENT, None, ""
            mail.attempts += 1
            _note(session, mail, "mail-sent", now)

    def _note_failure(self, mail_id: int, fault: str, *, permanent: bool, now: datetime) -> None:
        with self.database.write() as session:
            mail = session.get_one(Mail, mail_id)
            given_up = permanent or mail.attempts >= len(_RETRIES)
            if given_up:
                mail.state = MailState.FAILED
            else:
                mail.due = now + _RETRIES[mail.attempts]
            mail.leased_until, mail.fault = None, fault
            mail.attempts += 1
            _note(session, mail, "mail-failed" if given_up else "mail-delayed", now)


def _note(session: Session, mail: Mail, name: str, now: datetime) -> None:
    data = {"mail": mail.id, "attempts": mail.attempts, "fault": mail.fault}
    session.add(Event(at=now, name=name, ticket_id=mail.ticket_id, data=data))
