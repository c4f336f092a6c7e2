"""The load: how soon people are answered who type at the same time. Run it with `make bench-load`.

`palier serve` runs as it does in production, on 1,200 documents and on a port of the loopback; the crowd types,
and one person in ten also sends requests. Every answer is compared with what the same words find when nobody else
asks. The pages are the first of a public collection in `../shared/data`; where that is not there, made-up ones
take their place, and the table says so.

Crowd and service share the processors, so these are times of a machine that is busy with both.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crowd import Answer, Heard, Line, steps_of, type_together
from deflect.index import build_index
from kb.document import Document, Section
from kb.generation import BuildFacts, staging
from pages import PALIER

DOCUMENTS = 1_200
QUESTIONS = 100
LONGEST_QUESTION = 24
COLLECTION = Path(__file__).parents[3] / "shared" / "data" / "retrieval" / "openoffice-duplicates-en"
_SUPPORT = """\
brand: {name: Bench, reference_prefix: BEN}
languages: [en]
products:
  facturo:
    name: Facturo
    releases: [{version: "2.0", builds: ["200"], state: current}]
kinds:
  question: {required: [product, subject, description, email]}
"""


def main() -> None:
    """Print a table: one row a size of the crowd."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="*", default=[50, 200, 500])
    parser.add_argument("--close", action="store_true", help="Open a connection for each call instead of keeping it.")
    asked = parser.parse_args()
    documents, questions = _collection() if COLLECTION.is_dir() else _made_up()
    with tempfile.TemporaryDirectory() as folder, _serving(Path(folder), documents) as (port, pid):
        idle = asyncio.run(_ask_one_by_one(port, sorted({text for one in questions for text in steps_of(one)})))
        print(f"alone: {_times(idle)} of {len(idle)} answers", flush=True)
        for people in asked.people:
            start, busy_s = time.monotonic(), _cpu_s(pid)
            heard = asyncio.run(type_together(port, questions, people, kept=not asked.close))
            busy = (_cpu_s(pid) - busy_s) / (time.monotonic() - start)
            _print(people, heard, {answer.text: _found(answer) for answer in idle})
            print(f"             the service took {busy:.0%} of a processor", flush=True)


def _collection() -> tuple[list[Document], list[str]]:
    """The first pages of the collection, and questions that were asked about it."""
    pages = _lines(COLLECTION / "docs.jsonl")[:DOCUMENTS]
    documents = [_document(page["id"], page["title"], page["body"]) for page in pages]
    asked = [one["text"].replace(".", "").split() for one in _lines(COLLECTION / "queries.jsonl")]
    fit = [" ".join(words[:LONGEST_QUESTION]) for words in asked if len(words) >= LONGEST_QUESTION]
    print(f"{len(documents)} pages and {QUESTIONS} questions of {COLLECTION.name}", flush=True)
    return documents, fit[:QUESTIONS]


def _made_up() -> tuple[list[Document], list[str]]:
    """Pages and questions whose words are as unevenly common as those of a language (Zipf)."""
    dice = random.Random(1)
    words = [f"{start}{end}" for start in ("ba", "ko", "ri", "tu", "me", "lo") for end in _endings(500)]
    weights = [1 / place for place in range(1, len(words) + 1)]

    def say(count: int) -> str:
        return " ".join(dice.choices(words, weights, k=count))

    print(f"NO COLLECTION at {COLLECTION}: pages and questions are made up", flush=True)
    documents = [_document(f"articles/page-{number}", say(6), say(150)) for number in range(DOCUMENTS)]
    return documents, [say(LONGEST_QUESTION) for _ in range(QUESTIONS)]


def _endings(count: int) -> Iterator[str]:
    letters = "bcdfglmnprstv"
    for number in range(count):
        yield f"{letters[number % 13]}{'aeiou'[number // 13 % 5]}{letters[number // 65 % 13]}"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _document(name: str, title: str, body: str) -> Document:
    return Document(id=name, lang="en", title=title, url=f"/{name}/", sections=(Section(text=body),))


@contextmanager
def _serving(root: Path, documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    """The service on a build of these documents, as another process: its port, and its process id.

    The build has an index and no site: pages play no part in these calls, and MkDocs would take longer than all
    the rest.
    """
    (root / "support.yml").write_text(_SUPPORT, encoding="utf-8")
    with staging(root / "var") as stage:
        (stage.path / "support.yml").write_text(_SUPPORT, encoding="utf-8")
        (stage.path / "site").mkdir()
        build_index(documents, stage.path / "index")
        stage.publish(BuildFacts(created=stage.created, languages=("en",)))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    command = [PALIER, "--root", str(root), "serve", "--port", str(port)]
    log = root / "log.txt"
    with (
        log.open("w") as told,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True, env=_bare_environment()) as service,
    ):
        assert service.stdout is not None
        if not service.stdout.readline():
            sys.exit(log.read_text(encoding="utf-8"))
        try:
            yield port, service.pid
            print(f"health: {_health(port)}; {len(log.read_text().splitlines())} lines in the log", flush=True)
        finally:
            service.terminate()


def _cpu_s(pid: int) -> float:
    """The processor time that a process has taken so far, in seconds, as Linux counts it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _bare_environment() -> dict[str, str]:
    """No setting of the person who runs this changes what is measured."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PALIER_")}


def _health(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=60) as answer:
            return str(json.load(answer)["status"])
    except urllib.error.HTTPError as fault:
        return str(fault.code)


async def _ask_one_by_one(port: int, texts: Sequence[str]) -> list[Answer]:
    line = Line(port)
    try:
        return [await _ask_alone(line, text) for text in texts]
    finally:
        line.close()


async def _ask_alone(line: Line, text: str) -> Answer:
    """The answer to one text. A machine that is busy with other things may put off even the only caller."""
    while True:
        answer = await line.post("/api/v1/suggestions", {"text": text, "lang": "en"})
        if answer.status != 503:
            return answer


def _print(people: int, heard: Heard, right: dict[str, Any]) -> None:
    answered = [one for one in heard.suggestions if one.status == 200]
    shed = [one for one in heard.suggestions if one.status == 503]
    wrong = sum(_found(one) != right[one.text] for one in answered)
    others = len(heard.suggestions) - len(answered) - len(shed) + heard.faults
    print(f"{people:4} people  suggestions {_times(answered)} of {len(answered)}, {wrong} wrong, {others} faults")
    if shed:
        unnamed = sum(not one.retry_after for one in shed)
        print(f"             503         {_times(shed)} of {len(shed)}, {unnamed} without Retry-After")
    statuses = {status: sum(one.status == status for one in heard.tickets) for status in (201, 409, 422, 500, 503)}
    told = ", ".join(f"{count} × {status}" for status, count in statuses.items() if count)
    print(f"             tickets     {_times(heard.tickets)} ({told})", flush=True)


def _found(answer: Answer) -> Any:
    return json.loads(answer.body)["suggestions"]


def _times(answers: Sequence[Answer]) -> str:
    """p50, p95, p99 and the longest, in milliseconds."""
    took = sorted(answer.took_s * 1000 for answer in answers)
    if not took:
        return "none"
    places = [took[min(len(took) - 1, int(len(took) * share))] for share in (0.5, 0.95, 0.99)]
    return "p50 {:.0f}  p95 {:.0f}  p99 {:.0f}  max {:.0f} ms".format(*places, took[-1])


if __name__ == "__main__":
    main()
