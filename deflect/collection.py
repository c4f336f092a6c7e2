"""Collections: someone's own pages and questions, read from files of JSON lines.

Nothing of a line is guessed: what cannot be used is an error that names file, line and fault.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kb.document import Document, Section
from kb.errors import PalierError

_HEADING = re.compile(r"^## +(.*)$", re.MULTILINE)
_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class CollectionError(PalierError):
    """A file of pages or questions cannot be used. The message names file, line and fault."""


def _split_keywords(value: Any) -> Any:
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Page(_Line):
    """A page to search in; `body` is Markdown of which only `## ` headings are read."""

    id: str = Field(min_length=1)
    lang: str = Field(pattern=_LANGUAGE)
    title: str
    keywords: Annotated[list[str], BeforeValidator(_split_keywords)] = Field(default_factory=list)
    answers: list[str] = Field(default_factory=list)
    body: str = ""

    def document(self) -> Document:
        """The page as the search indexes it, cut at its headings."""
        pieces = _HEADING.split(self.body)
        sections = [Section(text=pieces[0].strip())]
        for place in range(1, len(pieces), 2):
            sections.append(Section(title=pieces[place].strip(), text=pieces[place + 1].strip()))
        return Document(
            id=self.id,
            lang=self.lang,
            title=self.title,
            keywords=tuple(self.keywords),
            answers=tuple(self.answers),
            sections=tuple(section for section in sections if section.title or section.text),
        )


class Stranger(_Line):
    """A question that no page answers; what its own collection would call right is not read."""

    lang: str = Field(pattern=_LANGUAGE)
    text: str


class Asked(_Line):
    """A question and the ids of the pages that answer it; any one of them is right."""

    id: str = ""
    lang: str = Field(pattern=_LANGUAGE)
    text: str
    relevant: list[str] = Field(min_length=1)


def read_pages(path: Path) -> Iterator[Page]:
    """The pages of a file, in its order. Raises `CollectionError`."""
    return _read_lines(path, Page)


def read_asked(path: Path) -> list[Asked]:
    """The questions of a file, in its order, at least one. Raises `CollectionError`."""
    return _at_least_one(path, list(_read_lines(path, Asked)))


def read_strangers(path: Path) -> list[Stranger]:
    """The questions of another domain, in the order of their file, at least one. Raises `CollectionError`."""
    return _at_least_one(path, list(_read_lines(path, Stranger)))


def count_lines(path: Path) -> int:
    """How many lines of a file hold something: what there is to read, before any of it is understood.

    Raises `CollectionError`.
    """
    try:
        with path.open("rb") as lines:
            return sum(not line.isspace() for line in lines)
    except OSError as fault:
        raise CollectionError(f"{path}: cannot be read ({fault})") from fault


_LineT = TypeVar("_LineT", bound=_Line)


def _at_least_one(path: Path, lines: list[_LineT]) -> list[_LineT]:
    if not lines:
        raise CollectionError(f"{path}: there is no question in it")
    return lines


def _read_lines(path: Path, kind: type[_LineT]) -> Iterator[_LineT]:
    """Each line of a file as `kind`; empty lines are passed over."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _parse(f"{path}:{number}", line, kind)
    except (OSError, UnicodeDecodeError) as fault:
        raise CollectionError(f"{path}: cannot be read ({fault})") from fault


def _parse(place: str, line: str, kind: type[_LineT]) -> _LineT:
    try:
        return kind.model_validate(json.loads(line))
    except ValidationError as faults:
        fault = faults.errors()[0]
        field = ".".join(str(part) for part in fault["loc"]) or "line"
        raise CollectionError(f"{place}: {field}: {fault['msg']}") from faults
    except json.JSONDecodeError as fault:
        raise CollectionError(f"{place}: not JSON: {fault.msg} at column {fault.colno}") from fault
    except (ValueError, RecursionError) as fault:
        raise CollectionError(f"{place}: not JSON that can be read ({type(fault).__name__})") from fault
