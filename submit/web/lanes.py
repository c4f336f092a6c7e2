"""Lanes: two queues before one service, so that nobody who sends a request waits behind those who type.

waitress has one queue for everything. People who type ask at each pause, so when they are too many it fills with
their calls, and a request stands at its end. Here the searches, of those who type a question and of those who look
around in the site's search box, have a lane and threads of their own; requests, pages, outcomes and files share the
other one. What must stay true:

- Only the lane of searches turns anybody away. The page that searches without a script is in the other one.
- A call that has waited too long for its turn is answered 503 at once, without any work, so that the lane is never
  longer than people's patience and those who are served are served soon. Turning the newest away at a fixed number
  would need to know how long a search takes; a clock does not.
- One thread in eight searches. Python runs one thread at a time: two searches at once take as long as one after the
  other, and a request that must wait for Python after each step on disk waits behind both.
"""

import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

from waitress.task import ThreadedTaskDispatcher

from submit.web.problem import problem

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SEARCHES = frozenset({("POST", "/api/v1/suggestions"), ("GET", "/api/v1/search")})
# A person who types looks up some tenths of a second later; an answer after that is about words of before.
LONGEST_WAIT_S = 0.08
RETRY_AFTER_S = 1

# When the call that this thread serves began to wait; None for calls of the other lane.
_waiting_since: ContextVar[float | None] = ContextVar("waiting_since", default=None)


class Task(Protocol):
    """What waitress queues: a connection whose first request is to be served."""

    requests: list[Any]

    def service(self) -> None:
        """Serve that request, and any that came behind it."""

    def cancel(self) -> None:
        """Give up: the service is ending."""


class Lanes:
    """Hands waitress's tasks to threads, by lane; it stands where waitress has its own dispatcher."""

    def __init__(self, threads: int) -> None:
        searching = max(1, threads // 8)
        self._searches = ThreadedTaskDispatcher()
        self._searches.set_thread_count(searching)
        self._others = ThreadedTaskDispatcher()
        self._others.set_thread_count(max(1, threads - searching))

    def add_task(self, task: Task) -> None:
        """Put a task at the end of its lane."""
        request = task.requests[0]
        if (request.command, request.path) in SEARCHES:
            self._searches.add_task(_Waiting(task))
        else:
            self._others.add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """End the threads, each after the call at hand. Whether calls that still waited were given up."""
        gave_up = [lane.shutdown(cancel_pending, timeout) for lane in (self._searches, self._others)]
        return any(gave_up)


class _Waiting:
    """A task in the lane of searches, and since when."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._since = time.monotonic()

    def service(self) -> None:
        token = _waiting_since.set(self._since)
        try:
            self._task.service()
        finally:
            _waiting_since.reset(token)

    def cancel(self) -> None:
        self._task.cancel()


def turn_away(app: "WSGIApplication", clock: Callable[[], float] = time.monotonic) -> "WSGIApplication":
    """`app`, but for calls that have waited too long: these are told when to come back."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        since = _waiting_since.get()
        if since is None or clock() - since <= LONGEST_WAIT_S:
            return app(environ, start_response)
        refused = problem(HTTPStatus.SERVICE_UNAVAILABLE, "Too many people are asking")
        refused.headers.update({"Retry-After": str(RETRY_AFTER_S), "Cache-Control": "no-store"})
        return refused(environ, start_response)

    return answer
