"""The report on answers: what asking the pages' own questions of a real index tells, for `palier check`."""

import sys
from dataclasses import dataclass

import click

from deflect.answer_checks import check_answers
from deflect.answer_trial import Trial, try_answers
from deflect.term_checks import check_terms
from kb.finding import Finding
from kb.knowledge import Knowledge
from submit.answer_table import answer_table

# How often a count on a terminal moves.
_EVERY = 50


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """The findings, and the trials that most of them come from; empty where nothing was asked.

    `tabled` are the findings that the table tells too.
    """

    trials: tuple[Trial, ...] = ()
    tabled: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (*self.others, *self.tabled)

    def show(self) -> None:
        """Print the table of all questions."""
        for line in answer_table(self.trials):
            click.echo(line)


def ask_answers(knowledge: Knowledge) -> AnswerReport:
    """Ask every question that a page says it answers, and read the glossary as the search does."""
    trials = try_answers(knowledge, _say_progress if sys.stderr.isatty() else None)
    return AnswerReport(tuple(trials), tuple(check_answers(trials)), tuple(check_terms(knowledge)))


def _say_progress(done: int, total: int) -> None:
    """A count that overwrites itself, and that is gone in the end."""
    if done == total:
        click.echo("\r\033[K", nl=False, err=True)
    elif done % _EVERY == 0:
        click.echo(f"\r  {done} of {total} questions asked", nl=False, err=True)
