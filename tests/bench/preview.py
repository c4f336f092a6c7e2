"""The preview: how soon an edited word is seen and found with `palier dev`. Run it with `make bench-preview`."""

import argparse
import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from pages import PALIER, write_centre

PAGE = "articles/c3/page-3"
EDITS = 8
LOOK_AGAIN_S = 0.05
# The whole build that follows an edit is let finish before every other one, and cut short before the rest.
PAUSE_S = 12


def main() -> None:
    """Print a table: one row an edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="?", default=500)
    with tempfile.TemporaryDirectory() as folder:
        root, port = Path(folder), _free_port()
        write_centre(root, parser.parse_args().pages)
        command = [PALIER, "--root", folder, "dev", "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as preview:
            try:
                _edit_again_and_again(root / "docs" / f"{PAGE}.md", f"http://127.0.0.1:{port}")
            finally:
                preview.terminate()


def _edit_again_and_again(page: Path, site: str) -> None:
    took = _wait(lambda: 'id="palier-preview"' in _get(f"{site}/{PAGE}/") and "md-content" in _get(f"{site}/{PAGE}/"))
    print(f"first page after {took:.1f} s", flush=True)
    text = page.read_text(encoding="utf-8")
    print(f"{'edit':>4}  {'seen s':>6}  {'found s':>7}", flush=True)
    for edit in range(1, EDITS + 1):
        time.sleep(PAUSE_S if edit % 2 else 2)
        word = f"zeppelin{edit}"
        page.write_text(f"{text}\n{word}\n", encoding="utf-8")
        start = time.monotonic()
        _wait(lambda word=word: word in _get(f"{site}/{PAGE}/"))
        seen = time.monotonic() - start
        _wait(lambda word=word: PAGE in _ask(site, word))
        print(f"{edit:4}  {seen:6.2f}  {time.monotonic() - start:7.2f}", flush=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _wait(true: Callable[[], bool]) -> float:
    start = time.monotonic()
    while not true():
        time.sleep(LOOK_AGAIN_S)
    return time.monotonic() - start


def _get(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, ConnectionError):
        return ""


def _ask(site: str, words: str) -> str:
    request = urllib.request.Request(
        f"{site}/api/v1/suggestions",
        data=json.dumps({"text": words, "lang": "fr"}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return " ".join(one["id"] for one in json.load(answer)["suggestions"])


if __name__ == "__main__":
    main()
