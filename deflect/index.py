"""The index: built whole from documents, opened read-only, one volume a language.

An index is a cache. It is never mended or changed in place: whatever is wrong with it, building it again is
the cure. Which engine keeps it is a setting, `search_url` (see `deflect.engine`); a preview's is always on disk.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from deflect.contents import Contents
from deflect.encoder import Encoder, load_encoder
from deflect.engine import choose_engine
from deflect.latent import Matrix
from deflect.manifest import check_manifest, write_manifest
from deflect.meaning import Known, MeaningWriter
from deflect.page import PageReader, RememberingReader
from deflect.volume import Volume
from kb.document import Document
from kb.errors import IndexUnavailable, KnowledgeError
from kb.generation import link_or_copy
from kb.support import Term

# A language names a folder of the index, so it must be a plain tag (BCP 47): `fr`, `pt-BR`.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Index:
    """An open index; threads may share it. Close it when no search runs any more."""

    def __init__(self, volumes: dict[str, Volume]) -> None:
        self._volumes = volumes

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have pages, in alphabetical order."""
        return tuple(sorted(self._volumes))

    def size(self, lang: str) -> int:
        """How many pages there are in a language; 0 when there are none."""
        return self._volumes[lang].size if lang in self._volumes else 0

    def volume(self, lang: str) -> Volume | None:
        """The volume of a language, for ranking; None when the language has no pages."""
        return self._volumes.get(lang)

    def answers(self) -> bool:
        """Whether it can be asked just now: an engine may be a server."""
        return all(volume.answers() for volume in self._volumes.values())

    def close(self) -> None:
        """Close all files. Closing twice does nothing."""
        for volume in self._volumes.values():
            volume.close()


def build_index(
    documents: Iterable[Document],
    directory: Path,
    *,
    terms: Sequence[Term] = (),
    progress: Callable[[int], None] | None = None,
    search_url: str = "",
    meaning: bool = False,
) -> int:
    """Write the index of `documents` into `directory`, replacing what is there; returns how many were
    indexed.

    `terms` is the glossary; `progress` is told the number of documents read so far. With `meaning`, pages are found
    by what they mean as well (`deflect.meaning`). On any error nothing that could be opened is left behind. Raises
    `KnowledgeError` for a document whose language is no language tag, and `IndexUnavailable` where the engine or the
    encoder cannot be had.
    """
    engine = choose_engine(search_url)
    encoder = load_encoder() if meaning else None
    _empty(directory)
    volumes = _read_volumes(documents, directory, PageReader, progress, encoder)
    engine.write(volumes, directory, terms)
    write_manifest(directory)
    return sum(contents.size for contents in volumes.values())


class PageMemory:
    """The pages that were read before, for `renew_index`. Not for threads to share."""

    def __init__(self) -> None:
        self._readers: dict[str, PageReader] = {}

    def reader(self, lang: str) -> PageReader:
        """The reader of a language, which remembers."""
        return self._readers.setdefault(lang, RememberingReader(lang))


def renew_index(
    previous: Path,
    documents: Iterable[Document],
    directory: Path,
    *,
    terms: Sequence[Term] = (),
    memory: PageMemory | None = None,
    meaning: bool = False,
) -> int:
    """Write an index into `directory` that has the volumes of `previous`, and new ones for the languages of
    `documents`: all documents of these languages. Returns how many were indexed.

    A preview's way: the volumes that stay are shared with `previous`, not copied, its topics are not looked for again,
    nor what its texts mean, and with a `memory` only the pages that changed are read again. Raises as `build_index`
    does.
    """
    encoder = load_encoder() if meaning else None
    _empty(directory)
    reader = PageReader if memory is None else memory.reader
    volumes = _read_volumes(documents, directory, reader, None, encoder, _learned(previous))
    choose_engine("").write(volumes, directory, terms)
    for volume in previous.iterdir():
        if volume.is_dir() and not (directory / volume.name).exists():
            shutil.copytree(volume, directory / volume.name, copy_function=link_or_copy)
    write_manifest(directory)
    return sum(contents.size for contents in volumes.values())


@dataclass(frozen=True, slots=True)
class _Learned:
    """What a volume learned of its pages: what each term is about, and what texts mean."""

    topics: Mapping[str, Matrix] | None
    meanings: Known


_NOTHING = _Learned(None, {})


def _learned(directory: Path) -> dict[str, _Learned]:
    """What the volumes of an index learned, by language; nothing where it cannot be opened: it is learned anew."""
    try:
        with closing(open_index(directory)) as index:
            volumes = ((lang, index.volume(lang)) for lang in index.languages)
            return {lang: _Learned(one.topics(), one.meanings()) for lang, one in volumes if one is not None}
    except IndexUnavailable:
        return {}


def _empty(directory: Path) -> None:
    if directory.exists():
        shutil.rmtree(directory)
    directory.mkdir(mode=0o700, parents=True)


def _read_volumes(
    documents: Iterable[Document],
    directory: Path,
    reader: Callable[[str], PageReader],
    progress: Callable[[int], None] | None,
    encoder: Encoder | None,
    learned: Mapping[str, _Learned] = MappingProxyType({}),
) -> dict[str, Contents]:
    volumes: dict[str, Contents] = {}
    count = 0
    with ExitStack() as files:
        for document in documents:
            if document.lang not in volumes:
                lang = document.lang
                known = learned.get(lang, _NOTHING)
                meanings = None if encoder is None else MeaningWriter(encoder, known.meanings)
                volumes[lang] = _new_volume(document, directory, reader(lang), known.topics, meanings)
                files.callback(volumes[document.lang].close)
            volumes[document.lang].add(document)
            count += 1
            if progress is not None:
                progress(count)
    return volumes


def _new_volume(
    document: Document,
    directory: Path,
    reader: PageReader,
    topics: Mapping[str, Matrix] | None,
    meanings: MeaningWriter | None,
) -> Contents:
    if not _LANGUAGE.fullmatch(document.lang):
        raise KnowledgeError(f"{document.id}: {document.lang!r} is no language tag; write one like `fr` or `en`")
    folder = directory / document.lang
    folder.mkdir(mode=0o700)
    return Contents(document.lang, folder, reader, topics, meanings)


def open_index(directory: Path, *, search_url: str = "") -> Index:
    """Open the index in `directory` for reading.

    Raises `IndexUnavailable`, which the operator mends by building, when there is none or it is not what was
    written.
    """
    check_manifest(directory)
    return Index(choose_engine(search_url).open(directory))


def publish_index(directory: Path, *, search_url: str = "") -> None:
    """Say that the index in `directory` is served from now on; what its engine keeps of old ones elsewhere goes.

    Raises `IndexUnavailable`.
    """
    choose_engine(search_url).publish(directory)


def discard_index(directory: Path, *, search_url: str = "") -> None:
    """Remove what an engine keeps elsewhere of the index in `directory`, which was never published.

    Raises `IndexUnavailable`.
    """
    choose_engine(search_url).discard(directory)
