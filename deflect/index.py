"""The index: built whole from documents, opened read-only, one volume a language.

An index is a cache. It is never mended or changed in place: whatever is wrong with it, building it again is
the cure.
"""

import pickle
import re
import shutil
import struct
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from deflect.manifest import check_manifest, write_manifest
from deflect.page import PageReader, RememberingReader
from deflect.volume import Volume
from deflect.volume_writer import VolumeWriter
from deflect.whoosh_volume import WhooshVolume
from kb.document import Document
from kb.errors import IndexUnavailable, KnowledgeError
from kb.generation import link_or_copy
from kb.support import Term

# A language names a folder of the index, so it must be a plain tag (BCP 47): `fr`, `pt-BR`.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# What reading files can raise that hash as they should but were written by another Python or another Whoosh.
_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    EOFError,
    AttributeError,
    ImportError,
    TypeError,
    pickle.UnpicklingError,
    struct.error,
)


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
) -> int:
    """Write the index of `documents` into `directory`, replacing what is there; returns how many were
    indexed.

    `terms` is the glossary; `progress` is told the number of documents read so far. On any error nothing that
    could be opened is left behind. Raises `KnowledgeError` for a document whose language is no language tag.
    """
    _empty(directory)
    count = _write_volumes(documents, directory, terms, PageReader, progress)
    write_manifest(directory)
    return count


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
) -> int:
    """Write an index into `directory` that has the volumes of `previous`, and new ones for the languages of
    `documents`: all documents of these languages. Returns how many were indexed.

    A preview's way: the volumes that stay are shared with `previous`, not copied, and with a `memory` only the pages
    that changed are read again. Raises as `build_index` does.
    """
    _empty(directory)
    count = _write_volumes(documents, directory, terms, PageReader if memory is None else memory.reader, None)
    for volume in previous.iterdir():
        if volume.is_dir() and not (directory / volume.name).exists():
            shutil.copytree(volume, directory / volume.name, copy_function=link_or_copy)
    write_manifest(directory)
    return count


def _empty(directory: Path) -> None:
    if directory.exists():
        shutil.rmtree(directory)
    directory.mkdir(mode=0o700, parents=True)


def _write_volumes(
    documents: Iterable[Document],
    directory: Path,
    terms: Sequence[Term],
    reader: Callable[[str], PageReader],
    progress: Callable[[int], None] | None,
) -> int:
    writers: dict[str, VolumeWriter] = {}
    count = 0
    with ExitStack() as unfinished:
        for document in documents:
            if document.lang not in writers:
                _check_language(document)
                writers[document.lang] = VolumeWriter(directory / document.lang, reader(document.lang))
                unfinished.callback(writers[document.lang].cancel)
            writers[document.lang].add(document)
            count += 1
            if progress is not None:
                progress(count)
        unfinished.pop_all()
    for writer in writers.values():
        writer.close(terms)
    return count


def open_index(directory: Path) -> Index:
    """Open the index in `directory` for reading.

    Raises `IndexUnavailable`, which the operator mends by building, when there is none or it is not what was
    written.
    """
    check_manifest(directory)
    volumes: dict[str, Volume] = {}
    try:
        for path in sorted(directory.iterdir()):
            if path.is_dir():
                volumes[path.name] = WhooshVolume(path, path.name)
    except _DAMAGE as fault:
        Index(volumes).close()
        raise IndexUnavailable(
            f"{directory} cannot be opened ({type(fault).__name__}): run `palier build` to make it again"
        ) from fault
    return Index(volumes)


def _check_language(document: Document) -> None:
    if not _LANGUAGE.fullmatch(document.lang):
        raise KnowledgeError(f"{document.id}: {document.lang!r} is no language tag; write one like `fr` or `en`")
