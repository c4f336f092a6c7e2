"""Rendering: Markdown to HTML with the extensions that the site uses, without the site.

The plugin gives MkDocs the same extensions, so an anchor found here is one that exists there.
"""

import re
from html import escape
from typing import Any

import markdown

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


def render(body: str) -> str:
    """One page's Markdown as HTML. Links are as the author wrote them."""
    return markdown.markdown(body, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)


def frame_tables(html: str, name: str) -> str:
    """Rendered HTML in which each table stands in a frame that a keyboard can scroll; `name` says what it is."""
    frame = f'<div class="palier-table" role="group" tabindex="0" aria-label="{escape(name)}">'
    return _TABLE.sub(lambda table: f"{frame}{table[0]}</div>", html)
