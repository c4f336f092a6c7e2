"""`broken-link`: a link to a page, a section or a picture of the help centre leads to one that exists."""

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from kb.finding import Finding
from kb.knowledge import DOCS_FOLDER, Knowledge
from kb.page import Page
from kb.rendering import render

# Pages that the build makes, not an author.
_GENERATED = frozenset({"incidents/index", "questions/index", "support/index"})


def check(knowledge: Knowledge) -> Iterator[Finding]:
    """A finding for each link within the help centre that leads nowhere."""
    rendered = {(page.id, page.lang): _read(render(page.body)) for page in knowledge.pages}
    for page in knowledge.pages:
        for target in rendered[(page.id, page.lang)].targets:
            fault = _fault(target, page, knowledge, rendered)
            if fault is not None:
                line, column = _place(page, target)
                yield Finding(page.path, line, column, "broken-link", fault, "correct the link")


class _Reader(HTMLParser):
    """Collects what a page links to and the anchors that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        anchor = attributes.get("id")
        if anchor:
            self.anchors.add(anchor)
        target = attributes.get("href" if tag == "a" else "src" if tag == "img" else "")
        if target and "headerlink" not in (attributes.get("class") or ""):
            self.targets.append(target)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def _fault(target: str, page: Page, knowledge: Knowledge, rendered: dict[tuple[str, str], _Reader]) -> str | None:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    path = unquote(parts.path)
    found = _page_id(path, page, knowledge) if path else page.id
    if path and not path.endswith(".md"):
        file = knowledge.root / DOCS_FOLDER / posixpath.normpath(posixpath.join(posixpath.dirname(page.id), path))
        return None if file.is_file() else f"there is no file “{path}”"
    if found in _GENERATED or found in {f"articles/{one}/index" for one in knowledge.support.categories}:
        return None
    reader = rendered.get((found, page.lang)) or rendered.get((found, knowledge.support.default_language))
    if reader is None:
        return f"there is no page “{path}”"
    anchor = unquote(parts.fragment)
    if anchor and anchor not in reader.anchors:
        return f"“{path or 'this page'}” has no section “#{anchor}”"
    return None


def _page_id(path: str, page: Page, knowledge: Knowledge) -> str:
    """The id of the page that a relative link names, with or without a language in it."""
    stem = path.removesuffix(".md")
    name, dot, suffix = stem.rpartition(".")
    if dot and suffix in knowledge.support.languages:
        stem = name
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.id), stem))


def _place(page: Page, target: str) -> tuple[int, int]:
    """Where the link stands in the file: the first line that holds it."""
    for number, line in enumerate(page.body.splitlines(), start=page.body_line):
        column = line.find(target)
        if column >= 0:
            return number, column + 1
    return page.body_line, 1
