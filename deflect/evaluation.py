"""Evaluation: how good the search is on someone's own questions, through the very code that the form uses."""

import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from deflect.index import Index, build_index, discard_index, open_index
from deflect.question import Question
from deflect.search import search
from kb.document import Document, Section
from kb.errors import PalierError

_DEPTH = 10
_HEADING = re.compile(r"^## +(.*)$", re.MULTILINE)
_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class EvaluationError(PalierError):
    """A file of documents or questions cannot be used. The message names file, line and fault."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured: shares are 0 to 1, times as their names say.

    `recall_at_<n>` is the share of questions with a right page among the first n, `mrr_at_10` the mean of
    1/place of the first right page, `zero_result_share` the share of questions for which nothing is shown
    because nothing passes the floor.
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

    def as_json(self) -> dict[str, int | float]:
        """The evaluation as plain data, rounded to what can be told apart."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def evaluate(
    documents: Path, queries: Path, *, progress: Callable[[int], None] | None = None, search_url: str = ""
) -> Evaluation:
    """Index `documents`, ask every one of `queries`, and measure.

    Both files hold one JSON object a line. Documents: `id`, `lang`, `title`, `keywords` (list, or words
    between commas), `body` with `## ` headings. Queries: `id`, `lang`, `text`, `relevant` (ids of documents,
    any one is right). `progress` is told how many documents and questions are done. `search_url` says which engine
    keeps the index meanwhile (`deflect.engine`). Raises `EvaluationError`.
    """
    asked = list(_read_lines(queries, _Asked))
    if not asked:
        raise EvaluationError(f"{queries}: there is no question in it")
    pages = (page.document() for page in _read_lines(documents, _Page))
    with tempfile.TemporaryDirectory(prefix="palier-evaluation-") as directory:
        started = time.perf_counter()
        count = build_index(pages, Path(directory) / "index", progress=progress, search_url=search_url)
        index_s = time.perf_counter() - started
        try:
            if not count:
                raise EvaluationError(f"{documents}: there is no document in it")
            with closing(open_index(Path(directory) / "index", search_url=search_url)) as index:
                answers = list(_ask(index, asked, progress, count))
        finally:
            discard_index(Path(directory) / "index", search_url=search_url)
    return _measure(answers, count, index_s)


def _split_keywords(value: Any) -> Any:
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


_LineT = TypeVar("_LineT", bound=_Line)


class _Page(_Line):
    id: str = Field(min_length=1)
    lang: str = Field(pattern=_LANGUAGE)
    title: str
    keywords: Annotated[list[str], BeforeValidator(_split_keywords)] = Field(default_factory=list)
    answers: list[str] = Field(default_factory=list)
    body: str = ""

    def document(self) -> Document:
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


class _Asked(_Line):
    id: str = ""
    lang: str = Field(pattern=_LANGUAGE)
    text: str
    relevant: list[str] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Where the first right page stood (1 is first, None not among ten), what was shown, how long it took."""

    place: int | None
    shown: bool
    took_s: float


def _read_lines(path: Path, kind: type[_LineT]) -> Iterator[_LineT]:
    """Each line of a file as `kind`; empty lines are passed over."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _parse(f"{path}:{number}", line, kind)
    except (OSError, UnicodeDecodeError) as fault:
        raise EvaluationError(f"{path}: cannot be read ({fault})") from fault


def _parse(place: str, line: str, kind: type[_LineT]) -> _LineT:
    try:
        return kind.model_validate(json.loads(line))
    except ValidationError as faults:
        fault = faults.errors()[0]
        field = ".".join(str(part) for part in fault["loc"]) or "line"
        raise EvaluationError(f"{place}: {field}: {fault['msg']}") from faults
    except json.JSONDecodeError as fault:
        raise EvaluationError(f"{place}: not JSON: {fault.msg} at column {fault.colno}") from fault
    except (ValueError, RecursionError) as fault:
        raise EvaluationError(f"{place}: not JSON that can be read ({type(fault).__name__})") from fault


def _ask(index: Index, asked: Sequence[_Asked], progress: Callable[[int], None] | None, done: int) -> Iterator[_Answer]:
    for number, line in enumerate(asked, start=1):
        started = time.perf_counter()
        found = search(index, Question(line.text, line.lang), _DEPTH)
        took_s = time.perf_counter() - started
        right = set(line.relevant)
        places = (place for place, one in enumerate(found, start=1) if one.document.id in right)
        yield _Answer(next(places, None), bool(found), took_s)
        if progress is not None:
            progress(done + number)


def _measure(answers: Sequence[_Answer], documents: int, index_s: float) -> Evaluation:
    total = len(answers)
    places = [answer.place for answer in answers if answer.place is not None]
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
    )
