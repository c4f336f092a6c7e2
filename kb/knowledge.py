"""Knowledge: everything a vendor has written, loaded once and checked as a whole.

A help centre is a folder with `support.yml`, `mkdocs.yml` and `docs/`.
"""

import functools
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from kb.docs_folder import lookalikes, page_files
from kb.document import Document, PageKind, Section
from kb.errors import KnowledgeError
from kb.finding import Finding, Level
from kb.french import with_french_spaces_in
from kb.page import IncidentMatter, Matter, Page, identify, parse_page, unusable_page
from kb.rendering import PAGES_KEPT, Unrenderable, render
from kb.sections import cut_sections
from kb.source import Source, parse_yaml, validate
from kb.support import Support

SUPPORT_FILE = "support.yml"
DOCS_FOLDER = "docs"
# Rendering takes longer than in proportion to a page's length, and nobody reads a page as long as a book.
_LONGEST_PAGE = 200_000


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a help centre says: its facts and its pages, sorted by path. `source` is `support.yml` as written.

    `left_out` are the ids and languages of pages that exist and cannot be used; findings told why, so that no check
    need take them for missing. `unusable` are those among them whose bodies can be told from their front matter:
    an author is told of every fault at once, and nothing else reads them.
    """

    root: Path
    support: Support
    pages: tuple[Page, ...]
    source: Source = field(default_factory=lambda: Source(SUPPORT_FILE), repr=False)
    left_out: frozenset[tuple[str, str]] = frozenset()
    unusable: tuple[Page, ...] = ()
    _by_id: dict[tuple[str, str], Page] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where each page is to be found: thousands of pages ask for each other."""
        object.__setattr__(self, "_by_id", {(page.id, page.lang): page for page in reversed(self.pages)})

    def of_kind(self, kind: PageKind, lang: str) -> tuple[Page, ...]:
        """The pages of one kind in one language, by title."""
        found = (page for page in self.pages if page.kind is kind and page.lang == lang)
        return tuple(sorted(found, key=_place_in_alphabet))

    def page(self, page_id: str, lang: str) -> Page | None:
        """One page by its id, or None."""
        return self._by_id.get((page_id, lang))

    def documents(self, sections: Mapping[str, tuple[Section, ...]] = MappingProxyType({})) -> Iterator[Document]:
        """What the index is made from: every article, incident and answered question.

        `sections` are those of pages that are already rendered, by the page's path; the others are rendered here.
        A page that cannot be rendered has no document; `palier check` tells of it and no build gets so far.
        """
        for page in self.pages:
            if isinstance(page.matter, Matter):
                try:
                    cut = sections.get(page.path)
                    cut = _sections(page.body, page.lang) if cut is None else cut
                except Unrenderable:
                    continue
                yield _document(page, page.matter, self.support.default_language, cut)


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
    docs = root / DOCS_FOLDER
    if not docs.is_dir():
        findings.append(Finding(DOCS_FOLDER, 1, 1, "missing-file", f"there is no folder {DOCS_FOLDER}/", "make it"))
    misnamed = {path: (meant, fault) for path, meant, fault in lookalikes(docs, support.languages)}
    left_out = {meant for meant, _ in misnamed.values()}
    findings.extend(fault for _, fault in misnamed.values())
    pages, unusable = [], []
    for path in page_files(docs):
        if path in misnamed:
            continue
        page, body, faults = _read_page(docs / path, path, support.languages)
        findings.extend(faults)
        if page is not None:
            pages.append(page)
            continue
        left_out.add(identify(path, support.languages))
        if body is not None:
            unusable.append(body)
    return Knowledge(root, support, tuple(pages), source, frozenset(left_out), tuple(unusable)), findings


def sound_knowledge(root: Path) -> Knowledge:
    """The knowledge, or `KnowledgeError` with every error that an author has to mend first."""
    knowledge, findings = load_knowledge(root)
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if knowledge is None or errors:
        raise KnowledgeError("\n".join(str(finding) for finding in sorted(errors)))
    return knowledge


def _read_page(file: Path, path: str, languages: tuple[str, ...]) -> tuple[Page | None, Page | None, list[Finding]]:
    """The page, or what can be read of an unusable one, and every finding."""
    name = f"{DOCS_FOLDER}/{path}"
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return None, None, [_not_utf8(name, error)]
    if len(text) > _LONGEST_PAGE:
        fault = f"the page is {len(text):,} characters long; {_LONGEST_PAGE:,} are the most"
        return None, None, [Finding(name, 1, 1, "unreadable-page", fault, "make several pages of it")]
    page, findings = parse_page(text, path, languages)
    return page, unusable_page(text, path, languages) if page is None else None, findings


def _read_support(root: Path) -> Source:
    """`support.yml` as it stands; without data, and with a finding that says why, when it cannot be read."""
    try:
        return parse_yaml((root / SUPPORT_FILE).read_text(encoding="utf-8"), SUPPORT_FILE)
    except FileNotFoundError:
        cure = f"write {SUPPORT_FILE}, or run in the help centre's folder"
        finding = Finding(SUPPORT_FILE, 1, 1, "missing-file", f"there is no {SUPPORT_FILE}", cure)
    except UnicodeDecodeError as error:
        finding = _not_utf8(SUPPORT_FILE, error)
    return Source(SUPPORT_FILE, findings=[finding])


@functools.lru_cache(maxsize=PAGES_KEPT)
def _sections(body: str, lang: str) -> tuple[Section, ...]:
    return cut_sections(with_french_spaces_in(render(body), lang))


def _document(page: Page, matter: Matter, default_language: str, sections: tuple[Section, ...]) -> Document:
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
        sections=sections,
        incident=page.incident,
    )


def _place_in_alphabet(page: Page) -> str:
    """Accents do not move a title: « Écrire » stands among the E."""
    letters = unicodedata.normalize("NFD", page.title.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _not_utf8(name: str, error: UnicodeDecodeError) -> Finding:
    """A finding at the first character that another encoding wrote."""
    before = error.object[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    fault = "the file is not UTF-8; this character was saved in another encoding"
    return Finding(name, line, column, "broken-text", fault, "save the file as UTF-8")
