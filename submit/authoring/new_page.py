"""A new page: where it lies, and what stands in it before its author begins. Pure but for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from kb.document import PageKind
from kb.incident import Severity
from submit.authoring.templates import templates_in

FOLDERS = {PageKind.ARTICLE: "articles", PageKind.INCIDENT: "incidents", PageKind.QUESTION: "questions"}
# For a language that Palier has no skeleton for.
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class NewPage:
    """What was answered. `titles` are by language, the default one first when it is written; `category` is for
    articles, `severity` for incidents.
    """

    kind: PageKind
    slug: str
    titles: Mapping[str, str]
    products: tuple[str, ...]
    today: date
    owner: str
    category: str = ""
    severity: Severity = Severity.MINOR

    def files(self, default_language: str) -> dict[PurePosixPath, str]:
        """The text of each file, by its path below the help centre's folder."""
        environment = templates_in("new")
        files = {}
        for lang, title in self.titles.items():
            names = (f"{self.kind}.{lang}.md", f"{self.kind}.{_FALLBACK}.md")
            template = environment.select_template(list(names))
            files[self._path(lang, default_language)] = template.render(page=self, title=title)
        return files

    def _path(self, lang: str, default_language: str) -> PurePosixPath:
        suffix = "" if lang == default_language else f".{lang}"
        folder = PurePosixPath("docs", FOLDERS[self.kind], self.category)
        return folder / f"{self.slug}{suffix}.md"
