"""The Whoosh engine: an index is a directory, a folder a language, and nothing elsewhere."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

from deflect.contents import Contents
from deflect.manifest import MANIFEST
from deflect.volume import Volume
from deflect.whoosh_volume import WhooshVolume
from deflect.whoosh_writer import write_volume
from kb.errors import IndexUnavailable
from kb.support import Term

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


class WhooshEngine:
    """Keeps volumes on disk (see `deflect.engine`)."""

    name = "whoosh"

    def write(self, volumes: Mapping[str, Contents], directory: Path, terms: Sequence[Term]) -> None:
        """Write each volume beside its pages."""
        for lang, contents in volumes.items():
            write_volume(contents, directory / lang, terms)

    def open(self, directory: Path) -> dict[str, Volume]:
        """Open every folder."""
        if any(path.is_file() and path.name != MANIFEST for path in directory.iterdir()):
            raise IndexUnavailable(f"{directory} holds an index of another engine: run `palier build`")
        volumes: dict[str, Volume] = {}
        try:
            for path in sorted(directory.iterdir()):
                if path.is_dir():
                    volumes[path.name] = WhooshVolume(path, path.name)
        except _DAMAGE as fault:
            for volume in volumes.values():
                volume.close()
            raise IndexUnavailable(
                f"{directory} cannot be opened ({type(fault).__name__}): run `palier build` to make it again"
            ) from fault
        return volumes

    def publish(self, directory: Path) -> None:
        """Nothing lies elsewhere."""

    def discard(self, directory: Path) -> None:
        """Nothing lies elsewhere."""
