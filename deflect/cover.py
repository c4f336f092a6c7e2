"""Covers: what has to be known of a page to place it among the answers, and to name it, before its text is read.

Of fifteen pages that are found for a question, five are shown at most. A cover is read ten times as fast as its page.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from kb.document import Document, PageKind
from kb.incident import Incident


class Cover(BaseModel):
    """A page without its text; each field is that of its document."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    lang: str
    kind: PageKind = PageKind.ARTICLE
    title: str
    products: tuple[str, ...] = ()
    incident: Incident | None = None


def cover_of(document: Document) -> Cover:
    """The cover of a page."""
    return Cover(
        id=document.id,
        lang=document.lang,
        kind=document.kind,
        title=document.title,
        products=document.products,
        incident=document.incident,
    )
