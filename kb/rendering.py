"""Rendering: Markdown to HTML with the extensions that the site uses, without the site.

The plugin gives MkDocs the same extensions, so an anchor found here is one that exists there.
"""

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


def render(body: str) -> str:
    """One page's Markdown as HTML. Links are as the author wrote them."""
    return markdown.markdown(body, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
