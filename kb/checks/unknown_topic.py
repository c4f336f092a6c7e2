"""`unknown-topic`: a topic or a plan that `support.yml` does not list makes a field or a topic concern nobody."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from kb.checks.inspection import Inspection
from kb.finding import Finding
from kb.source import Path
from kb.support import Support


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each topic or plan that is named and not listed."""
    source = inspection.knowledge.source
    for path, what, name, known in _named(inspection.knowledge.support):
        if name not in known:
            yield source.finding(path, "unknown-topic", f"“{name}” is not a {what} of this file", _cure(name, known))


def _named(support: Support) -> Iterator[tuple[Path, str, str, Collection[str]]]:
    for field in support.fields.values():
        for place, name in enumerate(field.when.topic):
            yield ("fields", field.id, "when", "topic", place), "topic", name, support.topics
    for topic in support.topics.values():
        for place, name in enumerate(topic.plans):
            yield ("topics", topic.id, "plans", place), "plan", name, support.plans


def _cure(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name.casefold(), known, n=1, cutoff=0.7)
    return f"did you mean “{close[0]}”?" if close else f"use one of: {', '.join(known) or 'none yet'}"
