"""Measure one peer on one collection, in a process of its own. Prints the figures as JSON; see compare.py."""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from deflect.collection import Asked, Page
from deflect.evaluation import Answer
from deflect.evaluation import measure as measure_answers
from peer import Missing, Peer, Suggester
from peers.all import PEERS, find_peer, most_questions
from sample import COLLECTIONS, find_data, read_collection, read_questions


def measure(name: str, pages: list[Page], lang: str, questions: dict[str, list[Asked]]) -> dict[str, Any]:
    """The figures of a peer by set of questions, its version, and what indexing took.

    Indexing is all that lies between the pages in memory and the first question. `suggestions` are the times of what a
    customer is shown, from peers that make it: opened anew, so that each page is read as if for the first time.
    """
    with tempfile.TemporaryDirectory(prefix="palier-bench-") as folder:
        peer = find_peer(name)(Path(folder), lang)
        try:
            started = time.perf_counter()
            peer.build(pages)
            peer.open()
            index_s = time.perf_counter() - started
            figures = {}
            for label, asked in questions.items():
                answers = ask(peer, asked, f"{name}, {label}")
                figures[label] = measure_answers(answers, {}, documents=len(pages), index_s=index_s).figures()
            return {
                "version": peer.version(),
                "index_s": round(index_s, 2),
                "documents_per_s": round(len(pages) / index_s),
                "questions": figures,
                "suggestions": _suggestions(peer, questions) if isinstance(peer, Suggester) else {},
            }
        finally:
            peer.close()


def ask(peer: Peer, asked: Sequence[Asked], label: str) -> list[Answer]:
    """The answers of a peer, each with the time from the customer's text to the ids of pages."""
    answers = []
    with click.progressbar(asked, label=label, file=sys.stderr, show_pos=True) as questions:
        for question in questions:
            started = time.perf_counter()
            shown = peer.search(question.text)
            answers.append(Answer(question, tuple(shown), time.perf_counter() - started))
    return answers


def _suggestions(peer: Peer, questions: dict[str, list[Asked]]) -> dict[str, dict[str, float]]:
    """How long whole suggestions take, by set of questions."""
    peer.close()
    peer.open()
    return {label: _times_ms(peer.suggest, asked) for label, asked in questions.items()}


def _times_ms(answer: Callable[[str], object], asked: Sequence[Asked]) -> dict[str, float]:
    times_ms = []
    for question in asked:
        started = time.perf_counter()
        answer(question.text)
        times_ms.append(1000 * (time.perf_counter() - started))
    times_ms.sort()
    count = len(times_ms)
    return {"p50_ms": round(times_ms[count // 2], 4), "p95_ms": round(times_ms[min(count - 1, int(count * 0.95))], 4)}


def main() -> None:
    """One JSON object on the standard output; `missing` says why there is nothing else in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("collection", choices=[one.name for one in COLLECTIONS])
    parser.add_argument("--queries", type=int, default=600)
    options = parser.parse_args()
    # Told to stop, it still has servers and folders to take away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    data = find_data()
    collection = next(one for one in COLLECTIONS if one.name == options.collection)
    questions = {
        name: read_questions(data, name, most_questions(options.peer, name, options.queries))
        for name in collection.questions
    }
    try:
        pages = read_collection(data, collection.name)
        print(json.dumps(measure(options.peer, pages, collection.lang, questions)))
    except Missing as reason:
        print(json.dumps({"missing": str(reason)}))


if __name__ == "__main__":
    main()
