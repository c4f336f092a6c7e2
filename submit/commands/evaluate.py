"""`palier evaluate`: how good and how fast the search is on a collection of documents and questions."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from deflect.evaluation import Evaluation, Miss, Step, Titled
from deflect.evaluation import evaluate as evaluate_collection

_LABELS = {
    Step.INDEX: "Reading and indexing the pages",
    Step.ASK: "Asking the questions",
    Step.STRANGERS: "Asking the strangers",
}
# A ticket is a page long: its beginning tells which one it is.
_TEXT_LENGTH = 240
_LISTED = 3
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("documents", type=_FILE)
@click.argument("queries", type=_FILE)
@click.option("--strangers", type=_FILE, help="Questions of another domain: the share of them that is shown nothing.")
@click.option(
    "--search-url", default="", help="Keep the index in this PostgreSQL meanwhile, as PALIER_SEARCH_URL would."
)
@click.option("--meaning", is_flag=True, help="Compare by meaning as well, as `search: {meaning: true}` would.")
@click.option("--json", "as_json", is_flag=True, help="All of it for a machine.")
def evaluate(
    documents: Path, queries: Path, strangers: Path | None, search_url: str, meaning: bool, as_json: bool
) -> None:
    """Recall, MRR, times and the worst questions on DOCUMENTS and QUERIES (JSON lines), through the very code that
    the form uses.
    """
    with _Bars() as bars:
        result = evaluate_collection(
            documents, queries, strangers=strangers, progress=bars.show, search_url=search_url, meaning=meaning
        )
    if as_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False, indent=2))
        return
    for line in _tell(result):
        click.echo(line)


class _Bars:
    """A progress bar a step, on the error stream; where nobody watches, click writes the label alone."""

    def __init__(self) -> None:
        self._step: Step | None = None
        self._bar: Any = None
        self._open = ExitStack()

    def __enter__(self) -> "_Bars":
        return self

    def __exit__(self, *_fault: object) -> None:
        self._open.close()

    def show(self, step: Step, done: int, total: int) -> None:
        if step is not self._step:
            self._open.close()
            self._bar = self._open.enter_context(
                click.progressbar(length=total, label=_LABELS[step], file=sys.stderr, show_pos=True)
            )
            self._step = step
        self._bar.update(done - self._bar.pos)


def _tell(result: Evaluation) -> Iterator[str]:
    figures = result.figures()
    width = max(20, *(len(name) for name in figures))
    for name, value in figures.items():
        yield f"{name:{width}} {value:.3f}" if isinstance(value, float) else f"{name:{width}} {value}"
    if result.worst:
        yield ""
        yield f"The worst questions ({len(result.worst)}): right page latest, or not at all"
    for miss in result.worst:
        yield from _tell_miss(miss)


def _tell_miss(miss: Miss) -> Iterator[str]:
    place = f"right page in place {miss.place}" if miss.place else "right page not among ten"
    yield ""
    yield f"{_one_line(miss.id) or '(no id)'}: {_one_line(miss.text)}"
    yield f"    {place}"
    yield from _tell_pages("shown", miss.shown, "nothing")
    yield from _tell_pages("right", miss.relevant, "")


def _tell_pages(name: str, pages: tuple[Titled, ...], none: str) -> Iterator[str]:
    told = [f"{_one_line(page.id)}  {_title(page)}" for page in pages[:_LISTED]] or [none]
    if len(pages) > _LISTED:
        told.append(f"and {len(pages) - _LISTED} more")
    for number, line in enumerate(told):
        yield f"    {'' if number else name:5}  {line}"


def _title(page: Titled) -> str:
    return "(there is no such page)" if page.title is None else _one_line(page.title)


def _one_line(text: str) -> str:
    """Somebody else's words on one line; what a terminal would obey rather than show is left out."""
    plain = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return plain if len(plain) <= _TEXT_LENGTH else plain[: _TEXT_LENGTH - 1] + "…"
