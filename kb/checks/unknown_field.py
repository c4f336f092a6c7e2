"""`unknown-field`: a kind of request asks only for fields that the form has. A warning."""

from collections.abc import Iterator
from difflib import get_close_matches

from kb.checks.inspection import Inspection
from kb.finding import Finding, Level
from kb.support import REQUEST_FIELDS

_EXTRA = "extra."


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each name under `kinds` that is neither a field nor `extra.<name>`."""
    source = inspection.knowledge.source
    for kind, fields in inspection.knowledge.support.kinds.items():
        for key, names in (("required", fields.required), ("optional", fields.optional)):
            for place, name in enumerate(names):
                if name in REQUEST_FIELDS or (name.startswith(_EXTRA) and name != _EXTRA):
                    continue
                line, column = source.place(("kinds", kind.value, key, place))
                fault = f"there is no field “{name}”"
                yield Finding(source.name, line, column, "unknown-field", fault, _cure(name), Level.WARNING)


def _cure(name: str) -> str:
    close = get_close_matches(name.casefold(), REQUEST_FIELDS, n=1, cutoff=0.7)
    return f"did you mean “{close[0]}”?" if close else f"use one of: {', '.join(REQUEST_FIELDS)}, or extra.<name>"
