"""Sources: the files that an author edits, looked at again and again.

Looking costs some milliseconds for a thousand files, and works on every disk and share, where notices of the
system (inotify and its kin) do not.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from kb.knowledge import DOCS_FOLDER, SUPPORT_FILE
from kb.site import CONFIG_FILE

Sight = dict[str, tuple[int, int, int]]


def look(root: Path) -> Sight:
    """Every source file below `root` by its path with forward slashes, and what changes when it is written."""
    seen: Sight = {}
    for path in _files(root):
        try:
            facts = path.stat()
        except OSError:
            continue  # It went away while we looked; the next look will tell.
        seen[path.relative_to(root).as_posix()] = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
    return seen


def changed(before: Sight, after: Sight) -> frozenset[str]:
    """The paths of what was written, added or removed."""
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _files(root: Path) -> Iterator[Path]:
    yield from (root / SUPPORT_FILE, root / CONFIG_FILE)
    for folder, folders, names in os.walk(root / DOCS_FOLDER):
        # What editors leave beside a file is no source.
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith((".", "#")) and not name.endswith("~"))
