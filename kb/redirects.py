"""Redirects: where a renamed page used to be, so that old links still arrive. Pure.

Each is a static page that any web server can serve; it is neither searched nor in the sitemap.
What must stay true: a page that exists is never replaced, and no name leads out of the site.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import Environment, FileSystemLoader

from kb.page import Matter, Page
from kb.phrases import Phrases
from kb.stylesheet import THEME

_TEMPLATE = "redirect.html"


@dataclass(frozen=True, slots=True)
class Redirect:
    """The old id of a page (`articles/old/name`) and the page as it is called now."""

    old_id: str
    page: Page

    @property
    def path(self) -> str:
        """The file to write, relative to the root of the page's language."""
        name = PurePosixPath(self.old_id)
        return f"{name}.html" if name.name == "index" else f"{name}/index.html"


def redirects(pages: Iterable[Page], taken: Iterable[str]) -> tuple[Redirect, ...]:
    """The redirects of the pages of one language. `taken` are the ids that lead somewhere already."""
    seen = set(taken)
    found = []
    for redirect in _named(pages):
        if redirect.old_id not in seen:
            seen.add(redirect.old_id)
            found.append(redirect)
    return tuple(found)


def render_redirect(redirect: Redirect, url: str, *, base_url: str, stylesheet: str, phrases: Phrases) -> str:
    """The HTML of a redirect to `url`, a path from the root; `stylesheet` is another."""
    lang = redirect.page.lang
    theme = Environment(loader=FileSystemLoader(THEME), autoescape=True)
    return theme.get_template(_TEMPLATE).render(
        lang=lang,
        url=url,
        base_url=base_url,
        stylesheet=stylesheet,
        title=phrases.say(lang, "moved.title"),
        text=phrases.say(lang, "moved.text"),
        page=redirect.page.title,
    )


def _named(pages: Iterable[Page]) -> Iterator[Redirect]:
    for page in pages:
        if isinstance(page.matter, Matter):
            yield from (Redirect(old_id, page) for old_id in page.matter.redirects_from if _is_inside(old_id))


def _is_inside(old_id: str) -> bool:
    """Whether the name is written as an id is: parts between single slashes, none of which leads elsewhere."""
    parts = old_id.split("/")
    return "\\" not in old_id and all(part.strip() and part not in {".", ".."} for part in parts)
