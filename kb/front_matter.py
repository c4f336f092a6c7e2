"""Front matter: the keys between two lines of `---` that begin a page, told from the text below them.

What must stay true: a slip in the fences is one finding, at the line where it was made, and never a page whose keys
are shown to customers as text. Pure.
"""

import re
from dataclasses import dataclass

from kb.finding import Finding

_FENCE = "---"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_KEY = re.compile(r"[a-z_]{3,20}:(?:\s|$)")
_RULE = "broken-front-matter"
_BEGIN = "begin the page with a line ---, the keys (such as “title: …”), and another line ---"


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page in two: `header` is None without front matter; `body_line` is the line on which the body begins."""

    header: str | None
    body: str
    body_line: int = 1


def split_page(text: str, name: str, *, keys_wanted: bool) -> SplitPage | Finding:
    """The two parts of a page's text, or what is wrong with the lines between them.

    `keys_wanted` says whether the page has to have front matter. Lines are what an editor shows as lines; a form
    feed or U+2028 from a pasted text begins none.
    """
    lines = _LINE.findall(text.removeprefix("\ufeff"))
    if keys_wanted and not text.removeprefix("\ufeff").strip():
        return Finding(name, 1, 1, "empty-page", "the file is empty", "write the page, or remove the file")
    if not lines or lines[0].rstrip() != _FENCE:
        return _late(lines, name) or (_none(lines, name) if keys_wanted else SplitPage(None, "".join(lines)))
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), 0)
    if not end:
        fault = "the front matter does not end"
        return Finding(name, 1, 1, _RULE, fault, "write --- on a line of its own after the last key")
    split = SplitPage("".join(lines[1:end]), "".join(lines[end + 1 :]), end + 2)
    return _doubled(lines, end, name) or (_empty(split, name) if keys_wanted else None) or split


def _none(lines: list[str], name: str) -> Finding:
    if _KEY.match(lines[0]):
        return Finding(name, 1, 1, _RULE, "the front matter does not begin", "write --- on a line of its own above it")
    return Finding(name, 1, 1, _RULE, "the page has no front matter", _BEGIN)


def _late(lines: list[str], name: str) -> Finding | None:
    """Front matter below an empty line would be printed on the page."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if first + 1 < len(lines) and lines[first].strip() == _FENCE and _KEY.match(lines[first + 1].lstrip()):
        fault = "the front matter does not stand at the very beginning"
        return Finding(name, first + 1, 1, _RULE, fault, "remove what stands before the ---")
    return None


def _doubled(lines: list[str], end: int, name: str) -> Finding | None:
    """A fence too many: at once, or in the midst of the keys."""
    below = end + 1
    if below < len(lines) and lines[below].rstrip() == _FENCE:
        return Finding(name, below + 1, 1, _RULE, "the line --- is written twice", "remove one of the two")
    while below < len(lines) and lines[below].strip() and lines[below].rstrip() != _FENCE:
        below += 1
    closes = below < len(lines) and lines[below].rstrip() == _FENCE
    if closes and _KEY.match(lines[end + 1]):
        fault = "this line --- ends the front matter, and more keys follow"
        return Finding(name, end + 1, 1, _RULE, fault, "remove it")
    return None


def _empty(split: SplitPage, name: str) -> Finding | None:
    if split.header is not None and not split.header.strip():
        return Finding(name, 1, 1, _RULE, "the front matter holds no keys", "write at least “title: …” in it")
    return None
