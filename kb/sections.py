"""Sections: a rendered page cut at its headings, as plain text with the anchors that links can name."""

import re

from kb.document import Section
from kb.markup import MarkupReader

_HEADINGS = frozenset({"h1", "h2", "h3"})
_SILENT = frozenset({"script", "style", "svg"})
_BLOCKS = frozenset(
    {
        "p",
        "li",
        "tr",
        "div",
        "pre",
        "blockquote",
        "dt",
        "dd",
        "table",
        "ul",
        "ol",
        "br",
        "summary",
        "figcaption",
        "td",
        "th",
        "hr",
        "label",
        "details",
        "section",
        "article",
        "figure",
        "caption",
        "option",
    }
    | {f"h{level}" for level in range(1, 7)}
)
# Marks of the page's machinery: the permalink of a heading, the way back from a footnote.
_MARKS = frozenset({"headerlink", "footnote-backref"})
# All white space but the no-break spaces that French typography wants.
_BLANKS = re.compile(r"[^\S\n\u00a0\u202f]+")
_VOID = frozenset({"br", "img", "hr", "input", "wbr", "col", "source", "link", "meta"})


def cut_sections(html: str) -> tuple[Section, ...]:
    """The sections of a page's content in reading order; empty ones are left out. The title (h1) opens no section."""
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    return cutter.sections()


def opening_words(html: str, length: int = 160) -> str:
    """The first words of a page's content, at most `length` characters, cut between words; empty without any."""
    text = next((section.text.replace("\n", " ") for section in cut_sections(html) if section.text), "")
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


class _Cutter(MarkupReader):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._cut: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._heading: str | None = None
        self._silent: list[str] = []
        self._link_mark = False
        self._verbatim = 0

    def sections(self) -> tuple[Section, ...]:
        found = (
            Section(anchor=anchor, title=_tidy(title).replace("\n", " "), text=_tidy(text))
            for anchor, title, text in self._cut
        )
        return tuple(section for section in found if section.text or section.title)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _HEADINGS:
            self._heading = tag
            if tag != "h1":
                self._cut.append((attributes.get("id") or "", [], []))
        elif tag == "a" and not _MARKS.isdisjoint((attributes.get("class") or "").split()):
            self._link_mark = True
        elif tag == "img" and attributes.get("alt"):
            self._say(f" {attributes['alt']} ")
        self._verbatim += tag == "pre"
        if tag in _BLOCKS and tag not in _HEADINGS:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        self._verbatim -= tag == "pre" and self._verbatim > 0
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag == self._heading:
            self._heading = None
        elif tag == "a":
            self._link_mark = False
        elif tag in _BLOCKS - _VOID:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._link_mark:
            # Where an author wrapped a line says nothing; only in code does it.
            self._say(data if self._verbatim else data.replace("\n", " "))

    def _say(self, text: str) -> None:
        _, title, body = self._cut[-1]
        if self._heading is None:
            body.append(text)
        elif self._heading != "h1":
            title.append(text)


def _tidy(pieces: list[str]) -> str:
    lines = (line.strip() for line in _BLANKS.sub(" ", "".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)
