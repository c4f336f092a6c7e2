"""The small help centre once its open incident is fixed: another real build, and the swap to it."""

import os
import shutil
from pathlib import Path

from submit.publication import publish

INCIDENT = "incidents/export-stops-half-way"
LIMITATION = "incidents/calendar-was-slow"
WORDS = {"fr": "l’export s’arrête à la moitié du fichier", "en": "the export stops half-way through the file"}
_OPEN, _FIXED = "state: identified", "state: resolved\nresolved: 2026-11-25"


def build_fixed(small_centre: Path, folder: Path) -> Path:
    """A `var` whose build says that the incident is resolved."""
    root, var = folder / "centre", folder / "var"
    shutil.copytree(small_centre, root)
    for page in (root / "docs" / "incidents").glob("export-stops-half-way*.md"):
        page.write_text(page.read_text(encoding="utf-8").replace(_OPEN, _FIXED), encoding="utf-8")
    publish(root, var, "https://help.example.test", lambda _step, _done: None)
    return var


def serve_build(var: Path, built: Path) -> None:
    """Let `var` serve the build of `built`, as a publication does: in one step."""
    fresh = var / "current.fresh"
    fresh.symlink_to(os.path.realpath(built / "current"))
    fresh.replace(var / "current")
