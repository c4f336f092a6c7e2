"""A house: the whole service on real parts, opened in a temporary folder, with a clock that the test moves."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as modern
from pathlib import Path
from typing import Any, TypeVar

from flask.testing import FlaskClient
from sample_drafts import words_of
from sqlalchemy import select
from werkzeug.test import TestResponse

from submit.settings import read_settings
from submit.store.tables import Table
from submit.web.application import create_app
from submit.web.service import Service, open_service

Row = TypeVar("Row", bound=Table)


@dataclass(slots=True)
class Clock:
    """The time as the test wants it."""

    moment: datetime = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **lapse: float) -> None:
        self.moment += timedelta(**lapse)


@dataclass(slots=True)
class House:
    """One running service."""

    service: Service
    client: FlaskClient
    clock: Clock
    woken: list[datetime] = field(default_factory=list)

    @property
    def var(self) -> Path:
        return self.service.settings.var

    def rows(self, table: type[Row]) -> list[Row]:
        """Everything in one table, in the order of its key, once what waits to be written is."""
        self.service.searches.settle()
        with self.service.database.read() as session:
            return list(session.scalars(select(table).order_by(*table.__table__.primary_key)))

    def search(self, text: str, **more: str) -> dict[str, Any]:
        """What the API answers to these words."""
        answer = self.client.post("/api/v1/suggestions", json={"text": text, "lang": "fr", **more})
        assert answer.status_code == 200
        return dict(answer.get_json())

    def send(self, draft: dict[str, Any], *, key: str = "", **more: Any) -> TestResponse:
        """Call for a ticket with this very draft."""
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post("/api/v1/tickets", json={**draft, **more}, headers=headers)

    def accept(self, draft: dict[str, Any], *, key: str = "") -> dict[str, Any]:
        """Search the draft's words, then send it: the whole way as a good client goes it."""
        ask = self.search(words_of(draft), lang=draft["lang"])["ask"]
        answer = self.send(draft, key=key, ask=ask)
        assert (answer.status_code, answer.get_json()) == (201, answer.get_json())
        return dict(answer.get_json())

    def track(self, draft: dict[str, Any]) -> str:
        """The path of the tracking page of this draft's ticket."""
        return "/t/" + str(self.accept(draft)["track"]).rpartition("/")[2]

    def deliver(self) -> list[EmailMessage]:
        """Send what is due, and read every mail that lies in the outbox folder, oldest first."""
        self.service.outbox.deliver(self.clock)
        return [read_mail(path.read_bytes()) for path in sorted(self.service.settings.outbox.glob("*.eml"))]

    def bytes_on_disk(self) -> bytes:
        """Every byte that the service writes: store, WAL, uploads, attachments, outbox."""
        self.service.searches.settle()
        return b"".join(path.read_bytes() for path in sorted(self.var.rglob("*")) if path.is_file())


def read_mail(content: bytes) -> EmailMessage:
    """A mail as a modern mail program reads it."""
    message = BytesParser(policy=modern).parsebytes(content)
    assert isinstance(message, EmailMessage)
    return message


def open_house(root: Path, var: Path, clock: Clock, environment: dict[str, str]) -> House:
    """Open the service on `var`. Close it when done."""
    woken: list[datetime] = []
    settings = read_settings(
        {"PALIER_VAR": str(var), "PALIER_BASE_URL": "https://help.example.test", **environment}, root=root
    )
    service = open_service(settings, clock, wake=lambda: woken.append(clock()))
    app = create_app(service)
    client = app.test_client()
    # As customers do: from elsewhere.
    client.environ_base["REMOTE_ADDR"] = "203.0.113.7"
    return House(service, client, clock, woken)


def var_with(folder: Path, built: Path) -> Path:
    """A fresh `var` in `folder` that serves the build of `built` without copying it."""
    var = folder / "var"
    var.mkdir()
    (var / "current").symlink_to(os.path.realpath(built / "current"))
    return var


# Opens a house with these PALIER_ variables.
OpenHouse = Callable[..., House]
