"""Samples: which pages and questions are measured. The same ones on every run, spread over the whole file."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from deflect.collection import Asked, Page, read_asked, read_pages

_NEXT_TO_THE_HOUSE = Path(__file__).parents[3] / "shared" / "data" / "retrieval"


@dataclass(frozen=True, slots=True)
class Collection:
    """Pages of one language, and the sets of questions that are asked about them."""

    name: str
    lang: str
    questions: tuple[str, ...]


COLLECTIONS = (
    Collection("service-public-fr", "fr", ("service-public-fr", "tickets-fr")),
    Collection("libreoffice-help-fr", "fr", ("libreoffice-help-fr",)),
    Collection("banking77-en", "en", ("banking77-en",)),
    Collection("openoffice-duplicates-en", "en", ("openoffice-duplicates-en",)),
)
# The order of the columns. The second is asked about the first one's pages: same pages, long questions.
QUESTIONS = tuple(name for collection in COLLECTIONS for name in collection.questions)
SHORT, TICKETS = "service-public-fr", "tickets-fr"

_T = TypeVar("_T")


class NoData(Exception):
    """The collections are not here. The message says where they were looked for."""


def find_data() -> Path:
    """The folder of the collections: `PALIER_BENCH_DATA`, or `../shared/data/retrieval`. Raises `NoData`."""
    folder = Path(os.environ.get("PALIER_BENCH_DATA") or _NEXT_TO_THE_HOUSE)
    absent = [name for name in QUESTIONS if not (folder / name / "queries.jsonl").is_file()]
    absent += [one.name for one in COLLECTIONS if not (folder / one.name / "docs.jsonl").is_file()]
    if absent:
        raise NoData(
            f"{folder} does not hold {', '.join(dict.fromkeys(absent))}: a folder for each, with docs.jsonl and "
            "queries.jsonl. Say where they are: PALIER_BENCH_DATA=/path make bench"
        )
    return folder


def read_collection(data: Path, name: str) -> list[Page]:
    """The pages of a collection."""
    return list(read_pages(data / name / "docs.jsonl"))


def read_questions(data: Path, name: str, count: int) -> list[Asked]:
    """At most `count` questions of a set, evenly spread over its file."""
    return spread(read_asked(data / name / "queries.jsonl"), count)


def spread(items: Sequence[_T], count: int) -> list[_T]:
    """At most `count` items at even distances, the first one among them; all when there are fewer."""
    if count >= len(items):
        return list(items)
    return [items[place * len(items) // count] for place in range(count)]
