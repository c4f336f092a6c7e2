"""Letters: what Palier writes to people. Composed whole and stored before anything is sent.

A header never holds what a customer typed: on some Python versions an encoded word in a subject became real headers
at the receiving server. Subjects are ours, addresses are parsed, file names are not mailed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TypedDict
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.phrases import Phrases
from kb.support import Support
from kb.topic import Standing
from submit.draft import Draft
from submit.gate.review import FORM_ORDER
from submit.matter import Answer, answers, standing_of, unlisted
from submit.store.tables import Ticket
from submit.tokens import digest


class Letter(TypedDict):
    """A mail ready for the outbox."""

    recipient: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TicketMatter:
    """What a ticket's draft means to its vendor: answers in own fields, the topic's standing, what is not listed."""

    answers: tuple[Answer, ...]
    standing: Standing
    unlisted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """Writes the mails of one installation."""

    phrases: Phrases
    base_url: str
    mail_from: str
    mailbox: str

    def on_acceptance(self, ticket: Ticket, draft: Draft, token: str, support: Support) -> Iterator[Letter]:
        """The acknowledgement to the customer, and the whole request to the team where it has a mailbox."""
        yield self._letter("acknowledgement", ticket, draft, token, support, to=ticket.email)
        if self.mailbox:
            yield self._letter("new-request", ticket, draft, token, support, to=self.mailbox)

    def on_message(self, ticket: Ticket, draft: Draft, text: str, token: str, support: Support) -> Iterator[Letter]:
        """What a customer added, to the team."""
        if self.mailbox:
            yield self._letter("new-message", ticket, draft, token, support, to=self.mailbox, text=text)

    def _letter(
        self,
        name: str,
        ticket: Ticket,
        draft: Draft,
        token: str,
        support: Support,
        *,
        to: str,
        text: str = "",
    ) -> Letter:
        lang = ticket.lang
        to_team = to == self.mailbox
        message = EmailMessage(policy=SMTP)
        subject = self.phrases.say(lang, f"mail.{name}.subject", kind=self.phrases.say(lang, f"kind.{ticket.kind}"))
        message["Subject"] = f"[{ticket.reference}] {subject}"
        message["From"] = Address(support.brand.name, addr_spec=self.mail_from)
        message["To"] = Address(addr_spec=_on_the_wire(to))
        if to_team:
            message["Reply-To"] = Address(addr_spec=_on_the_wire(ticket.email))
        message["Date"] = format_datetime(ticket.updated)
        message["Message-ID"] = self._message_id(name, ticket, ticket.updated)
        # RFC 3834: other machines must not answer this one.
        message["Auto-Submitted"] = "auto-generated" if to_team else "auto-replied"
        message.set_content(
            _templates.get_template(f"{name}.txt").render(
                t=lambda key, **values: self.phrases.say(lang, key, **values),
                ticket=ticket,
                draft=draft,
                support=support,
                lang=lang,
                text=text,
                track=f"{self.base_url}/t/{token}",
                fields=FIELDS_IN_MAIL,
                matter=TicketMatter(
                    tuple(answers(draft, support, lang)), standing_of(draft, support), unlisted(draft, support)
                ),
            ),
            # Not every server takes eight-bit mail.
            cte="quoted-printable",
        )
        return Letter(recipient=_on_the_wire(to), content=message.as_bytes())

    def _message_id(self, name: str, ticket: Ticket, at: datetime) -> str:
        host = urlsplit(self.base_url).hostname or "localhost"
        return f"<{ticket.reference}.{digest(f'{name}{at.isoformat()}')[:12]}@{host}>"


FIELDS_IN_MAIL = tuple(name for name in FORM_ORDER if name not in {"kind", "extra", "attachments", "email"})

_templates = Environment(
    loader=PackageLoader("submit", "templates/mail"),
    autoescape=False,  # noqa: S701 - plain text, never HTML
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def _on_the_wire(address: str) -> str:
    """The address as every mail server takes it: accents in its domain as `xn--…`."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"
