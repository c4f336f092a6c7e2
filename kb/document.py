"""Documents: what the index is made from. One page in one language, cut at its headings.

Written as JSON lines by the build and read back by anyone; nothing in them depends on MkDocs or on the engine.
"""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kb.incident import Incident


class PageKind(StrEnum):
    """What a page is. The folder it lies in says so: `articles/`, `incidents/`, `questions/`."""

    ARTICLE = "article"
    INCIDENT = "incident"
    QUESTION = "question"


class Section(BaseModel):
    """A stretch of a page under one heading. The first one, before any heading, has no anchor."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    anchor: str = ""
    title: str = ""
    text: str = ""


class Document(BaseModel):
    """One page as the search sees it.

    `id` is the page's path without language and ending (`articles/mail/smtp`), so it is the same in each language.
    `url` is a path from the site's root, with its language: `/en/articles/mail/smtp/`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    lang: str
    kind: PageKind = PageKind.ARTICLE
    title: str
    url: str = ""
    description: str = ""
    category: str = ""
    products: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    incident: Incident | None = None


def write_documents(path: Path, documents: Iterable[Document]) -> None:
    """Write one document a line."""
    with path.open("w", encoding="utf-8") as lines:
        for document in documents:
            lines.write(document.model_dump_json(exclude_defaults=True) + "\n")


def read_documents(path: Path) -> Iterator[Document]:
    """Read what `write_documents` wrote. Raises `ValueError` (pydantic's or json's) on a damaged line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield Document.model_validate(json.loads(line))
