"""Outcomes as buttons say them: the pressed button names the outcome, the page and, after “not mine”, the reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from submit.asks import Outcome
from submit.dismissals import Reason
from submit.pages import pages_of
from submit.web.service import service


@dataclass(frozen=True, slots=True)
class Said:
    """What the pressed button says of a suggestion."""

    outcome: Outcome
    page: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JustAside:
    """The page that was just set aside, for the line that takes its place. `reason` is empty until it is given."""

    id: str
    title: str
    reason: str
    reasons: tuple[Reason, ...] = tuple(Reason)


def read_outcome(form: Mapping[str, str]) -> Said:
    """What the pressed button says; not mine when no button of ours is there, of no page."""
    for outcome in (Outcome.SOLVED, Outcome.ME_TOO):
        if form.get(outcome):
            return Said(outcome, form[outcome])
    reason, _, page = form.get("because", "").partition(" ")
    if page and reason in list(Reason):
        return Said(Outcome.NOT_MINE, page, reason)
    return Said(Outcome.NOT_MINE, form.get(Outcome.NOT_MINE, ""))


def just_aside(said: Said, lang: str) -> JustAside | None:
    """The line for the page that was set aside; None when the current build does not have it."""
    facts = pages_of(service().library.shelf().generation, lang).get(said.page)
    return None if facts is None else JustAside(facts.id, facts.title, said.reason)
