"""Which Chromium the tests drive: Debian's, as it is."""

import os
import shutil

MISSING = "there is no Chromium: apt-get install chromium-headless-shell"


def find_chromium() -> str | None:
    """The path of a Chromium, or None. `PALIER_CHROMIUM` names another one.

    First the engine without a window: a page costs it less than half of what it costs the whole browser.
    """
    named = os.environ.get("PALIER_CHROMIUM")
    return named or shutil.which("chromium-headless-shell") or shutil.which("chromium")
