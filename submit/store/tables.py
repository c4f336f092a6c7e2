"""Tables: what the store holds. Times are aware UTC; ids that leave the house are random."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Dialect, ForeignKey, LargeBinary, String, Text, TypeDecorator, UniqueConstraint
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Instant(TypeDecorator[datetime]):
    """An aware UTC time. SQLite forgets zones, so they are taken off on the way in and put back on the way out."""

    impl = SqlDateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse naive times: nobody could tell later which zone they meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone was given to the store")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class TicketState(StrEnum):
    """Where a ticket stands, as its customer sees it."""

    OPEN = "open"
    SOLVED = "solved"


class Author(StrEnum):
    """Who wrote a message."""

    CUSTOMER = "customer"
    SUPPORT = "support"


class MailState(StrEnum):
    """Where a mail stands. `failed` means that trying again is pointless."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Table(DeclarativeBase):
    """The root of all tables."""

    type_annotation_map = {datetime: Instant, dict[str, Any]: JSON, list[str]: JSON}  # noqa: RUF012


class Ask(Table):
    """One customer's search, from the first words to the ticket or the answer. `text` is masked of secrets.

    `searched` are digests of every text that was searched; `interrupted` is set once a ticket was held back to
    show suggestions, which happens once.
    """

    __tablename__ = "asks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    lang: Mapped[str] = mapped_column(String(8))
    product: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[str] = mapped_column(Text, default="")
    build: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(32), default="")
    page: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    searched: Mapped[list[str]] = mapped_column(default=list)
    shown: Mapped[list[str]] = mapped_column(default=list)
    dismissed: Mapped[list[str]] = mapped_column(default=list)
    interrupted: Mapped[bool] = mapped_column(default=False)


class Ticket(Table):
    """A request that support has accepted. `draft` is what the customer wrote, whole.

    `siblings_key` is what the requests share that were one message once. `customer` is whom the product vouched for
    (address, name, company, plan), and None where nobody did: then the address is only what somebody typed. `page` is
    where in the product they were.
    """

    __tablename__ = "tickets"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    at: Mapped[datetime]
    updated: Mapped[datetime]
    state: Mapped[TicketState] = mapped_column(String(16), default=TicketState.OPEN)
    lang: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(32))
    product: Mapped[str] = mapped_column(Text, default="")
    subject: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    draft: Mapped[dict[str, Any]]
    ask_id: Mapped[str | None] = mapped_column(String(32), index=True)
    siblings_key: Mapped[str | None] = mapped_column(String(32), index=True)
    customer: Mapped[dict[str, Any] | None]
    page: Mapped[str] = mapped_column(Text, default="")
    messages: Mapped[list["Message"]] = relationship(order_by="Message.id")
    attachments: Mapped[list["AttachmentRow"]] = relationship(order_by="AttachmentRow.id")


class Message(Table):
    """One thing said on a ticket. Internal ones are never shown to a customer."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    at: Mapped[datetime]
    author: Mapped[Author] = mapped_column(String(16))
    internal: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text)


class AttachmentRow(Table):
    """A file of a ticket: what the customer called it, and under which name of ours it lies."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(String(128))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    stored_as: Mapped[str] = mapped_column(Text)


class Event(Table):
    """Something that happened, for the ledger. Nothing in `data` was typed by a customer."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(64))
    ask_id: Mapped[str | None] = mapped_column(String(32), index=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Mail(Table):
    """A mail on its way out, whole. `leased_until` keeps two workers from sending it at once."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    due: Mapped[datetime] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    state: Mapped[MailState] = mapped_column(String(16), default=MailState.WAITING)
    fault: Mapped[str] = mapped_column(Text, default="")
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    recipient: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Dismissal(Table):
    """A page that a customer set aside as not theirs, and why: a code, words of theirs masked of secrets, or nothing.

    It lies with the ask; a ticket gets its own copy, because asks are forgotten.
    """

    __tablename__ = "dismissals"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    ask_id: Mapped[str | None] = mapped_column(String(32), index=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    page: Mapped[str] = mapped_column(Text, index=True)
    reason: Mapped[str] = mapped_column(Text, default="")


class MeToo(Table):
    """One person who has the problem of an incident, and who may want to be told once it is fixed.

    `counted` is set for whoever said so on an ask or confirmed an address, once a person. `email` is there only while
    it is needed: until it was not confirmed in time, is given up, or the one mail is written. `person` is a keyed
    digest of a confirmed address: it says who is the same. `name` is what the secret link is derived from.
    """

    __tablename__ = "me_toos"
    __table_args__ = (UniqueConstraint("incident", "ask_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    incident: Mapped[str] = mapped_column(Text, index=True)
    counted: Mapped[bool] = mapped_column(default=False)
    lang: Mapped[str] = mapped_column(String(8))
    product: Mapped[str] = mapped_column(Text, default="")
    ask_id: Mapped[str | None] = mapped_column(String(32), index=True)
    name: Mapped[str] = mapped_column(String(32), default="")
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[str | None] = mapped_column(String(64), index=True)
    asked: Mapped[datetime | None]
    confirmed: Mapped[datetime | None]
    told: Mapped[datetime | None]


class PageVote(Table):
    """What a reader said of a page: whether it helped and, masked of secrets, why. Nothing says who it was."""

    __tablename__ = "page_votes"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    page: Mapped[str] = mapped_column(Text, index=True)
    lang: Mapped[str] = mapped_column(String(8))
    helpful: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")


class IdempotencyKey(Table):
    """A client's own key for one ticket call, so that a retry finds the ticket and makes no second one."""

    __tablename__ = "idempotency_keys"

    key_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    body_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(index=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
