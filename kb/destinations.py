"""Destinations: all that a link within the help centre can lead to, and what is wrong with one that does not. Pure."""

import posixpath
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from kb.knowledge import Knowledge
from kb.page import Page
from kb.reading import Reading

_CURE = "correct the link"
_CLOSE = 0.65
# What the build and the service serve beside the pages of authors.
_SERVED = frozenset({"api", "assets", "support", "t"})
_FEED = "incidents/feed.xml"


@dataclass(frozen=True, slots=True)
class LinkFault:
    """What is wrong with a link, and what to write instead."""

    message: str
    cure: str = _CURE


@dataclass(frozen=True, slots=True)
class Destinations:
    """The pages, sections and files of a help centre. `read` tells what a page holds, or None when nobody can."""

    knowledge: Knowledge
    files: frozenset[str]
    generated: frozenset[str]
    read: Callable[[Page], Reading | None]

    def fault(self, target: str, page: Page) -> LinkFault | None:
        """What is wrong with a link to `target` on `page`; None when nothing is, or nobody can know."""
        if not target.strip():
            return LinkFault("the link leads nowhere", "write where it leads, or remove it")
        try:
            parts = urlsplit(target)
        except ValueError:
            return LinkFault(f"“{target}” is not an address")
        if parts.scheme == "file" or len(parts.scheme) == 1:
            return LinkFault(f"“{target}” is a place on one computer", "put the file below docs/ and link to it there")
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        path = unquote(parts.path)
        if path and not path.endswith(".md"):
            return None if _beside(page, path) in self.files else self._no_file(path, page)
        return self._page_fault(path, unquote(parts.fragment), page)

    def other_language(self, target: str, page: Page) -> str:
        """What to write instead of a link to the other language's file of a page that exists in this one as well."""
        parts = target.partition("#")
        stem, dot, suffix = parts[0].removesuffix(".md").rpartition(".")
        if "://" in target or not parts[0].endswith(".md") or not (dot and suffix in self.knowledge.support.languages):
            return ""
        own = self.knowledge.page(_beside(page, unquote(stem)), page.lang)
        return f"{stem}.md{''.join(parts[1:])}" if own is not None and suffix != page.lang else ""

    def is_lost_on_site(self, target: str) -> bool:
        """Whether `target` is an address from the site's root, such as `/incidents/`, which nothing there has.

        The site may itself lie below a folder, which `/help/incidents/` names first.
        """
        parts = urlsplit(target)
        steps = unquote(parts.path).removesuffix("index.html").strip("/").split("/")
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            return False
        if steps[0] in self.knowledge.support.languages[1:]:
            steps = steps[1:]
        is_special = not any(steps) or steps[0] in _SERVED or (len(steps) == 1 and "." in steps[0])
        return not is_special and not any(self._has("/".join(steps[below:])) for below in range(len(steps)))

    def _has(self, path: str) -> bool:
        """Whether a page, an old name of one, or a file has this address."""
        for one in (path, f"{path}/index"):
            languages = self.knowledge.support.languages
            if one in self.generated or any(self._is_written(one, lang) for lang in languages):
                return True
        is_file = path == _FEED or (path in self.files and not path.endswith(".md"))
        return is_file or any(path in page.old_ids for page in self.knowledge.pages)

    def _is_written(self, page_id: str, lang: str) -> bool:
        return (page_id, lang) in self.knowledge.left_out or self.knowledge.page(page_id, lang) is not None

    def _page_fault(self, path: str, anchor: str, page: Page) -> LinkFault | None:
        found = _page_id(path, page, self.knowledge) if path else page.id
        if found in self.generated:
            return None
        languages = (page.lang, self.knowledge.support.default_language)
        if path and any((found, lang) in self.knowledge.left_out for lang in languages):
            return None
        pages = (self.knowledge.page(found, lang) for lang in languages)
        wanted = next(filter(None, pages), None) if path else page
        if wanted is None:
            return LinkFault(f"there is no page “{path}”", self._nearest(found, page))
        read = self.read(wanted)
        if anchor and read is not None and anchor not in read.anchors:
            close = get_close_matches(_plain(anchor), sorted(read.anchors), n=1, cutoff=0.7)
            cure = f"did you mean “#{close[0]}”?" if close else _CURE
            return LinkFault(f"“{path or 'this page'}” has no section “#{anchor}”", cure)
        return None

    def _no_file(self, path: str, page: Page) -> LinkFault:
        message = f"there is no file “{path}”"
        if path.startswith("www."):
            return LinkFault(message, f"write https://{path}")
        found = _beside(page, path.rstrip("/"))
        if self.knowledge.page(found, page.lang) is not None:
            return LinkFault(message, f"write {path.rstrip('/')}.md")
        folder = posixpath.dirname(found)
        near = sorted(name for name in self.files if posixpath.dirname(name) == folder and not name.endswith(".md"))
        return LinkFault(message, _meant(found, near, page, ""))

    def _nearest(self, found: str, page: Page) -> str:
        """The page that an author most likely meant: of the same name elsewhere, or spelt nearly so beside it."""
        ids = sorted({one.id for one in self.knowledge.pages if one.lang == page.lang and one.id != page.id})
        name = posixpath.basename(found).casefold()
        same = next((one for one in ids if posixpath.basename(one).casefold() == name != "index"), None)
        if same is not None:
            return f"did you mean “{_from(page, same)}.md”?"
        return _meant(found, [one for one in ids if posixpath.dirname(one) == posixpath.dirname(found)], page, ".md")


def generated_ids(knowledge: Knowledge) -> frozenset[str]:
    """The ids of the pages that the build makes, not an author."""
    support = knowledge.support
    products = support.products if len(support.products) > 1 else {}
    has_releases = any(product.releases for product in support.products.values())
    return frozenset(
        (
            *(f"{name}/index" for name in ("incidents", "questions", "support")),
            *(f"{name}/index" for name in ("releases",) if has_releases),
            *(f"articles/{category}/index" for category in support.categories),
            *(f"products/{product}/index" for product in products),
        )
    )


def _plain(anchor: str) -> str:
    """An anchor as headings get them: small letters without accents."""
    apart = unicodedata.normalize("NFKD", anchor.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _meant(found: str, near: list[str], page: Page, ending: str) -> str:
    names = [posixpath.basename(one).casefold() for one in near]
    close = get_close_matches(posixpath.basename(found).casefold(), names, n=1, cutoff=_CLOSE)
    return f"did you mean “{_from(page, near[names.index(close[0])])}{ending}”?" if close else _CURE


def _page_id(path: str, page: Page, knowledge: Knowledge) -> str:
    """The id of the page that a relative link names, with or without a language in it."""
    stem = path.removesuffix(".md")
    name, dot, suffix = stem.rpartition(".")
    return _beside(page, name if dot and suffix in knowledge.support.languages else stem)


def _beside(page: Page, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.id), path))


def _from(page: Page, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page.id) or ".")
