"""The lanes, on a real waitress: who waits, who is turned away, and who never is."""

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest

from submit.web.lanes import LONGEST_WAIT_S, RETRY_AFTER_S, SEARCHES, turn_away
from submit.web.listener import listen

SUGGESTIONS = "/api/v1/suggestions"

PATIENCE_S = 30


@dataclass
class Slow:
    """An application whose searches last until the test says so; everything else is quick."""

    searching: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    done: threading.Event = field(default_factory=threading.Event)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if (environ["REQUEST_METHOD"], environ["PATH_INFO"]) in SEARCHES:
            self.searching.release()
            self.done.wait(PATIENCE_S)
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
        return [b"ok"]


@dataclass
class Running:
    """A listener that runs, and callers that wait beside the test."""

    app: Slow
    port: int
    callers: ThreadPoolExecutor

    def call(self, path: str, method: str = "POST") -> tuple[int, dict[str, str], bytes]:
        address = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(address, data=b"{}" if method == "POST" else None, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, dict(refused.headers), refused.read()

    def call_meanwhile(self, path: str, method: str = "POST") -> "Future[tuple[int, dict[str, str], bytes]]":
        return self.callers.submit(self.call, path, method)


@pytest.fixture
def running() -> Iterator[Running]:
    app = Slow()
    server = listen(app, "127.0.0.1", 0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    with ThreadPoolExecutor(8) as callers:
        yield Running(app, server.effective_port, callers)
        app.done.set()
    server.close()
    thread.join(PATIENCE_S)


def test_everything_else_is_answered_while_people_wait_for_suggestions(running: Running) -> None:
    waiting = [running.call_meanwhile(SUGGESTIONS) for _ in range(4)]
    assert running.app.searching.acquire(timeout=PATIENCE_S)
    for path in ("/api/v1/tickets", "/api/v1/outcomes", "/support/"):
        assert running.call(path)[0] == 200
    assert running.call(SUGGESTIONS, "GET")[0] == 200
    assert [call.done() for call in waiting] == [False] * 4


def test_readers_who_look_around_wait_in_the_lane_of_searches(running: Running) -> None:
    waiting = [running.call_meanwhile("/api/v1/search", "GET") for _ in range(4)]
    assert running.app.searching.acquire(timeout=PATIENCE_S)
    assert running.call("/api/v1/tickets")[0] == 200
    assert [call.done() for call in waiting] == [False] * 4


def test_call_that_waited_too_long_is_told_when_to_come_back(running: Running) -> None:
    first = running.call_meanwhile(SUGGESTIONS)
    assert running.app.searching.acquire(timeout=PATIENCE_S)
    second = running.call_meanwhile(SUGGESTIONS)
    time.sleep(LONGEST_WAIT_S + 0.5)
    running.app.done.set()
    assert first.result(PATIENCE_S)[0] == 200
    status, headers, body = second.result(PATIENCE_S)
    assert (status, headers["Retry-After"], headers["Content-Type"]) == (
        503,
        str(RETRY_AFTER_S),
        "application/problem+json",
    )
    assert json.loads(body)["status"] == 503
    assert headers["Cache-Control"] == "no-store"


def test_call_after_the_rush_is_served(running: Running) -> None:
    running.app.done.set()
    assert [running.call(SUGGESTIONS)[0] for _ in range(3)] == [200] * 3


def test_call_that_nobody_queued_is_never_turned_away() -> None:
    """As in tests and behind other servers, where there are no lanes."""
    told: list[str] = []
    app = Slow()
    app.done.set()
    environ = {"PATH_INFO": SUGGESTIONS, "REQUEST_METHOD": "POST"}
    turn_away(app)(environ, lambda status, _headers: told.append(status))  # type: ignore[arg-type,return-value]
    assert told == ["200 OK"]


def test_people_who_keep_their_connection_keep_nobody_out(running: Running) -> None:
    """waitress takes a hundred by default; the next one would wait until somebody leaves."""
    with ExitStack() as open_:
        for _ in range(150):
            open_.enter_context(socket.create_connection(("127.0.0.1", running.port)))
        assert running.call("/support/")[0] == 200


def test_listener_on_a_port_that_is_taken_says_so_and_leaves_no_thread(running: Running) -> None:
    before = threading.active_count()
    with pytest.raises(OSError, match="in use"):
        listen(Slow(), "127.0.0.1", running.port, threads=4)
    assert threading.active_count() == before
