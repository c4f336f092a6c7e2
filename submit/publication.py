"""Publication: one build of site, shells, documents and index, swapped in whole or not at all."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from deflect.index import build_index
from kb.document import read_documents
from kb.edition import BUILD, VERSION
from kb.generation import BuildFacts, Generation, current_generation, staging
from kb.knowledge import DOCS_FOLDER, SUPPORT_FILE, sound_knowledge
from kb.site import CONFIG_FILE, build_site

Progress = Callable[[str, int], None]


def publish(root: Path, var: Path, base_url: str, progress: Progress) -> Generation:
    """Build the help centre in `root` and make it current. Raises `KnowledgeError` or `BuildError`; then the build
    before stays as it is. `progress` is told the name of each step and how many items of it are done.
    """
    sources = sources_digest(root)
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
        )
        return stage.publish(
            BuildFacts(
                created=stage.created,
                languages=languages,
                counts={"pages": facts.pages, "documents": count},
                script_hashes=facts.script_hashes,
                sources=sources,
            )
        )


def is_up_to_date(root: Path, var: Path) -> bool:
    """Whether the current build was made from exactly what lies in `root` now, by this very Palier."""
    generation = current_generation(var)
    return generation is not None and generation.facts.sources == sources_digest(root)


def sources_digest(root: Path) -> str:
    """A digest of everything a build is made from: the vendor's files, and Palier's own code and theme."""
    digest = hashlib.sha256(f"{VERSION} {BUILD}".encode())
    for path in _sources(root):
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    house = Path(__file__).parents[1]
    yield root / SUPPORT_FILE
    yield root / CONFIG_FILE
    for folder in (root / DOCS_FOLDER, house / "kb", house / "deflect"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
