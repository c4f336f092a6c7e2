"""Pages: one Markdown file in one language, with its front matter parsed strictly."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from kb.day import Day
from kb.document import PageKind
from kb.finding import Finding
from kb.incident import Affected, Incident, IncidentState, Severity, Update
from kb.source import Source, parse_yaml, validate

_FENCE = "---"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FOLDERS = {"articles": PageKind.ARTICLE, "incidents": PageKind.INCIDENT, "questions": PageKind.QUESTION}


class Matter(BaseModel):
    """What the front matter of every indexed page may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    description: str = ""
    products: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    reviewed: Day | None = None
    owner: str = ""
    redirects_from: tuple[str, ...] = ()


class IncidentMatter(Matter):
    """The front matter of an incident: an article's, and what is known of the incident."""

    state: IncidentState
    severity: Severity = Severity.MINOR
    started: Day | None = None
    resolved: Day | None = None
    affected: tuple[Affected, ...] = ()
    symptoms: tuple[str, ...] = ()
    workaround: str = ""
    updates: tuple[Update, ...] = ()

    def incident(self) -> Incident:
        """The facts of the incident, without the page's words."""
        return Incident(
            state=self.state,
            severity=self.severity,
            started=self.started,
            resolved=self.resolved,
            affected=self.affected,
            workaround=self.workaround,
            updates=self.updates,
        )


class PlainMatter(BaseModel):
    """The front matter of a page that is not indexed (the home page): the theme's own keys pass through."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    `id` is its path below `docs/` without language and ending; `body_line` is the line on which the body begins.
    """

    id: str
    lang: str
    path: str
    kind: PageKind | None
    matter: Matter | PlainMatter
    body: str
    body_line: int
    source: Source = field(repr=False)

    @property
    def title(self) -> str:
        """The title that customers see."""
        return self.matter.title

    @property
    def category(self) -> str:
        """The id of the category whose folder an article lies in; empty for everything else."""
        parts = PurePosixPath(self.id).parts
        return parts[1] if self.kind is PageKind.ARTICLE and len(parts) > 2 else ""

    @property
    def incident(self) -> Incident | None:
        """The incident's facts, or None when the page is not one."""
        return self.matter.incident() if isinstance(self.matter, IncidentMatter) else None

    def url(self, default_language: str) -> str:
        """The page's path on the site, from its root, with its language's prefix."""
        prefix = "/" if self.lang == default_language else f"/{self.lang}/"
        folder, _, name = self.id.rpartition("/")
        path = quote(folder if name == "index" else self.id)
        return prefix + (f"{path}/" if path else "")


def identify(path: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """The id and language of the file at `path` below `docs/`: `a/b.en.md` is (`a/b`, `en`)."""
    stem = path.removesuffix(".md")
    name, dot, suffix = stem.rpartition(".")
    return (name, suffix) if dot and suffix in languages else (stem, languages[0])


def parse_page(text: str, path: str, languages: tuple[str, ...]) -> tuple[Page | None, list[Finding]]:
    """Parse one page. Returns every finding; the page is None when its front matter cannot be used."""
    page_id, lang = identify(path, languages)
    kind = _FOLDERS.get(PurePosixPath(path).parts[0]) if "/" in path else None
    header, body, body_line = _split(text)
    name = f"docs/{path}"
    if header is not None and body_line == 0:
        fault = "the front matter does not end"
        return None, [Finding(name, 1, 1, "broken-yaml", fault, "write --- on a line of its own after the last key")]
    source = parse_yaml(header, name, first_line=2) if header is not None else Source(name, data={})
    matter = validate(source, _model(kind))
    if matter is None:
        return None, source.findings
    return Page(page_id, lang, name, kind, matter, body, body_line, source), source.findings


def _model(kind: PageKind | None) -> type[Matter] | type[PlainMatter]:
    if kind is None:
        return PlainMatter
    return IncidentMatter if kind is PageKind.INCIDENT else Matter


def _split(text: str) -> tuple[str | None, str, int]:
    """Front matter (None without one), body, and the line on which the body begins (0: the matter never ends).

    Lines are what an editor shows as lines; a form feed or U+2028 from a pasted text begins none.
    """
    lines = _LINE.findall(text.removeprefix("\ufeff"))
    if not lines or lines[0].rstrip() != _FENCE:
        return None, "".join(lines), 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "".join(lines[1:number]), "".join(lines[number + 1 :]), number + 2
    return "".join(lines[1:]), "", 0
