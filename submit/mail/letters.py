"""Letters: what Palier writes to people. Composed whole and stored before anything is sent.

A header never holds what a customer typed: on some Python versions an encoded word in a subject became real headers
at the receiving server. Subjects are ours, addresses are parsed, file names are not mailed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import MappingProxyType
from typing import TypedDict
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.phrases import Phrases
from kb.support import Support
from kb.topic import Standing
from submit.draft import Draft
from submit.gate.review import FORM_ORDER
from submit.mail.set_aside import SetAside
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

    def on_acceptance(
        self, ticket: Ticket, draft: Draft, token: str, support: Support, aside: Sequence[SetAside] = ()
    ) -> Iterator[Letter]:
        """The acknowledgement to the customer, and the whole request to the team where it has a mailbox.

        `aside` are the pages that the customer has read and that are no answer.
        """
        yield self._letter("acknowledgement", ticket, draft, token, support, to=ticket.email)
        if self.mailbox:
            yield self._letter("new-request", ticket, draft, token, support, to=self.mailbox, aside=aside)

    def on_acceptance_of_several(
        self,
        together: Sequence[tuple[Ticket, Draft, str]],
        support: Support,
        aside: Mapping[str, Sequence[SetAside]] = MappingProxyType({}),
    ) -> Iterator[tuple[Ticket, Letter]]:
        """One acknowledgement for all that one message became, and each request on its own to the team.

        A customer who wrote once is answered once; whoever works on one of them need not read the others. `aside`, by
        reference, are the pages that were no answer.
        """
        if len(together) == 1:
            ((ticket, draft, token),) = together
            read = aside.get(ticket.reference, ())
            yield from ((ticket, letter) for letter in self.on_acceptance(ticket, draft, token, support, read))
            return
        first, draft, token = together[0]
        siblings = [(ticket, its, f"{self.base_url}/t/{link}") for ticket, its, link in together]
        name = "acknowledgement-of-several"
        yield first, self._letter(name, first, draft, token, support, to=first.email, siblings=siblings)
        for ticket, its, link in together if self.mailbox else ():
            others = [one for one in siblings if one[0] is not ticket]
            read = aside.get(ticket.reference, ())
            yield (
                ticket,
                self._letter("new-request", ticket, its, link, support, to=self.mailbox, siblings=others, aside=read),
            )

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
        siblings: Sequence[tuple[Ticket, Draft, str]] = (),
        aside: Sequence[SetAside] = (),
    ) -> Letter:
        lang = ticket.lang
        to_team = to == self.mailbox
        message = EmailMessage(policy=SMTP)
        kind = self.phrases.say(lang, f"kind.{ticket.kind}")
        subject = self.phrases.say(lang, f"mail.{name}.subject", kind=kind, count=len(siblings))
        references = [ticket.reference] if to_team else [one.reference for one, _, _ in siblings] or [ticket.reference]
        message["Subject"] = f"{' '.join(f'[{one}]' for one in references)} {subject}"
        message["From"] = Address(support.brand.name, addr_spec=self.mail_from)
        message["To"] = Address(addr_spec=on_the_wire(to))
        if to_team:
            message["Reply-To"] = Address(addr_spec=on_the_wire(ticket.email))
        message["Date"] = format_datetime(ticket.updated)
        message["Message-ID"] = self._message_id(name, ticket, ticket.updated)
        # RFC 3834: other machines must not answer this one.
        message["Auto-Submitted"] = "auto-generated" if to_team else "auto-replied"
        message.set_content(
            TEMPLATES.get_template(f"{name}.txt").render(
                t=lambda key, **values: self.phrases.say(lang, key, **values),
                ticket=ticket,
                draft=draft,
                support=support,
                lang=lang,
                text=text,
                siblings=siblings,
                aside=aside,
                base_url=self.base_url,
                track=f"{self.base_url}/t/{token}",
                fields=FIELDS_IN_MAIL,
                matter=_matter(draft, support, lang),
                matters=[_matter(its, support, lang) for _, its, _ in siblings],
            ),
            # Not every server takes eight-bit mail.
            cte="quoted-printable",
        )
        return Letter(recipient=on_the_wire(to), content=message.as_bytes())

    def _message_id(self, name: str, ticket: Ticket, at: datetime) -> str:
        host = urlsplit(self.base_url).hostname or "localhost"
        return f"<{ticket.reference}.{digest(f'{name}{at.isoformat()}')[:12]}@{host}>"


def _matter(draft: Draft, support: Support, lang: str) -> TicketMatter:
    return TicketMatter(tuple(answers(draft, support, lang)), standing_of(draft, support), unlisted(draft, support))


FIELDS_IN_MAIL = tuple(name for name in FORM_ORDER if name not in {"kind", "extra", "attachments", "email"})

# What mails are made of, beside this module also `submit.mail.notices`.
TEMPLATES = Environment(
    loader=PackageLoader("submit", "templates/mail"),
    autoescape=False,  # noqa: S701 - plain text, never HTML
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def on_the_wire(address: str) -> str:
    """The address as every mail server takes it: accents in its domain as `xn--…`."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"
