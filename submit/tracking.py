"""Tracking: a ticket as its customer sees it, by the secret link and nothing else.

Internal messages never leave this module's filter; an unknown link says the same as a link that never was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from kb.secrets.masking import find_secrets, mask
from submit.draft import Draft
from submit.library import Library
from submit.mail.letters import Letters
from submit.refusal import Code, Refusal
from submit.store.database import Database
from submit.store.tables import AttachmentRow, Author, Event, Mail, Message, Ticket, TicketState
from submit.tokens import digest

_LONGEST_MESSAGE = 8_000


@dataclass(frozen=True, slots=True)
class Tracked:
    """What the customer may see of a ticket. `siblings` were one message with it: their references and states, no link.

    Who was given the link of one request was not given those of the others.
    """

    ticket: Ticket
    draft: Draft
    messages: tuple[Message, ...]
    attachments: tuple[AttachmentRow, ...]
    siblings: tuple[Ticket, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracking:
    """What following a ticket needs."""

    database: Database
    library: Library
    letters: Letters
    attachments: Path
    clock: Callable[[], datetime]

    def open(self, token: str) -> Tracked | None:
        """The ticket behind a link, or None when the link leads nowhere."""
        with self.database.read() as session:
            ticket = _find(session, token)
            if ticket is None:
                return None
            messages = tuple(message for message in ticket.messages if not message.internal)
            draft = Draft.model_validate(ticket.draft)
            return Tracked(ticket, draft, messages, tuple(ticket.attachments), _siblings(session, ticket))

    def add_message(self, token: str, text: str) -> list[Refusal] | None:
        """Put the customer's words on the ticket; it is open again when it was closed.

        Returns what stands against them, empty when they are on disk; None when the link leads nowhere.
        """
        support = self.library.shelf().support
        refusals = _judge(text)
        with self.database.write() as session:
            ticket = _find(session, token)
            if ticket is None:
                return None
            if refusals:
                return refusals
            now = self.clock()
            ticket.messages.append(Message(at=now, author=Author.CUSTOMER, text=text))
            ticket.updated, ticket.state = now, TicketState.OPEN
            session.add(Event(at=now, name="customer-message", ticket_id=ticket.id, data={}))
            draft = Draft.model_validate(ticket.draft)
            for letter in self.letters.on_message(ticket, draft, text, token, support):
                session.add(Mail(at=now, due=now, ticket_id=ticket.id, **letter))
        return []

    def close(self, token: str) -> bool | None:
        """The customer says that it is solved. Closing twice is closing once. None when the link leads nowhere."""
        with self.database.write() as session:
            ticket = _find(session, token)
            if ticket is None:
                return None
            if ticket.state == TicketState.SOLVED:
                return False
            now = self.clock()
            ticket.updated, ticket.state = now, TicketState.SOLVED
            session.add(Event(at=now, name="closed-by-customer", ticket_id=ticket.id, data={}))
            return True

    def file(self, token: str, attachment_id: int) -> tuple[AttachmentRow, Path] | None:
        """A file of the ticket behind the link, and where it lies; None when either does not exist."""
        tracked = self.open(token)
        if tracked is None:
            return None
        for row in tracked.attachments:
            if row.id == attachment_id:
                return row, self.attachments / tracked.ticket.reference / row.stored_as
        return None


def _find(session: Session, token: str) -> Ticket | None:
    wanted = select(Ticket).where(Ticket.token_digest == digest(token))
    return session.scalar(wanted.options(selectinload(Ticket.messages), selectinload(Ticket.attachments)))


def _siblings(session: Session, ticket: Ticket) -> tuple[Ticket, ...]:
    """The requests that were one message with this one, in the order of that message."""
    if ticket.siblings_key is None:
        return ()
    others = select(Ticket).where(Ticket.siblings_key == ticket.siblings_key, Ticket.id != ticket.id)
    return tuple(session.scalars(others.order_by(Ticket.id)))


def _judge(text: str) -> list[Refusal]:
    """A message is held to what protects the customer: it says something, is not endless, and shows no secret."""
    if not text.strip():
        return [Refusal(Code.MISSING, "message")]
    if len(text) > _LONGEST_MESSAGE:
        return [Refusal(Code.TOO_LONG, "message", "", {"limit": _LONGEST_MESSAGE, "length": len(text)})]
    if find_secrets(text):
        return [Refusal(Code.SECRET, "message", "message", {"masked": mask(text)})]
    return []
