"""Publication: one build of site, shells, documents and index, swapped in whole or not at all."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from deflect.index import PageMemory, build_index, publish_index, renew_index
from kb.document import read_documents, write_documents
from kb.edition import BUILD, VERSION
from kb.generation import BuildFacts, Generation, current_generation, link_or_copy, staging
from kb.knowledge import DOCS_FOLDER, SUPPORT_FILE, Knowledge, sound_knowledge
from kb.site import CONFIG_FILE, build_pages, build_site

Progress = Callable[[str, int], None]


def publish(root: Path, var: Path, base_url: str, progress: Progress, *, search_url: str = "") -> Generation:
    """Build the help centre in `root` and make it current. Raises `KnowledgeError`, `BuildError` or
    `IndexUnavailable`; then the build before stays as it is. `progress` is told the name of each step and how many
    items of it are done, `search_url` says which engine keeps the index (`deflect.index`).
    """
    # Before anything is read: what changes meanwhile is then built again, not taken for built.
    sources = sources_digest(root, search_url)
    progress("read", 0)
    knowledge = sound_knowledge(root)
    languages = knowledge.support.languages
    with staging(var) as stage:
        facts = build_site(knowledge, stage.path, base_url=base_url, progress=lambda step: progress(step, 0))
        documents = [
            document for lang in languages for document in read_documents(stage.path / f"documents.{lang}.jsonl")
        ]
        count = build_index(
            documents,
            stage.path / "index",
            terms=knowledge.support.terms,
            progress=lambda done: progress("index", done),
            search_url=search_url,
            meaning=knowledge.support.search.meaning,
        )
        published = stage.publish(
            BuildFacts(
                created=stage.created,
                languages=languages,
                counts={"pages": facts.pages, "documents": count},
                script_hashes=facts.script_hashes,
                sources=sources,
            )
        )
    # Only now that the build is current may older indexes go.
    publish_index(published.index, search_url=search_url)
    return published


def publish_pages(
    knowledge: Knowledge,
    paths: frozenset[str],
    base: Generation,
    var: Path,
    base_url: str,
    memory: PageMemory | None = None,
) -> Generation:
    """Make a build current that is `base` with the pages at `paths` (`docs/…`) as they are now, found by search too.

    For a preview: lists, banners and the browser's own index keep what `base` has. With a `memory`, which the next
    call takes again, only pages that changed are read for the index. Raises `BuildError`.
    """
    languages = {page.lang for page in knowledge.pages if page.path in paths}
    documents = [document for document in knowledge.documents() if document.lang in languages]
    default = knowledge.support.default_language
    with staging(var) as stage:
        fresh = stage.path / "fresh"
        hashes = build_pages(knowledge, paths, fresh, base_url=base_url)
        # What is written again must never be a link to the file of the build before.
        remade = {"build.json", base.index.name, *(base.documents(lang).name for lang in languages)}
        _share(base.path, stage.path, without=remade)
        for page in knowledge.pages:
            if page.path in paths:
                place = Path(page.url(default).strip("/"), "index.html")
                (stage.path / "site" / place).parent.mkdir(parents=True, exist_ok=True)
                (fresh / place).replace(stage.path / "site" / place)
        shutil.rmtree(fresh)
        for lang in languages:
            of_lang = (document for document in documents if document.lang == lang)
            write_documents(stage.path / base.documents(lang).name, of_lang)
        renew_index(
            base.index,
            documents,
            stage.path / "index",
            terms=knowledge.support.terms,
            memory=memory,
            meaning=knowledge.support.search.meaning,
        )
        hashes = tuple(sorted({*base.facts.script_hashes, *hashes}))
        facts = {"created": stage.created, "script_hashes": hashes, "sources": ""}
        return stage.publish(base.facts.model_copy(update=facts), durable=False)


def is_up_to_date(root: Path, var: Path, search_url: str = "") -> bool:
    """Whether the current build was made from exactly what lies in `root` now, by this very Palier, and has its index
    where it should be.
    """
    generation = current_generation(var)
    return generation is not None and generation.facts.sources == sources_digest(root, search_url)


def sources_digest(root: Path, search_url: str = "") -> str:
    """A digest of everything a build is made from: the vendor's files, Palier's own code and theme, and the engine."""
    digest = hashlib.sha256(f"{VERSION} {BUILD} {search_url}".encode())
    for path in _sources(root):
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _share(folder: Path, target: Path, without: set[str]) -> None:
    """Let `target` have the files of `folder`, but for the names at its top that are left out."""

    def left_out(place: str, names: list[str]) -> set[str]:
        return without.intersection(names) if Path(place) == folder else set()

    shutil.copytree(folder, target, copy_function=link_or_copy, dirs_exist_ok=True, ignore=left_out)


def _sources(root: Path) -> Iterator[Path]:
    house = Path(__file__).parents[1]
    yield from (path for path in (root / SUPPORT_FILE, root / CONFIG_FILE) if path.is_file())
    for folder in (root / DOCS_FOLDER, house / "kb", house / "deflect"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
