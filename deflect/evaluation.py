"""Evaluation: how good the search is on someone's own questions, through the very code that the form uses."""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from deflect.collection import (
    Asked,
    CollectionError,
    Page,
    Stranger,
    count_lines,
    read_asked,
    read_pages,
    read_strangers,
)
from deflect.index import Index, build_index, discard_index, open_index
from deflect.question import Question
from deflect.search import search
from kb.document import Document

DEPTH = 10
_WORST = 20
# What a customer takes in at a glance: who reads the worst questions wants to see what stood in the way.
_SHOWN = 3


class Step(StrEnum):
    """What an evaluation is doing."""

    INDEX = "index"
    ASK = "ask"
    STRANGERS = "strangers"


# Told the step, how much of it is done, and how much there is to do.
Progress = Callable[[Step, int, int], None]


@dataclass(frozen=True, slots=True)
class Titled:
    """A page by its id; the title is None where there is no such page."""

    id: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose right page was not shown first.

    `place` is that of the first right page, from 2; None when it is not among ten. `shown` are the first three
    pages, `relevant` all that would have been right.
    """

    id: str
    text: str
    place: int | None
    shown: tuple[Titled, ...]
    relevant: tuple[Titled, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question was shown, the ids of at most ten pages, best first, and how long it took."""

    asked: Asked
    shown: tuple[str, ...]
    took_s: float

    @property
    def place(self) -> int | None:
        """Where the first right page stands: 1 is first, None is not among those shown."""
        right = set(self.asked.relevant)
        return next((place for place, page in enumerate(self.shown, start=1) if page in right), None)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured: shares are 0 to 1, times as their names say.

    `recall_at_<n>` is the share of questions with a right page among the first n, `mrr_at_10` the mean of
    1/place of the first right page, `zero_result_share` the share of questions for which nothing is shown
    because nothing passes the floor. `strangers_silent_share` is the share of questions of another domain that
    are shown nothing, as they should be; None when none was asked. `worst` are at most twenty questions, those
    first whose right page is not shown at all.
    """

    queries: int
    documents: int
    recall_at_1: float
    recall_at_3: float
    recall_at_5: float
    mrr_at_10: float
    zero_result_share: float
    index_s: float
    query_p50_ms: float
    query_p95_ms: float
    strangers_silent_share: float | None = None
    worst: tuple[Miss, ...] = ()

    def figures(self) -> dict[str, int | float]:
        """What was counted, rounded to what can be told apart; without what was not asked for."""
        known = {name: getattr(self, name) for name in self.__slots__ if name != "worst"}
        return {name: round(value, 4) for name, value in known.items() if value is not None}

    def as_json(self) -> dict[str, Any]:
        """The evaluation as plain data: the figures, and the worst questions under `worst`."""
        return {**self.figures(), "worst": [asdict(miss) for miss in self.worst]}


def evaluate(
    documents: Path,
    queries: Path,
    *,
    strangers: Path | None = None,
    progress: Progress = lambda *_: None,
    search_url: str = "",
    meaning: bool = False,
) -> Evaluation:
    """Index `documents`, ask every one of `queries`, and measure.

    All files hold one JSON object a line. Documents: `id`, `lang`, `title`, `keywords` (list, or words
    between commas), `body` with `## ` headings. Queries: `id`, `lang`, `text`, `relevant` (ids of documents,
    any one is right). `strangers` are questions of another domain: `lang`, `text`. `search_url` says which
    engine keeps the index meanwhile (`deflect.engine`), `meaning` whether pages are found by what they mean as well
    (`deflect.meaning`). Raises `CollectionError`, and `IndexUnavailable` as `build_index` does.
    """
    asked = read_asked(queries)
    strange = read_strangers(strangers) if strangers is not None else []
    wanted = {page for line in asked for page in line.relevant}
    titles: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="palier-evaluation-") as directory:
        total = count_lines(documents)
        started = time.perf_counter()
        count = build_index(
            _documents(read_pages(documents), wanted, titles),
            Path(directory) / "index",
            progress=lambda done: progress(Step.INDEX, done, total),
            search_url=search_url,
            meaning=meaning,
        )
        index_s = time.perf_counter() - started
        try:
            if not count:
                raise CollectionError(f"{documents}: there is no document in it")
            with closing(open_index(Path(directory) / "index", search_url=search_url)) as index:
                answers = list(_ask(index, asked, titles, progress))
                silent = sum(_silences(index, strange, progress))
        finally:
            discard_index(Path(directory) / "index", search_url=search_url)
    share = silent / len(strange) if strange else None
    return measure(answers, titles, documents=count, index_s=index_s, strangers_silent_share=share)


def measure(
    answers: Sequence[Answer],
    titles: Mapping[str, str],
    *,
    documents: int,
    index_s: float,
    strangers_silent_share: float | None = None,
) -> Evaluation:
    """The figures of at least one answer. `titles` has those of the pages that are shown or right."""
    total = len(answers)
    places = [place for answer in answers if (place := answer.place) is not None]
    times_ms = sorted(1000 * answer.took_s for answer in answers)
    return Evaluation(
        queries=total,
        documents=documents,
        recall_at_1=sum(place <= 1 for place in places) / total,
        recall_at_3=sum(place <= 3 for place in places) / total,
        recall_at_5=sum(place <= 5 for place in places) / total,
        mrr_at_10=sum(1 / place for place in places) / total,
        zero_result_share=sum(not answer.shown for answer in answers) / total,
        index_s=index_s,
        query_p50_ms=times_ms[total // 2],
        query_p95_ms=times_ms[min(total - 1, int(total * 0.95))],
        strangers_silent_share=strangers_silent_share,
        worst=tuple(_miss(answer, titles) for answer in _worst(answers)),
    )


def _documents(pages: Iterator[Page], wanted: set[str], titles: dict[str, str]) -> Iterator[Document]:
    """The pages as documents; the titles of those that are wanted are kept, so that a miss can name them."""
    for page in pages:
        if page.id in wanted:
            titles[page.id] = page.title
        yield page.document()


def _ask(index: Index, asked: Sequence[Asked], titles: dict[str, str], progress: Progress) -> Iterator[Answer]:
    for number, line in enumerate(asked, start=1):
        started = time.perf_counter()
        found = search(index, Question(line.text, line.lang), DEPTH)
        took_s = time.perf_counter() - started
        titles.update((one.cover.id, one.cover.title) for one in found[:_SHOWN])
        yield Answer(line, tuple(one.cover.id for one in found), took_s)
        progress(Step.ASK, number, len(asked))


def _silences(index: Index, strangers: Sequence[Stranger], progress: Progress) -> Iterator[bool]:
    for number, line in enumerate(strangers, start=1):
        yield not search(index, Question(line.text, line.lang), 1)
        progress(Step.STRANGERS, number, len(strangers))


def _worst(answers: Sequence[Answer]) -> list[Answer]:
    """The answers that help least, the worst first; those that are equally bad stay in the order of the file."""
    missed = [answer for answer in answers if answer.place != 1]
    return sorted(missed, key=lambda answer: answer.place or DEPTH + 1, reverse=True)[:_WORST]


def _miss(answer: Answer, titles: Mapping[str, str]) -> Miss:
    return Miss(
        id=answer.asked.id,
        text=answer.asked.text,
        place=answer.place,
        shown=tuple(Titled(page, titles.get(page)) for page in answer.shown[:_SHOWN]),
        relevant=tuple(Titled(page, titles.get(page)) for page in answer.asked.relevant),
    )
