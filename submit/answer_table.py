"""The table of `palier check --answers`: every question, and where its page stands when it is asked in each way."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from deflect.answer_checks import hint
from deflect.answer_trial import Asked, Trial
from deflect.variant import Variant

_COLUMNS = ("plain", "unquoted", "no accents", "typo", "CAPITALS", "polite")
_WIDTHS = tuple(len(name) + 2 for name in _COLUMNS)


def answer_table(trials: Sequence[Trial]) -> Iterator[str]:
    """The table line by line, coloured; `click.echo` takes the colours out where there is no terminal.

    ✓2 is the second place. ✗ is not shown at all, ✗4 is the fourth place, which few people read. A dot is a way
    that does not exist for the question. Without any question, one line says so.
    """
    if not trials:
        yield "No page says under answers which questions it answers."
        return
    yield click.style(
        "  " + "".join(_pad(name, width) for name, width in zip(_COLUMNS, _WIDTHS, strict=True)).rstrip(), dim=True
    )
    for path, group in groupby(trials, key=lambda trial: trial.page.path):
        rows = list(group)
        yield f"{click.style(path, bold=True)}  {rows[0].page.title}"
        for trial in rows:
            yield from _row(trial)
    yield _summary(trials)


def _row(trial: Trial) -> Iterator[str]:
    cells = [_cell(asked, width, is_error) for (asked, is_error), width in zip(_askings(trial), _WIDTHS, strict=True)]
    yield f"  {''.join(cells)}{trial.plain.text}"
    advice = hint(trial)
    if advice:
        line, _ = trial.page.source.place(("answers", trial.number))
        yield click.style(f"  {' ' * sum(_WIDTHS)}line {line} → {advice}", fg="yellow")
    for intruder in trial.intruders:
        colour = "red" if intruder.ahead else "yellow"
        text = f"not_for: {intruder.id} is shown at place {intruder.place}"
        yield click.style(f"  {' ' * sum(_WIDTHS)}{text}", fg=colour)


def _askings(trial: Trial) -> Iterator[tuple[Asked | None, bool]]:
    """The askings in the order of the columns, each with whether missing it is an error."""
    missed = trial.with_product is not None and not trial.with_product.found
    yield trial.with_product if missed else trial.plain, True
    yield trial.own_words, True
    for variant in (Variant.NO_ACCENTS, Variant.TYPO, Variant.CAPITALS, Variant.POLITE):
        yield trial.variants.get(variant), False


def _cell(asked: Asked | None, width: int, is_error: bool) -> str:
    if asked is None:
        return _pad("·", width)
    text = _pad(f"{'✓' if asked.found else '✗'}{asked.place or ''}", width)
    return click.style(text, fg="green" if asked.found else "red" if is_error else "yellow")


def _pad(text: str, width: int) -> str:
    return text + " " * (width - len(text))


def _summary(trials: Sequence[Trial]) -> str:
    pages = len({trial.page.path for trial in trials})
    found = sum(not hint(trial) and not trial.intruders for trial in trials)
    counts = f"{_count(len(trials), 'question')} on {_count(pages, 'page')}"
    return f"{counts}: {found} found in every way, {len(trials) - found} to mend"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
