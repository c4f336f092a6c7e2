"""Rendering: Markdown to HTML with the extensions that the site uses, without the site.

The plugin gives MkDocs the same extensions, so an anchor found here is one that exists there.
"""

import functools
import re
import threading
from html import escape
from typing import Any

import markdown

from kb.errors import PalierError

EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True},
    "pymdownx.details": {},
    "pymdownx.highlight": {"anchor_linenums": False, "use_pygments": True},
    "pymdownx.keys": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
# Several checks and the documents read the same pages; some 50 MB for as many pages as Palier is measured with.
PAGES_KEPT = 10_000
# Python-Markdown looks for the end of every bracket of a block: 20,000 that never close took it 44 s.
_MOST_BRACKETS = 2_000
_renderers = threading.local()


class Unrenderable(PalierError):
    """A page that no renderer gets through. The message says what of it its author can mend."""


@functools.lru_cache(maxsize=PAGES_KEPT)
def render(body: str) -> str:
    """One page's Markdown as HTML. Links are as the author wrote them. Raises `Unrenderable`."""
    if body.count("[") > _MOST_BRACKETS and any(part.count("[") > _MOST_BRACKETS for part in _blocks(body)):
        raise Unrenderable("one paragraph holds too many square brackets")
    # Putting the extensions together costs as much as a short page, so each thread does it once.
    renderer: markdown.Markdown | None = getattr(_renderers, "own", None)
    if renderer is None:
        renderer = _renderers.own = markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    try:
        return renderer.reset().convert(body)
    except RecursionError as error:
        del _renderers.own  # It may have stopped in the middle of anything.
        raise Unrenderable("lists or quotes are nested too deeply") from error


def frame_tables(html: str, name: str) -> str:
    """Rendered HTML in which each table stands in a frame that a keyboard can scroll; `name` says what it is."""
    frame = f'<div class="palier-table" role="group" tabindex="0" aria-label="{escape(name)}">'
    return _TABLE.sub(lambda table: f"{frame}{table[0]}</div>", html)


def _blocks(body: str) -> list[str]:
    return re.split(r"\n[ \t]*\n", body)
