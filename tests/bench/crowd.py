"""The crowd: simulated people who type a question into the service, a step every two seconds, over real HTTP.

Kept light, because it shares the machine with what it measures: one thread, one connection a person as a browser
has it, and nothing is compared or parsed until everybody is done.
"""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

STEP_S = 2.0
STEPS = 10
# One person in so many also sends a request, half-way and in the end, while the others type.
SENDER_EVERY = 10
SENT_AT = (STEPS // 2 - 1, STEPS - 1)
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what was asked, how long it took from the first byte sent to the last one read."""

    text: str
    status: int
    took_s: float
    body: bytes
    retry_after: str = ""


@dataclass(slots=True)
class Heard:
    """Everything that the crowd was answered."""

    suggestions: list[Answer] = field(default_factory=list)
    tickets: list[Answer] = field(default_factory=list)
    faults: int = 0


class Line:
    """A person's connection to the service, opened again where the service closed it."""

    def __init__(self, port: int, *, kept: bool = True) -> None:
        self._port = port
        self._kept = kept
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: dict[str, Any]) -> Answer:
        """Send one call and wait for its answer. The time counts opening the connection where that is needed."""
        content = json.dumps(body).encode()
        start = time.perf_counter()
        status, headers, answer = await asyncio.wait_for(self._exchange(path, content), _PATIENCE_S)
        took = time.perf_counter() - start
        if not self._kept or headers.get("connection") == "close":
            self.close()
        return Answer(body.get("text", ""), status, took, answer, headers.get("retry-after", ""))

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    async def _exchange(self, path: str, content: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines[1:] if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        return int(lines[0].split()[1]), headers, await reader.readexactly(int(headers["content-length"]))


def steps_of(question: str) -> list[str]:
    """A question as it grows while somebody types it: the texts that are searched, the last one whole."""
    words = question.split()
    counts = dict.fromkeys(max(1, round(len(words) * step / STEPS)) for step in range(1, STEPS + 1))
    return [" ".join(words[:count]) for count in counts]


async def type_together(port: int, questions: Sequence[str], people: int, *, kept: bool = True) -> Heard:
    """Let so many people type their questions at the same time, their first steps spread over one pause."""
    heard = Heard()
    persons = (
        _type(Line(port, kept=kept), questions[number % len(questions)], number, STEP_S * number / people, heard)
        for number in range(people)
    )
    await asyncio.gather(*persons)
    return heard


async def _type(line: Line, question: str, number: int, wait_s: float, heard: Heard) -> None:
    begin = time.perf_counter() + wait_s
    ask = ""
    for place, text in enumerate(steps_of(question)):
        await asyncio.sleep(max(0.0, begin + place * STEP_S - time.perf_counter()))
        try:
            answer = await line.post("/api/v1/suggestions", {"text": text, "lang": "en", "ask": ask})
            heard.suggestions.append(answer)
            if answer.status == 200:
                ask = json.loads(answer.body)["ask"]
            if number % SENDER_EVERY == 0 and place in SENT_AT:
                await _send(line, text, ask, heard)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            heard.faults += 1
            line.close()
    line.close()


async def _send(line: Line, text: str, ask: str, heard: Heard) -> None:
    """Send a request as a program does that takes “not searched yet” for an answer once."""
    draft = {"lang": "en", "kind": "question", "subject": text[:80], "description": text, "email": "a@example.org"}
    for _ in range(2):
        answer = await line.post("/api/v1/tickets", {**draft, "product": "facturo", "ask": ask})
        heard.tickets.append(answer)
        if answer.status != 409:
            return
        ask = json.loads(answer.body)["ask"]
