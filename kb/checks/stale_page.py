"""`stale-page`: a page that nobody has read again for long may be wrong. A warning; a day to come is an error."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.document import PageKind
from kb.finding import Finding, Level

_RULE = "stale-page"
_CURE = "read the page again, correct it, and write the day of it: “reviewed: {today}”"


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each page without a day of review, with one long ago, or with one that has not come.

    Incidents need none: their updates are dated, and what is over stays as it was.
    """
    every = inspection.knowledge.support.authoring.review_every_days
    cure = _CURE.format(today=inspection.today)
    for page, matter in inspection.indexed():
        line, column = page.source.place(("reviewed",))
        if matter.reviewed is None:
            if page.kind is not PageKind.INCIDENT:
                fault = "the page does not say when it was last reviewed"
                yield Finding(page.path, 1, 1, _RULE, fault, cure, Level.WARNING)
            continue
        age = (inspection.today - matter.reviewed).days
        if age < -1:  # Where the sun rises first it is tomorrow already.
            yield Finding(page.path, line, column, _RULE, f"{matter.reviewed} is a day to come", "correct the day")
        elif age > every and page.kind is not PageKind.INCIDENT:
            fault = f"the page was last reviewed {age} days ago; {every} are the most"
            yield Finding(page.path, line, column, _RULE, fault, cure, Level.WARNING)
