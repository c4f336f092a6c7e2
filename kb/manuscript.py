"""Manuscripts: a page's body as its author typed it, where links, pictures and headings stand.

What is rendered tells what there is; the manuscript only tells where. Code and comments are blanked, so that what
they hold is taken for nothing, and every line and column stays in its place. Pure.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.page import Page

Place = tuple[int, int]

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[^`]*$")
_CODE = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INDENTED = re.compile(r"(?: {4}|\t)\s*\S")
# What a line that is indented by four spaces may belong to, other than code.
_CONTAINER = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]|!!!|\?\?\?|===|:|\[\^)")
_TARGET = re.compile(r"""(?:\]\(\s*<?|\]:\s*<?|\b(?:href|src)\s*=\s*["']?)(?P<target>[^\s<>"')]+)""")
# Markdown takes an address with spaces as it stands, between < and > or bare.
_SPACED = re.compile(
    r"""\]\(\s*(?:<(?=[^<>]*>)|(?=[^<>"'()]*(?:["'][^"']*["']\s*)?\)))(?P<target>[^\s<>"'()]+(?:[ \t]+[^\s<>"'()]+)+)"""
)
_NO_TARGET = re.compile(r"\]\(\s*(?P<target>)\)")
_REFERENCE = re.compile(r"(?<![\w\]\\])\[[^\]\[]+\]\[(?P<name>[^\]\[]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]]+)\]:")
_PICTURE = re.compile(r"""!\[[^\]]*\](?:\(\s*<?(?P<target>[^\s<>"')]*))?|<img\b(?P<html>[^>]*)""", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']?(?P<target>[^\s"'>]+)""", re.IGNORECASE)
_DECORATION = re.compile(
    r"""\balt\s*=\s*(?:""|'')|\baria-hidden\s*=\s*["']?true|\brole\s*=\s*["']?(?:presentation|none)"""
)
_HEADING = re.compile(r"[ \t>]*(?P<marks>#{1,6})(?!#)|\s*<h(?P<level>[1-6])\b", re.IGNORECASE)
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_MANUSCRIPTS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as written. `is_decoration` when its author says in HTML that there is nothing to tell of it."""

    place: Place
    target: str
    is_decoration: bool


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The lines of a body without its code. `open_fence` is the line of code that begins and never ends."""

    lines: tuple[str, ...]
    first_line: int
    open_fence: int | None = None

    def targets(self) -> dict[str, list[Place]]:
        """Where each target of a link or picture stands, in reading order."""
        places = defaultdict(list)
        for number, line in enumerate(self.lines, start=self.first_line):
            spaced = {link.start("target"): link for link in _SPACED.finditer(line)}
            for link in (*_TARGET.finditer(line), *_NO_TARGET.finditer(line)):
                whole = spaced.get(link.start("target"), link)
                places[whole["target"]].append((number, link.start("target") + 1))
        return places

    def undefined(self) -> Iterator[tuple[Place, str]]:
        """Every `[words][name]` whose name is said nowhere: it would be shown as it is written."""
        known = {name.casefold() for line in self.lines for name in _DEFINITION.findall(line)}
        for number, line in enumerate(self.lines, start=self.first_line):
            for found in _REFERENCE.finditer(line):
                if found["name"].casefold() not in known:
                    yield (number, found.start("name") + 1), found["name"]

    def pictures(self) -> Iterator[Picture]:
        """Every picture, in reading order."""
        for number, line in enumerate(self.lines, start=self.first_line):
            for found in _PICTURE.finditer(line):
                html = found["html"]
                source = _SOURCE.search(html) if html is not None else None
                target = source["target"] if source is not None else found["target"] or ""
                is_decoration = html is not None and _DECORATION.search(html) is not None
                yield Picture((number, found.start() + 1), target, is_decoration)

    def headings(self) -> Iterator[tuple[int, Place]]:
        """Level and place of everything that may be a heading, in reading order."""
        for position, line in enumerate(self.lines):
            number = self.first_line + position
            found = _HEADING.match(line)
            below = self.lines[position + 1] if position + 1 < len(self.lines) else ""
            if found and found["marks"]:
                yield len(found["marks"]), (number, found.start("marks") + 1)
            elif found:
                yield int(found["level"]), (number, found.start("level") - 1)
            elif line.strip() and _UNDERLINE.match(below):
                yield (1 if below.startswith("=") else 2), (number, 1)


def manuscript(page: Page) -> Manuscript:
    """The manuscript of a page."""
    return _read(page.body, page.body_line)


@lru_cache(maxsize=_MANUSCRIPTS_KEPT)
def _read(body: str, first_line: int) -> Manuscript:
    lines = body.split("\n")
    open_at = _blank_fences(lines)
    text = _COMMENT.sub(_blanked, "\n".join(_without_code(lines)))
    return Manuscript(tuple(text.split("\n")), first_line, None if open_at is None else first_line + open_at)


def _blank_fences(lines: list[str]) -> int | None:
    """Empty every line of fenced code, fences included. Returns the line of a fence that is never closed."""
    start, fence = 0, ""
    for number, line in enumerate(lines):
        if not fence:
            opened = _FENCE.match(line)
            start, fence = (number, opened["fence"]) if opened else (0, "")
        elif line.strip(" \t>\r") == fence:
            lines[start : number + 1] = [""] * (number + 1 - start)
            fence = ""
    if fence:
        lines[start:] = [""] * (len(lines) - start)
        return start
    return None


def _without_code(lines: list[str]) -> Iterator[str]:
    """The lines without indented code and without code inside them."""
    in_container, was_blank, was_code = False, True, False
    for line in lines:
        if not line.strip():
            was_blank = True
            yield line
            continue
        was_code = bool(_INDENTED.match(line)) and not in_container and (was_blank or was_code)
        if not line.startswith((" ", "\t")) or _CONTAINER.match(line):
            in_container = _CONTAINER.match(line) is not None
        was_blank = False
        yield "" if was_code else _CODE.sub(_blanked, line)


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())
