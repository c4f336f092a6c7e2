"""The build driver: runs MkDocs once for each language, strictly, and proves that search and site agree.

What must stay true: any warning of MkDocs fails the build; every document has its page and every section its
anchor; the shells leave the site, for only the service may serve them.
"""

import logging
import re
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from kb.document import Document, Section, write_documents
from kb.errors import BuildError
from kb.generated_pages import SHELL
from kb.knowledge import DOCS_FOLDER, SUPPORT_FILE, Knowledge
from kb.navigation import Navigation
from kb.phrases import OWN, Phrases
from kb.plugin import Edition, PalierPlugin
from kb.search_index import MOST_WHOLE, SEARCH_INDEX, lighten

CONFIG_FILE = "mkdocs.yml"
_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/", re.IGNORECASE)
_ID = re.compile(r"\sid=(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'>]+))")


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What was built. `script_hashes` are CSP sources of all inline scripts, `sha256-…`, sorted."""

    script_hashes: tuple[str, ...]
    pages: int


def build_site(
    knowledge: Knowledge,
    stage: Path,
    *,
    base_url: str = "",
    progress: Callable[[str], None] | None = None,
    most_whole: int = MOST_WHOLE,
) -> SiteFacts:
    """Build site, shells, documents and a copy of `support.yml` into `stage`, an empty folder.

    `base_url` is the public address without a path, for canonical links and the sitemap. `progress` is told
    each step's name: `site.<lang>`, `documents`, `proof`. A language of more than `most_whole` pages gets a light
    index for the browser. Raises `BuildError` with all that has to be mended.
    """
    tell = progress or _nobody
    phrases = Phrases.load(OWN)
    site = stage / "site"
    (stage / "shell").mkdir()
    complaints: list[str] = []
    sections: dict[str, tuple[Section, ...]] = {}
    for lang in knowledge.support.languages:
        tell(f"site.{lang}")
        navigation = Navigation(knowledge, lang)
        folder = site / navigation.root.strip("/")
        edition = Edition(navigation, phrases, base_url.rstrip("/"), sections=sections)
        complaints += (f"{lang}: {said}" for said in _run_mkdocs(knowledge.root, folder, edition))
        lighten(folder / SEARCH_INDEX, most_whole)
    if complaints:
        raise BuildError("\n".join(complaints))
    for lang in knowledge.support.languages:
        _take_out_shell(site / Navigation(knowledge, lang).root.strip("/"), stage / "shell" / f"{lang}.html")
    tell("documents")
    documents = tuple(knowledge.documents(sections))
    for lang in knowledge.support.languages:
        of_lang = (document for document in documents if document.lang == lang)
        write_documents(stage / f"documents.{lang}.jsonl", of_lang)
    shutil.copyfile(knowledge.root / SUPPORT_FILE, stage / SUPPORT_FILE)
    tell("proof")
    _prove(documents, site)
    return _facts(stage)


def build_pages(knowledge: Knowledge, paths: frozenset[str], site: Path, *, base_url: str = "") -> tuple[str, ...]:
    """Build only the pages at `paths` (`docs/…/page.en.md`) into `site`, an empty folder, beside files nobody needs.

    For a preview: other pages, lists and the site's own search are those of an earlier build. Returns the CSP
    sources of these pages' inline scripts. Raises `BuildError` with all that has to be mended.
    """
    phrases = Phrases.load(OWN)
    complaints: list[str] = []
    wanted = [page for page in knowledge.pages if page.path in paths]
    for lang in sorted({page.lang for page in wanted}):
        navigation = Navigation(knowledge, lang)
        edition = Edition(navigation, phrases, base_url.rstrip("/"), only=paths)
        complaints += _run_mkdocs(knowledge.root, site / navigation.root.strip("/"), edition)
    if complaints:
        raise BuildError("\n".join(complaints))
    default = knowledge.support.default_language
    return _script_hashes(site / page.url(default).strip("/") / "index.html" for page in wanted)


class _Complaints(logging.Handler):
    """Keeps what MkDocs only logs. Its own strict mode goes blind as soon as somebody asks it to be quiet."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _run_mkdocs(root: Path, folder: Path, edition: Edition) -> list[str]:
    """Build one language. Returns everything that MkDocs complained about; nothing when all is well."""
    logger = logging.getLogger("mkdocs")
    complaints = _Complaints()
    before = logger.propagate
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        build(_load(root, folder, edition))
    except (MkDocsException, TemplateError, OSError) as fault:
        complaints.said.append(str(fault))
    except RecursionError:
        complaints.said.append("a page is nested too deeply; `palier check` says which")
    finally:
        logger.removeHandler(complaints)
        logger.propagate = before
    return complaints.said


def _load(root: Path, folder: Path, edition: Edition) -> MkDocsConfig:
    brand = edition.navigation.knowledge.support.brand
    with (root / CONFIG_FILE).open("rb") as file:
        config = load_config(
            file,
            config_file_path=str(root / CONFIG_FILE),
            site_name=brand.name,
            docs_dir=str(root / DOCS_FOLDER),
            site_dir=str(folder),
        )
    plugin = config.plugins.get("palier")
    if not isinstance(plugin, PalierPlugin):
        raise BuildError(f"{CONFIG_FILE}:1:1: the plugin “palier” is missing → add it below `plugins:`")
    plugin.edition = edition
    links = config.validation.links
    links.not_found = links.anchors = links.unrecognized_links = logging.WARNING
    return config


def _take_out_shell(folder: Path, place: Path) -> None:
    shell = folder / f"{SHELL}.html"
    shell.rename(place)
    shell.parent.rmdir()


def _prove(documents: tuple[Document, ...], site: Path) -> None:
    """Raise `BuildError` with every result that the search could show but the site could not open."""
    broken = [fault for document in documents for fault in _missing(document, site)]
    if broken:
        raise BuildError("\n".join(broken))


def _missing(document: Document, site: Path) -> Iterator[str]:
    page = site / document.url.strip("/") / "index.html"
    if not page.is_file():
        yield f"{document.url}: the search knows this page, the site does not have it"
        return
    found = {"".join(groups) for groups in _ID.findall(page.read_text(encoding="utf-8"))}
    for section in document.sections:
        if section.anchor and section.anchor not in found:
            yield f"{document.url}#{section.anchor}: the search knows this section, the page does not have it"


def _facts(stage: Path) -> SiteFacts:
    pages = list((stage / "site").rglob("*.html"))
    return SiteFacts(_script_hashes((*pages, *(stage / "shell").glob("*.html"))), len(pages))


def _script_hashes(pages: Iterable[Path]) -> tuple[str, ...]:
    hashes = set()
    for page in pages:
        for attributes, script in _SCRIPT.findall(page.read_text(encoding="utf-8")):
            if not _DATA.search(attributes):
                digest = sha256(script.encode()).digest()
                hashes.add(f"sha256-{b64encode(digest).decode()}")
    return tuple(sorted(hashes))


def _nobody(_step: str) -> None:
    """Progress that nobody asked for."""
