"""Scale: what 100,000 pages cost to index, to open, to hold and to ask. Run it with `make bench-scale`.

The pages are service-public-fr's own and filler made of them. Each peer indexes in one process and answers in a fresh
one, as a build and a service do. The time of making up pages is not counted.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from compare import RESULTS, one_thread
from deflect.collection import Page
from deflect.evaluation import Answer
from deflect.evaluation import measure as measure_answers
from filler import fill_up
from measure import ask
from peer import Missing
from peers.all import find_peer
from sample import SHORT, TICKETS, NoData, find_data, read_collection, read_questions

PEERS = ("fts5", "tantivy", "palier")
_LANG = "fr"
_QUERIES = 600
_KB_PER_MB = 1024
_COLUMNS = {
    "documents_per_s": "pages/s",
    "index_s": "index s",
    "index_peak_mb": "peak MB",
    "index_size_mb": "disk MB",
    "open_s": "open s",
    "opened_mb": "RSS opened",
    "asked_mb": "RSS asked",
    "short_p50_ms": "short p50 ms",
    "short_p95_ms": "p95",
    "ticket_p50_ms": "ticket p50 ms",
    "ticket_p95_ms": "p95",
}


class Metered:
    """Pages that are made while they are read, and the seconds that making them took."""

    def __init__(self, pages: Iterator[Page]) -> None:
        self._pages = pages
        self.took_s = 0.0

    def __iter__(self) -> Iterator[Page]:
        while True:
            started = time.perf_counter()
            page = next(self._pages, None)
            self.took_s += time.perf_counter() - started
            if page is None:
                return
            yield page


def build(peer: str, folder: Path, documents: int) -> dict[str, Any]:
    """Index so many pages into `folder`."""
    made = fill_up(read_collection(find_data(), SHORT), documents)
    with click.progressbar(made, length=documents, label=f"{peer}, indexing", file=sys.stderr) as shown:
        pages = Metered(iter(shown))
        engine = find_peer(peer)(folder, _LANG)
        started = time.perf_counter()
        engine.build(pages)
        index_s = time.perf_counter() - started - pages.took_s
    engine.close()
    return {
        "documents": documents,
        "index_s": round(index_s, 1),
        "documents_per_s": round(documents / index_s),
        "index_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_PER_MB),
        "index_size_mb": round(
            sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / _KB_PER_MB**2
        ),
    }


def answer(peer: str, folder: Path) -> dict[str, Any]:
    """Open what was built and ask; memory is that of the whole process, Python and the engine's code included."""
    data = find_data()
    questions = {name: read_questions(data, name, _QUERIES) for name in (SHORT, TICKETS)}
    engine = find_peer(peer)(folder, _LANG)
    started = time.perf_counter()
    engine.open()
    figures: dict[str, Any] = {"open_s": round(time.perf_counter() - started, 3), "opened_mb": _resident_mb()}
    short = ask(engine, questions[SHORT], f"{peer}, {SHORT}")
    figures["asked_mb"] = _resident_mb()
    tickets = ask(engine, questions[TICKETS], f"{peer}, {TICKETS}")
    engine.close()
    return {**figures, **_times("short", short), **_times("ticket", tickets)}


def main() -> None:
    """Print a table, one row a peer, and keep the numbers in `scale.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS), help="only these")
    parser.add_argument("--step", nargs=3, metavar=("STEP", "PEER", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    try:
        find_data()
    except NoData as reason:
        sys.exit(str(reason))
    if options.step:
        step, peer, folder = options.step
        print(json.dumps(_or_missing(lambda: _STEPS[step](peer, Path(folder), options.documents))))
        return
    results = {peer: _measure(peer, options.documents) for peer in options.peers}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.with_name("scale.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(f"{options.documents} pages; {_QUERIES} short questions, then whole tickets; MB as the kernel counts them")
    print(f"{'':8}" + "".join(f"{title:>14}" for title in _COLUMNS.values()))
    for peer, figures in results.items():
        told = [f"{figures.get(name, '–'):>14}" for name in _COLUMNS]
        print(f"{peer:8}" + (f"  not measured: {figures['missing']}" if "missing" in figures else "".join(told)))


_STEPS: dict[str, Callable[[str, Path, int], dict[str, Any]]] = {
    "build": build,
    "answer": lambda peer, folder, _documents: answer(peer, folder),
}


def _measure(peer: str, documents: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="palier-bench-") as folder:
        figures: dict[str, Any] = {}
        for step in _STEPS:
            command = [sys.executable, __file__, "--documents", str(documents), "--step", step, peer, folder]
            done = subprocess.run(command, env=one_thread(), stdout=subprocess.PIPE, encoding="utf-8", check=False)
            if done.returncode:
                return {"missing": f"its process ended with exit code {done.returncode}"}
            figures |= json.loads(done.stdout)
            if "missing" in figures:
                break
        return figures


def _or_missing(measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return measure()
    except Missing as reason:
        return {"missing": str(reason)}


def _times(kind: str, answers: list[Answer]) -> dict[str, float]:
    measured = measure_answers(answers, {}, documents=0, index_s=0)
    return {
        f"{kind}_p50_ms": round(measured.query_p50_ms, 2),
        f"{kind}_p95_ms": round(measured.query_p95_ms, 2),
    }


def _resident_mb() -> int:
    """What this process holds in memory now; `ps` says it on Linux and macOS alike."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], stdout=subprocess.PIPE, check=True)
    return round(int(told.stdout) / _KB_PER_MB)


if __name__ == "__main__":
    main()
