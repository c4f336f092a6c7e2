"""Notices: the two mails that somebody who waits for an incident's fix gets, before and after.

Their headers hold nothing that a customer typed but the address itself. Each carries the link that ends the wait,
for people in its text and for mail programs in `List-Unsubscribe` (RFC 8058).
"""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlencode, urlsplit

from kb.incident import Incident
from kb.phrases import Phrases
from kb.request_kind import RequestKind
from kb.support import Support
from submit.mail.letters import TEMPLATES, Letter, on_the_wire
from submit.pages import PageFacts
from submit.store.tables import MeToo
from submit.tokens import digest


@dataclass(frozen=True, slots=True)
class Notices:
    """Writes the notices of one installation."""

    phrases: Phrases
    base_url: str
    mail_from: str

    def confirmation(self, row: MeToo, page: PageFacts, token: str, support: Support, at: datetime) -> Letter:
        """“Is this your address, and do you want to be told?”"""
        return self._letter("me-too-confirmation", row, page, token, support, at)

    def fixed(self, row: MeToo, page: PageFacts, token: str, support: Support, at: datetime) -> Letter:
        """“It is fixed. Is it, for you?”, with a request half written for whom it is not."""
        return self._letter("incident-fixed", row, page, token, support, at)

    def _letter(self, name: str, row: MeToo, page: PageFacts, token: str, support: Support, at: datetime) -> Letter:
        lang = row.lang
        link = f"{self.base_url}/support/me-too/{token}"
        message = EmailMessage(policy=SMTP)
        message["Subject"] = self.phrases.say(lang, f"mail.{name}.subject")
        message["From"] = Address(support.brand.name, addr_spec=self.mail_from)
        message["To"] = Address(addr_spec=on_the_wire(row.email))
        message["Date"] = format_datetime(at)
        host = urlsplit(self.base_url).hostname or "localhost"
        message["Message-ID"] = f"<{digest(f'{name}{row.name}')[:24]}@{host}>"
        # RFC 3834: other machines must not answer this one.
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(
            TEMPLATES.get_template(f"{name}.txt").render(
                t=lambda key, **values: self.phrases.say(lang, key, **values),
                page=page,
                page_url=f"{self.base_url}{page.url}",
                fixed_in=_fixed_in(page.incident, row.product),
                link=link,
                request=self._request(row, page, support),
                support=support,
                lang=lang,
            ),
            cte="quoted-printable",
        )
        return Letter(recipient=on_the_wire(row.email), content=_ways_out(link) + message.as_bytes())

    def _request(self, row: MeToo, page: PageFacts, support: Support) -> str:
        """Where a customer for whom nothing is fixed finds the request that says so."""
        start = "" if row.lang == support.default_language else f"/{row.lang}"
        text = self.phrases.say(row.lang, "me-too.still-there", title=page.title)
        facts = {"text": text, "page": page.url}
        if row.product in support.products:
            facts["product"] = row.product
        if RequestKind.BUG in support.kinds:
            facts["kind"] = RequestKind.BUG.value
        return f"{self.base_url}{start}/support/?{urlencode(facts)}"


def _ways_out(link: str) -> bytes:
    """The headers for mail programs, written by hand: Python makes an encoded word of an address that is longer than
    a line, and then no program finds it. An address with accents has no place in a header.
    """
    if not link.isascii():
        return b""
    return f"List-Unsubscribe: <{link}/stop>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n".encode("ascii")


def _fixed_in(incident: Incident | None, product: str) -> str:
    """The version with the fix for a customer of `product`, where there is exactly one to name; else empty."""
    ranges = () if incident is None else incident.affected
    named = [one for one in ranges if one.product == product] or ranges
    versions = {str(one.fixed) for one in named if one.fixed is not None}
    return versions.pop() if len(versions) == 1 else ""
