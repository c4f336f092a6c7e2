"""`broken-link`: a link to a page, a section or a picture of the help centre leads to one that exists."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kb.finding import Finding
from kb.knowledge import DOCS_FOLDER, Knowledge
from kb.markup import MarkupReader
from kb.page import Page
from kb.rendering import render

# Pages that the build makes, not an author.
_GENERATED = ("incidents/index", "questions/index", "support/index")
_FENCED = re.compile(r"^ *(?P<fence>`{3,}|~{3,}).*?(?:^ *(?P=fence)|\Z)", re.MULTILINE | re.DOTALL)
_LINKED = re.compile(r"""(?:\]\(\s*<?|\]:\s*<?|\b(?:href|src)\s*=\s*["']?)(?P<target>[^\s<>"')]+)""")


def check(knowledge: Knowledge) -> Iterator[Finding]:
    """A finding for each link within the help centre that leads nowhere."""
    rendered = {(page.id, page.lang): _read(render(page.body)) for page in knowledge.pages}
    house = _House(knowledge, rendered, _files(knowledge), _generated(knowledge))
    for page in knowledge.pages:
        places = _places(page)
        for target in rendered[(page.id, page.lang)].targets:
            written = places[target]
            # A target that stands in several places is broken in all of them; each takes its turn.
            line, column = (written.pop(0) if len(written) > 1 else written[0]) if written else (page.body_line, 1)
            fault = house.fault(target, page)
            if fault:
                yield Finding(page.path, line, column, "broken-link", fault, "correct the link")


class _Reader(MarkupReader):
    """Collects what a page links to and the anchors that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        for anchor in (attributes.get("id"), attributes.get("name") if tag == "a" else None):
            if anchor:
                self.anchors.add(anchor)
        target = attributes.get("href" if tag == "a" else "src" if tag == "img" else "")
        if target and "headerlink" not in (attributes.get("class") or ""):
            self.targets.append(target)


@dataclass(frozen=True, slots=True)
class _House:
    """All that a link can lead to."""

    knowledge: Knowledge
    rendered: dict[tuple[str, str], _Reader]
    files: frozenset[str]
    generated: frozenset[str]

    def fault(self, target: str, page: Page) -> str:
        """What is wrong with a link to `target`; empty when nothing is."""
        try:
            parts = urlsplit(target)
        except ValueError:
            return f"“{target}” is not an address"
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return ""
        path = unquote(parts.path)
        if path and not path.endswith(".md"):
            return "" if _beside(page, path) in self.files else f"there is no file “{path}”"
        return self._page_fault(path, unquote(parts.fragment), page)

    def _page_fault(self, path: str, anchor: str, page: Page) -> str:
        found = _page_id(path, page, self.knowledge) if path else page.id
        if found in self.generated:
            return ""
        default = self.knowledge.support.default_language
        reader = self.rendered.get((found, page.lang)) or self.rendered.get((found, default))
        if reader is None:
            return f"there is no page “{path}”"
        if anchor and anchor not in reader.anchors:
            return f"“{path or 'this page'}” has no section “#{anchor}”"
        return ""


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def _files(knowledge: Knowledge) -> frozenset[str]:
    docs = knowledge.root / DOCS_FOLDER
    return frozenset(file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file())


def _generated(knowledge: Knowledge) -> frozenset[str]:
    return frozenset((*_GENERATED, *(f"articles/{category}/index" for category in knowledge.support.categories)))


def _page_id(path: str, page: Page, knowledge: Knowledge) -> str:
    """The id of the page that a relative link names, with or without a language in it."""
    stem = path.removesuffix(".md")
    name, dot, suffix = stem.rpartition(".")
    return _beside(page, name if dot and suffix in knowledge.support.languages else stem)


def _beside(page: Page, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.id), path))


def _places(page: Page) -> dict[str, list[tuple[int, int]]]:
    """Where each target stands in the file, in reading order; what stands in code is no link."""
    body = _FENCED.sub(lambda code: "\n" * code.group().count("\n"), page.body)
    places = defaultdict(list)
    for number, line in enumerate(body.split("\n"), start=page.body_line):
        for link in _LINKED.finditer(line):
            places[link["target"]].append((number, link.start("target") + 1))
    return places
