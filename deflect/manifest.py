"""The manifest: the SHA-256 of every file of an index, written last and checked before any file is believed.

Whoosh reads pickles, and a pickle runs what it says: a file that is not the one we wrote is never opened.
"""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kb.errors import IndexUnavailable

# Raised whenever analysis, fields or files change, so that an index of yesterday's making is built again.
FORMAT = 4
MANIFEST = "manifest.json"
_HASHERS = 4


def write_manifest(directory: Path) -> None:
    """Write the manifest of all files below `directory`."""
    content = {"format": FORMAT, "files": {name: _digest(directory / name) for name in _names(directory)}}
    (directory / MANIFEST).write_text(json.dumps(content, indent=1), encoding="utf-8")


def check_manifest(directory: Path) -> None:
    """Raise `IndexUnavailable` unless every file is there, unchanged, and no other one is."""
    listed = _read(directory)
    present = _names(directory)
    for name in sorted(set(listed) | set(present)):
        if name not in present:
            raise _unavailable(directory / name, "is missing")
        if name not in listed:
            raise _unavailable(directory / name, "is not part of the index")
    # Hashing is most of what opening a large index takes, and it is done outside the interpreter's lock.
    with ThreadPoolExecutor(_HASHERS) as hashers:
        digests = hashers.map(_digest, [directory / name for name in present])
        for name, digest in zip(present, digests, strict=True):
            if digest != listed[name]:
                raise _unavailable(directory / name, "has changed since it was written")


def _unavailable(place: Path, fault: str) -> IndexUnavailable:
    return IndexUnavailable(f"{place} {fault}: run `palier build` to make the index again")


def _read(directory: Path) -> dict[str, str]:
    path = directory / MANIFEST
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _unavailable(path, "is missing") from None
    except (OSError, ValueError, RecursionError) as fault:
        raise _unavailable(path, f"cannot be read ({type(fault).__name__})") from fault
    if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
        raise _unavailable(path, "is not a manifest")
    if content.get("format") != FORMAT:
        raise _unavailable(path, f"has format {content.get('format')!r}, not {FORMAT}")
    return {str(name): str(digest) for name, digest in content["files"].items()}


def _names(directory: Path) -> list[str]:
    """Every file below a directory but the manifest, by its path with forward slashes."""
    paths = (path.relative_to(directory).as_posix() for path in directory.rglob("*") if not path.is_dir())
    return sorted(path for path in paths if path != MANIFEST)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise _unavailable(path, f"cannot be read ({type(fault).__name__})") from fault
