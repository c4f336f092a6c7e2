"""`missing-translation`: a page that a language lacks leaves its readers without an answer. A warning."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.finding import Finding, Level


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each page and language in which it does not exist."""
    knowledge = inspection.knowledge
    languages = knowledge.support.languages
    written = {(page.id, page.lang) for page in knowledge.pages} | knowledge.left_out
    for page in knowledge.pages:
        if page.lang != next(lang for lang in languages if (page.id, lang) in written):
            continue
        for lang in languages:
            if (page.id, lang) not in written:
                suffix = "" if lang == languages[0] else f".{lang}"
                yield Finding(
                    page.path,
                    1,
                    1,
                    "missing-translation",
                    f"there is no “{lang}” version",
                    f"write docs/{page.id}{suffix}.md",
                    Level.WARNING,
                )
