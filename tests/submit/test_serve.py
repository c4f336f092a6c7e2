"""`palier serve` as it runs in production: another process on a port of the loopback, which a power cut may end."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from house import read_mail
from mail_sink import free_port
from sample_drafts import BUG, CUSTOMER, QUESTION, words_of
from sqlalchemy import select

from submit.store.database import Database
from submit.store.tables import Ask, Ticket
from submit.uploads import Upload, Uploads

PALIER = Path(sys.executable).with_name("palier")
PATIENCE_S = 30

Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def environment(small_centre: Path, var: Path) -> dict[str, str]:
    return {**os.environ, "PALIER_VAR": str(var), "PALIER_ROOT": str(small_centre)}


@pytest.fixture
def start(environment: dict[str, str], port: int) -> Iterator[Start]:
    """Starts the service on `var` and waits until it says that it is ready. What still runs at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def starting() -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [PALIER, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == f"Palier is ready: http://127.0.0.1:{port}/\n"
        return process

    yield starting
    for process in started:
        process.kill()
        process.wait(PATIENCE_S)
        if process.stdout is not None:
            process.stdout.close()


def call(port: int, path: str, body: dict[str, Any] | None = None, key: str = "") -> tuple[int, str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})},
    )
    answer: HTTPResponse
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return answer.status, answer.read().decode("utf-8")


def mails(var: Path, count: int) -> list[Any]:
    """The mails in the outbox folder, once there are so many of them."""
    end = time.monotonic() + PATIENCE_S
    while len(found := sorted((var / "outbox").glob("*.eml"))) < count and time.monotonic() < end:
        time.sleep(0.05)
    return [read_mail(path.read_bytes()) for path in found]


def test_ticket_that_was_acknowledged_outlives_a_power_cut(
    start: Start, environment: dict[str, str], var: Path, port: int
) -> None:
    service = start()
    ask = json.loads(call(port, "/api/v1/suggestions", {"text": words_of(BUG), "lang": "fr"})[1])["ask"]
    status, body = call(port, "/api/v1/tickets", {**BUG, "ask": ask}, key="k-1")
    service.kill()
    service.wait(PATIENCE_S)
    assert (status, service.returncode) == (201, -signal.SIGKILL)
    accepted = json.loads(body)

    service = start()
    status, page = call(port, "/t/" + accepted["track"].rpartition("/")[2])
    assert (status, accepted["reference"] in page) == (200, True)
    again = call(port, "/api/v1/tickets", {**BUG, "ask": ask}, key="k-1")
    assert (again[0], json.loads(again[1])) == (201, accepted)
    service.terminate()
    assert service.wait(PATIENCE_S) == 0
    # The postman may have died with the mail in hand; its lease has run out an hour later.
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    subprocess.run([PALIER, "tick", "--now", later], env=environment, check=True, timeout=PATIENCE_S)
    (mail,) = mails(var, 1)
    assert (mail["To"], mail["Subject"].partition(" ")[0]) == (CUSTOMER, f"[{accepted['reference']}]")
    assert accepted["track"] in str(mail.get_content())


def test_power_cut_between_siblings_leaves_none_and_the_retry_makes_all(start: Start, var: Path, port: int) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + os.urandom(8_000_000)
    uploads = Uploads(var / "uploads")
    kept = [uploads.keep(Upload(f"{number}.png", picture)).id for number in range(2)]
    body = {"drafts": [{**QUESTION, "subject": f"Envoyer la facture {number}"} for number in range(10)], "kept": kept}
    service = start()
    ask = json.loads(call(port, "/api/v1/suggestions", {"text": words_of(QUESTION), "lang": "fr"})[1])["ask"]
    with pytest.raises(urllib.error.HTTPError, match="409"):
        call(port, "/api/v1/tickets", {**QUESTION, "subject": "Une autre", "ask": ask})
    sending = threading.Thread(target=_ends_badly, args=(port, {**body, "ask": ask}))
    sending.start()
    end = time.monotonic() + PATIENCE_S
    while len(list((var / "attachments").glob("*"))) < 3 and time.monotonic() < end:
        time.sleep(0.001)
    service.kill()
    service.wait(PATIENCE_S)
    sending.join(PATIENCE_S)
    # The third was being written: two were whole, in files and in the transaction.
    assert 3 <= len(list((var / "attachments").glob("*"))) < 10
    assert tickets_in(var) == []

    start()
    status, answer = call(port, "/api/v1/tickets", {**body, "ask": ask}, key="k-1")
    assert (status, len(json.loads(answer)["tickets"])) == (201, 10)
    assert tickets_in(var) == [one["reference"] for one in json.loads(answer)["tickets"]]


def _ends_badly(port: int, body: dict[str, Any]) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - however the connection is cut
        call(port, "/api/v1/tickets", body, key="k-1")


def tickets_in(var: Path) -> list[str]:
    database = Database(f"sqlite:///{var / 'palier.db'}")
    with closing(database), database.read() as session:
        return list(session.scalars(select(Ticket.reference).order_by(Ticket.id)))


def test_service_that_is_told_to_end_sends_its_mail_and_ends_well(start: Start, var: Path, port: int) -> None:
    service = start()
    ask = json.loads(call(port, "/api/v1/suggestions", {"text": words_of(BUG), "lang": "fr"})[1])["ask"]
    assert call(port, "/api/v1/tickets", {**BUG, "ask": ask})[0] == 201
    assert len(mails(var, 1)) == 1
    service.send_signal(signal.SIGTERM)
    assert service.wait(PATIENCE_S) == 0


def test_search_is_in_the_store_once_the_service_has_ended(start: Start, var: Path, port: int) -> None:
    service = start()
    asks = {json.loads(call(port, "/api/v1/suggestions", {"text": f"facture {n}"})[1])["ask"] for n in range(20)}
    service.terminate()
    assert service.wait(PATIENCE_S) == 0
    database = Database(f"sqlite:///{var / 'palier.db'}")
    with closing(database), database.read() as session:
        assert set(session.scalars(select(Ask.id))) == asks


def test_service_on_a_port_that_is_taken_says_so(start: Start, environment: dict[str, str], port: int) -> None:
    start()
    second = subprocess.run(  # noqa: PLW1510
        [PALIER, "serve", "--port", str(port)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert second.returncode == 1
    assert f"port {port} cannot be used" in second.stderr


def test_service_notices_a_new_build_while_it_runs(start: Start, small_var: Path, var: Path, port: int) -> None:
    start()
    before = json.loads(call(port, "/health")[1])["knowledge"]["build"]
    built = (var / "current").resolve()
    copied = var / "builds" / "20991231-235959-000000"
    shutil.copytree(built, copied)
    (var / "next").symlink_to(copied)
    (var / "next").replace(var / "current")
    assert [before, json.loads(call(port, "/health")[1])["knowledge"]["build"]] == [built.name, copied.name]
