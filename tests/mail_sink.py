"""A real mail server on this machine's loopback, which takes or refuses mails as a test wants."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Sink:
    """What the server has taken. `replies` are given first, one a mail; some recipients are refused by name."""

    def __init__(self) -> None:
        self.received: list[Any] = []
        self.replies: list[str] = []
        self.refused_recipients: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused_recipients:
            return self.refused_recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        reply = self.replies.pop(0) if self.replies else "250 OK"
        if reply.startswith("250"):
            self.received.append(envelope)
        return reply


@contextmanager
def listening(sink: Sink, *, password: str = "") -> Iterator[int]:
    """The port on which `sink` takes mail; with a `password`, it knows one user."""
    guarded: dict[str, Any] = {}
    if password:
        guarded = {
            "authenticator": lambda *seen: AuthResult(success=seen[-1].password == password.encode(), handled=False),
            "auth_require_tls": False,
        }
    controller = Controller(sink, hostname="127.0.0.1", port=free_port(), **guarded)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    """A port of the loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
