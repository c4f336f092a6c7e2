"""`secret-in-page`: what is published is known to everybody, and stays in the history of the files."""

import re
from collections.abc import Iterator
from typing import Any

from kb.checks.inspection import Inspection
from kb.finding import Finding, Level
from kb.page import Page
from kb.secrets.formats import SecretSpan
from kb.secrets.masking import find_secrets
from kb.source import Path

_RULE = "secret-in-page"
_CURE = "remove it and, if it is real, change it: write <password> or **** in an example"
_EXAMPLE = re.compile(
    r"example|exemple|(?:change|replace|remplace[rz]?).?m[eo]i?|placeholder|x{4}|\.{3}|…", re.IGNORECASE
)
_EXAMPLE_IN_PROSE = re.compile(r"your|votre|dummy|sample|fake|test|secret|passw|motdepasse|[<>{}$]", re.IGNORECASE)
# What Markdown puts around words is no part of them.
_EMPHASIS = re.compile(r"(?<!\S)\*{1,2}(?=\w)|(?<=[\w.:!?…»])\*{1,2}(?=[\s.,:;=!?)]|\Z)")
# Numbers for trying out payments, and rows of one letter, are no secrets.
_FEWEST_DIFFERENT = 4


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each secret, which it never shows; a warning where only the words around it give it away."""
    for page in inspection.bodies():
        for path, text in _texts(page.source.data, ()):
            for span in _secrets(text):
                line, column = page.source.place(path)
                yield _finding(page, line, column, span)
        for span in _secrets(_EMPHASIS.sub(lambda marks: " " * len(marks[0]), page.body)):
            before = page.body[: span.start]
            line, column = page.body_line + before.count("\n"), len(before) - before.rfind("\n")
            yield _finding(page, line, column, span)


def _finding(page: Page, line: int, column: int, span: SecretSpan) -> Finding:
    level = Level.ERROR if span.machine else Level.WARNING
    return Finding(page.path, line, column, _RULE, f"this looks like a secret ({span.kind})", _CURE, level)


def _secrets(text: str) -> Iterator[SecretSpan]:
    for span in find_secrets(text):
        if not _is_example(text[span.start : span.end], span):
            yield span


def _is_example(value: str, span: SecretSpan) -> bool:
    """Whether nobody could take the value for a real secret."""
    if span.kind == "private-key":
        return False
    if len(set(value.casefold())) < _FEWEST_DIFFERENT or _EXAMPLE.search(value):
        return True
    return not span.machine and _EXAMPLE_IN_PROSE.search(value) is not None


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*path, place))
