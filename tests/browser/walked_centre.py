"""The help centre that the six customers walk through: Palier's own pages and settings, one open incident beside
them, the whole service, and a mail server that keeps what it is given.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as modern
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from mail_sink import Sink, free_port, listening
from server import serving
from sqlalchemy import select

from submit.commands.serve import staff
from submit.mail.postman import Postman
from submit.publication import publish
from submit.settings import read_settings
from submit.store.tables import Table
from submit.web.application import create_app
from submit.web.service import Service

HOUSE = Path(__file__).parents[2]
INCIDENT = "pasted-screenshots-are-black"
PATIENCE_S = 30.0
_OPEN, _FIXED = "state: identified\nseverity", "state: resolved\nresolved: 2026-11-25\nseverity"

Row = TypeVar("Row", bound=Table)


@dataclass(frozen=True, slots=True)
class WalkedCentre:
    """The running help centre, what its mail server was given, and what its service keeps."""

    address: str
    root: Path
    service: Service
    postman: Postman
    sink: Sink

    @property
    def var(self) -> Path:
        return self.service.settings.var

    def rows(self, table: type[Row]) -> list[Row]:
        """Everything in one table, once what waits to be written is."""
        self.service.searches.settle()
        with self.service.database.read() as session:
            return list(session.scalars(select(table).order_by(*table.__table__.primary_key)))

    def mails_to(self, address: str, count: int = 1) -> list[EmailMessage]:
        """What the mail server was given for an address, as soon as it is `count` mails."""
        until = monotonic() + PATIENCE_S
        while monotonic() < until:
            taken = [one for one in list(self.sink.received) if address in one.rcpt_tos]
            if len(taken) >= count:
                return [BytesParser(EmailMessage, policy=modern).parsebytes(one.content) for one in taken]
            sleep(0.1)
        raise AssertionError(f"not {count} mails to {address}")

    def mend_incident(self) -> None:
        """Do as an author does: write on the incident's pages that it is over, and publish."""
        for page in (self.root / "docs" / "incidents").glob(f"{INCIDENT}*.md"):
            page.write_text(page.read_text(encoding="utf-8").replace(_OPEN, _FIXED), encoding="utf-8")
        publish(self.root, self.var, self.address, lambda _step, _done: None)

    def make_a_round(self) -> None:
        """The postman's next round, without the minute that it waits."""
        self.postman.wake()

    def holds(self, secret: str) -> list[str]:
        """Where a text lies: files of the service, its store and what is written behind it, and mails as read."""
        needle = secret.encode()
        found = [str(path) for path in self.var.rglob("*") if path.is_file() and needle in path.read_bytes()]
        for one in list(self.sink.received):
            mail = BytesParser(EmailMessage, policy=modern).parsebytes(one.content)
            if needle in one.content or secret in mail.get_content():
                found.append(f"mail to {one.rcpt_tos}")
        return found


@contextmanager
def walked_centre(folder: Path) -> Iterator[WalkedCentre]:
    """Build it in `folder` and serve it, as `palier build` and `palier serve` do."""
    root, port = folder / "centre", free_port()
    root.mkdir()
    shutil.copytree(HOUSE / "docs", root / "docs")
    shutil.copytree(Path(__file__).parent / "open_incident", root / "docs" / "incidents", dirs_exist_ok=True)
    for name in ("support.yml", "mkdocs.yml"):
        shutil.copy(HOUSE / name, root / name)
    sink = Sink()
    with listening(sink) as smtp:
        settings = read_settings(
            {
                "PALIER_VAR": str(folder / "var"),
                "PALIER_MAILBOX": "support@example.org",
                "PALIER_SMTP_HOST": "127.0.0.1",
                "PALIER_SMTP_PORT": str(smtp),
                "PALIER_SMTP_SECURITY": "none",
            },
            root=root,
            port=port,
        )
        publish(root, settings.var, settings.base_url, lambda _step, _done: None)
        service, postman = staff(settings)
        service.searches.start()
        postman.start()
        with serving(create_app(service), port) as address:
            yield WalkedCentre(address, root, service, postman, sink)
        postman.stop()
        service.close()


def link_in(mail: EmailMessage, start: str) -> str:
    """The one link of a mail whose path starts so."""
    (link,) = set(re.findall(rf"https?://[^/\s]+({re.escape(start)}\S*)", mail.get_content()))
    return str(link)
