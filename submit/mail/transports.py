"""Transports: the ways a mail can leave. Each raises `NotSent` or returns None; one bit decides whether to retry."""

import os
import smtplib
import ssl
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Protocol

from kb.errors import PalierError
from submit.settings import Settings, SmtpSecurity, SmtpSettings

_TIMEOUT_S = 30.0
# What was composed leaves as it is: folding a header again would spoil an address that is longer than a line.
_AS_IT_IS = SMTP.clone(refold_source="none")


class NotSent(PalierError):
    """A mail did not leave. `permanent` when trying again is pointless."""

    def __init__(self, fault: str, *, permanent: bool) -> None:
        super().__init__(fault)
        self.permanent = permanent


class Transport(Protocol):
    """A way out for mail."""

    @property
    def name(self) -> str:
        """What `/health` calls it."""

    def send(self, mail_id: int, sender: str, recipient: str, content: bytes) -> None:
        """Hand over one mail. Raises `NotSent`."""


@dataclass(frozen=True, slots=True)
class FolderTransport:
    """Writes each mail as an `.eml` file, for installations without a mail server and for looking at mails."""

    folder: Path
    name: str = "folder"

    def send(self, mail_id: int, sender: str, recipient: str, content: bytes) -> None:  # noqa: ARG002
        """Write the file whole or not at all; the same mail again is the same file."""
        path = self.folder / f"{mail_id:08d}.eml"
        draft = path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError as error:
            raise NotSent(f"the outbox folder: {error.strerror}", permanent=False) from error


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """Hands mail to a server over SMTP."""

    server: SmtpSettings
    name: str = "smtp"

    def send(self, mail_id: int, sender: str, recipient: str, content: bytes) -> None:  # noqa: ARG002
        """One connection a mail: mails are few, and a broken one then harms no other."""
        try:
            with self._connect() as smtp:
                if self.server.security is SmtpSecurity.STARTTLS:
                    smtp.starttls(context=ssl.create_default_context())
                if self.server.user:
                    smtp.login(self.server.user, self.server.password)
                smtp.send_message(message_from_bytes(content, policy=_AS_IT_IS), from_addr=sender, to_addrs=[recipient])
        except smtplib.SMTPRecipientsRefused as error:
            code = min((reply[0] for reply in error.recipients.values()), default=500)
            raise NotSent(f"recipient refused ({code})", permanent=code >= 500) from error
        except smtplib.SMTPResponseException as error:
            # What the server says may quote the mail; its code says enough.
            wrong_password = isinstance(error, smtplib.SMTPAuthenticationError)
            raise NotSent(
                f"the server answered {error.smtp_code}",
                permanent=error.smtp_code >= 500 and not wrong_password,
            ) from error
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            # UnicodeError: a password beyond ASCII, or a host name that is none. The operator can mend both.
            raise NotSent(type(error).__name__, permanent=False) from error

    def _connect(self) -> smtplib.SMTP:
        if self.server.security is SmtpSecurity.TLS:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.server.host, self.server.port, timeout=_TIMEOUT_S, context=context)
        return smtplib.SMTP(self.server.host, self.server.port, timeout=_TIMEOUT_S)


def transport_for(settings: Settings) -> Transport:
    """SMTP where a server is configured, else the outbox folder."""
    return FolderTransport(settings.outbox) if settings.smtp is None else SmtpTransport(settings.smtp)
