"""Knowledge: everything a vendor has written, loaded once and checked as a whole.

A help centre is a folder with `support.yml`, `mkdocs.yml` and `docs/`.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.document import Document, PageKind
from kb.errors import KnowledgeError
from kb.finding import Finding, Level
from kb.page import IncidentMatter, Matter, Page, parse_page
from kb.rendering import render
from kb.sections import cut_sections
from kb.source import Source, parse_yaml, validate
from kb.support import Support

SUPPORT_FILE = "support.yml"
DOCS_FOLDER = "docs"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a help centre says: its facts and its pages, sorted by path. `source` is `support.yml` as written."""

    root: Path
    support: Support
    pages: tuple[Page, ...]
    source: Source = field(default_factory=lambda: Source(SUPPORT_FILE), repr=False)

    def of_kind(self, kind: PageKind, lang: str) -> tuple[Page, ...]:
        """The pages of one kind in one language, by title."""
        found = (page for page in self.pages if page.kind is kind and page.lang == lang)
        return tuple(sorted(found, key=_place_in_alphabet))

    def page(self, page_id: str, lang: str) -> Page | None:
        """One page by its id, or None."""
        return next((page for page in self.pages if page.id == page_id and page.lang == lang), None)

    def documents(self) -> Iterator[Document]:
        """What the index is made from: every article, incident and answered question."""
        for page in self.pages:
            if isinstance(page.matter, Matter):
                yield _document(page, page.matter, self.support.default_language)


def load_support(root: Path) -> tuple[Support | None, list[Finding]]:
    """Read `support.yml`. The support is None when it cannot be used; the findings say why."""
    source = _read_support(root)
    return validate(source, Support), source.findings


def load_knowledge(root: Path) -> tuple[Knowledge | None, list[Finding]]:
    """Read a whole help centre. Returns every parsing fault at once; pages that cannot be used are left out."""
    source = _read_support(root)
    support, findings = validate(source, Support), source.findings
    if support is None:
        return None, findings
    pages = []
    docs = root / DOCS_FOLDER
    if not docs.is_dir():
        findings.append(Finding(DOCS_FOLDER, 1, 1, "missing-file", f"there is no folder {DOCS_FOLDER}/", "make it"))
    for path in sorted(docs.rglob("*.md")):
        relative = path.relative_to(docs).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in relative.split("/")):
            continue  # What editors and file managers leave behind.
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            findings.append(_not_utf8(f"{DOCS_FOLDER}/{relative}"))
            continue
        page, faults = parse_page(text, relative, support.languages)
        findings.extend(faults)
        if page is not None:
            pages.append(page)
    return Knowledge(root, support, tuple(pages), source), findings


def sound_knowledge(root: Path) -> Knowledge:
    """The knowledge, or `KnowledgeError` with every error that an author has to mend first."""
    knowledge, findings = load_knowledge(root)
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if knowledge is None or errors:
        raise KnowledgeError("\n".join(str(finding) for finding in sorted(errors)))
    return knowledge


def _read_support(root: Path) -> Source:
    """`support.yml` as it stands; without data, and with a finding that says why, when it cannot be read."""
    try:
        return parse_yaml((root / SUPPORT_FILE).read_text(encoding="utf-8"), SUPPORT_FILE)
    except FileNotFoundError:
        cure = f"write {SUPPORT_FILE}, or run in the help centre's folder"
        finding = Finding(SUPPORT_FILE, 1, 1, "missing-file", f"there is no {SUPPORT_FILE}", cure)
    except UnicodeDecodeError:
        finding = _not_utf8(SUPPORT_FILE)
    return Source(SUPPORT_FILE, findings=[finding])


def _document(page: Page, matter: Matter, default_language: str) -> Document:
    symptoms = matter.symptoms if isinstance(matter, IncidentMatter) else ()
    return Document(
        id=page.id,
        lang=page.lang,
        kind=page.kind or PageKind.ARTICLE,
        title=page.title,
        url=page.url(default_language),
        description=matter.description,
        category=page.category,
        products=matter.products,
        keywords=matter.keywords,
        answers=(*matter.answers, *symptoms),
        sections=cut_sections(render(page.body)),
        incident=page.incident,
    )


def _place_in_alphabet(page: Page) -> str:
    """Accents do not move a title: « Écrire » stands among the E."""
    letters = unicodedata.normalize("NFD", page.title.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _not_utf8(name: str) -> Finding:
    return Finding(name, 1, 1, "broken-text", "the file is not UTF-8", "save it as UTF-8")
