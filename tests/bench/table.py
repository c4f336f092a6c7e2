"""Tables of the comparison: for a terminal, and in Markdown for the manual. Pure: results in, text out."""

from collections.abc import Iterator, Sequence
from typing import Any

from labels import LABELS, decimal, milliseconds, spaced
from sample import COLLECTIONS, QUESTIONS, SHORT, TICKETS

_NONE = "–"


def render_text(results: dict[str, Any]) -> str:
    """All figures, for a terminal."""
    labels = LABELS["en"]
    return "\n".join(
        [
            f"recall@1 / recall@3 / MRR@10, at most {results['queries']} questions a set",
            *_align(
                [[labels["engine"], *QUESTIONS], *_quality(results, "en", ("recall_at_1", "recall_at_3", "mrr_at_10"))]
            ),
            "",
            f"p50 / p95 ms on {SHORT} and {TICKETS}, analysis included; indexing {SHORT}",
            *_align([[labels["engine"], *labels["speed_columns"]], *_speed(results, "en")]),
            "",
            "p50 / p95 ms on each set",
            *_align([[labels["engine"], *QUESTIONS], *_times(results, "en", QUESTIONS)]),
            "",
            *notes(results, "en"),
        ]
    )


def render_markdown(results: dict[str, Any], lang: str) -> str:
    """Three tables, narrow enough for a page, and what has to be known to read them, in a language of the manual."""
    labels = LABELS[lang]
    documents = next((one["documents"] for one in _figures(results, SHORT)), 0)
    head = [labels["engine"], *(labels["questions"][name] for name in QUESTIONS)]
    tables = {
        labels["recall_note"]: (head, _quality(results, lang, ("recall_at_3",), bold="**")),
        labels["rank_note"]: (head, _quality(results, lang, ("recall_at_1", "mrr_at_10"))),
        labels["speed_note"].format(documents=documents): (
            [labels["engine"], *labels["speed_columns"]],
            _speed(results, lang),
        ),
    }
    lines = []
    for note, (columns, rows) in tables.items():
        lines += [spaced(note, lang), "", *_markdown(columns, rows), ""]
    return "\n".join([*lines, *(f"- {note}" for note in notes(results, lang))])


def notes(results: dict[str, Any], lang: str) -> Iterator[str]:
    """What a figure does not say: versions, samples that are smaller, whole suggestions, and peers that are missing."""
    labels = LABELS[lang]
    versions = dict.fromkeys(one["version"] for one in results["peers"].values() if one["version"])
    yield spaced(f"{labels['versions']} : " if lang == "fr" else f"{labels['versions']}: ", lang) + ", ".join(versions)
    most = {name: max((one["queries"] for one in _figures(results, name)), default=0) for name in QUESTIONS}
    for peer, one in results["peers"].items():
        fewer = [
            f"{figures['queries']} ({labels['questions'][name]})"
            for name, figures in one["questions"].items()
            if figures["queries"] < most[name]
        ]
        if fewer:
            yield spaced(labels["fewer"].format(peer=labels["peers"][peer], counts=", ".join(fewer)), lang)
        whole = [
            f"{_both(times['p50_ms'], times['p95_ms'], lang)} ({labels['questions'][name]})"
            for name, times in one.get("suggestions", {}).items()
        ]
        if whole:
            yield spaced(labels["whole"].format(peer=labels["peers"][peer], times=", ".join(whole)), lang)
        for reason in dict.fromkeys(one["missing"].values()):
            missed = [name for name, why in one["missing"].items() if why == reason]
            where = "*" if len(missed) == len(COLLECTIONS) else ", ".join(labels["questions"][name] for name in missed)
            sentence = labels["missing"].format(peer=labels["peers"][peer], questions=where, reason=reason)
            yield spaced(sentence.replace(" (*)", ""), lang)


def _figures(results: dict[str, Any], questions: str) -> list[dict[str, Any]]:
    every = (one["questions"].get(questions) for one in results["peers"].values())
    return [figures for figures in every if figures]


def _quality(results: dict[str, Any], lang: str, keys: tuple[str, ...], bold: str = "") -> Iterator[list[str]]:
    """Rows of figures between slashes; `bold` marks the best recall@3 of each set, as it is rounded."""
    best = {
        name: max((round(one["recall_at_3"], 2) for one in _figures(results, name)), default=0) for name in QUESTIONS
    }
    for peer, one in results["peers"].items():
        row = [LABELS[lang]["peers"][peer]]
        for name in QUESTIONS:
            figures = one["questions"].get(name)
            if figures is None:
                row.append(_NONE)
                continue
            mark = bold if round(figures["recall_at_3"], 2) == best[name] else ""
            row.append(mark + " / ".join(decimal(figures[key], 2, lang) for key in keys) + mark)
        yield row


def _speed(results: dict[str, Any], lang: str) -> Iterator[list[str]]:
    for one, row in zip(results["peers"].values(), _times(results, lang, (SHORT, TICKETS)), strict=True):
        index = one["index"].get(SHORT)
        built = [decimal(index["index_s"], 1, lang), str(index["documents_per_s"])] if index else [_NONE, _NONE]
        yield [*row, *built]


def _times(results: dict[str, Any], lang: str, names: Sequence[str]) -> Iterator[list[str]]:
    for peer, one in results["peers"].items():
        figures = [one["questions"].get(name) for name in names]
        yield [
            LABELS[lang]["peers"][peer],
            *(_both(of["query_p50_ms"], of["query_p95_ms"], lang) if of else _NONE for of in figures),
        ]


def _both(p50_ms: float, p95_ms: float, lang: str) -> str:
    return f"{milliseconds(p50_ms, lang)} / {milliseconds(p95_ms, lang)}"


def _align(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _markdown(head: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
