"""Pages: one Markdown file in one language, with its front matter parsed strictly."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from kb.day import Day
from kb.document import PageKind
from kb.finding import Finding
from kb.french import LANGUAGE, with_french_spaces
from kb.front_matter import split_page
from kb.incident import Affected, Incident, IncidentState, Severity, Update
from kb.source import Source, parse_yaml, validate

FOLDERS = {"articles": PageKind.ARTICLE, "incidents": PageKind.INCIDENT, "questions": PageKind.QUESTION}


class Matter(BaseModel):
    """What the front matter of every indexed page may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(description="The page's title, as customers read it.")
    description: str = Field(
        default="", description="One sentence, at most 160 characters, shown in lists and by search engines."
    )
    products: tuple[str, ...] = Field(
        default=(), description="Ids of the products that the page is about, as in support.yml; none: all of them."
    )
    versions: tuple[str, ...] = Field(default=(), description="Versions that the page is about; they are shown on it.")
    keywords: tuple[str, ...] = Field(default=(), description="Words that customers use, synonyms too.")
    answers: tuple[str, ...] = Field(
        default=(), description="Questions that must lead to this page, as customers type them."
    )
    not_for: tuple[str, ...] = Field(default=(), description="Ids of pages that this one is easily mistaken for.")
    related: tuple[str, ...] = Field(default=(), description="Ids of pages to read next, shown below this one.")
    reviewed: Day | None = Field(
        default=None, description="The day on which somebody last read the page and found it right."
    )
    owner: str = Field(default="", description="The person or team that keeps the page right.")
    redirects_from: tuple[str, ...] = Field(
        default=(), description="Former ids of the page; whoever follows an old link arrives here."
    )


class IncidentMatter(Matter):
    """The front matter of an incident: an article's, and what is known of the incident."""

    state: IncidentState = Field(description="Where the incident stands; it is open until it is resolved.")
    severity: Severity = Field(
        default=Severity.MINOR,
        description="How much it hurts; a limitation is a known limit that is not being mended, and has no banner.",
    )
    started: Day | None = Field(default=None, description="The day on which it began.")
    resolved: Day | None = Field(default=None, description="The day on which it was over.")
    affected: tuple[Affected, ...] = Field(
        default=(), description="The products and ranges of versions that it touches."
    )
    symptoms: tuple[str, ...] = Field(
        default=(), description="What customers see, in their words; the search treats them like answers."
    )
    workaround: str = Field(default="", description="What to do until it is mended, in one sentence.")
    updates: tuple[Update, ...] = Field(default=(), description="Its history, one dated entry for each piece of news.")

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

    title: str = Field(default="", description="The page's title.")
    description: str = Field(default="", description="One sentence, shown by search engines.")


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
    def products(self) -> tuple[str, ...]:
        """The products that the page is about, sorted; those of an incident's ranges are among them."""
        named = self.matter.products if isinstance(self.matter, Matter) else ()
        ranges = self.matter.affected if isinstance(self.matter, IncidentMatter) else ()
        return tuple(sorted({*named, *(one.product for one in ranges)}))

    @property
    def old_ids(self) -> tuple[str, ...]:
        """The ids that the page had before; who follows one arrives at it."""
        return self.matter.redirects_from if isinstance(self.matter, Matter) else ()

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
    kind = FOLDERS.get(PurePosixPath(path).parts[0]) if "/" in path else None
    name = f"docs/{path}"
    split = split_page(text, name, keys_wanted=kind is not None)
    if isinstance(split, Finding):
        return None, [split]
    source = Source(name, data={}) if split.header is None else parse_yaml(split.header, name, first_line=2)
    model = _model(kind)
    if model is Matter and isinstance(source.data, dict) and "state" in source.data:
        fault, cure = "“state” is a key of incidents", "move the page to docs/incidents/, or remove the key"
        return None, [*source.findings, source.finding(("state",), "misplaced-page", fault, cure)]
    matter = validate(source, model)
    if matter is None:
        return None, source.findings
    return Page(page_id, lang, name, kind, _printed(matter, lang), split.body, split.body_line, source), source.findings


def _printed(matter: Matter | PlainMatter, lang: str) -> Matter | PlainMatter:
    """The front matter with the sentences that readers see as they are printed in `lang`."""
    if lang != LANGUAGE:
        return matter
    seen = {name: with_french_spaces(getattr(matter, name), lang) for name in ("title", "description")}
    if isinstance(matter, IncidentMatter):
        updates = tuple(one.model_copy(update={"text": with_french_spaces(one.text, lang)}) for one in matter.updates)
        return matter.model_copy(
            update={**seen, "workaround": with_french_spaces(matter.workaround, lang), "updates": updates}
        )
    return matter.model_copy(update=seen)


def unusable_page(text: str, path: str, languages: tuple[str, ...]) -> Page | None:
    """A page whose front matter cannot be used, for who reads its body alone; None when nobody can tell them apart.

    Its title is a word that stands for the one that it will have.
    """
    page_id, lang = identify(path, languages)
    kind = FOLDERS.get(PurePosixPath(path).parts[0]) if "/" in path else None
    name = f"docs/{path}"
    split = split_page(text, name, keys_wanted=kind is not None)
    if isinstance(split, Finding):
        return None
    source = Source(name) if split.header is None else parse_yaml(split.header, name, first_line=2)
    return Page(page_id, lang, name, kind, PlainMatter(title=page_id), split.body, split.body_line, source)


def _model(kind: PageKind | None) -> type[Matter] | type[PlainMatter]:
    if kind is None:
        return PlainMatter
    return IncidentMatter if kind is PageKind.INCIDENT else Matter
