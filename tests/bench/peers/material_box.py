"""The search box of Material for MkDocs: its own worker and its own lunr, in Node instead of a browser.

No imitation of it: the worker is the file that Material ships, so it appends its `*` to every word itself, and is
given the pages cut at their headings as Material's plugin cuts them.
"""

import html
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from deflect.collection import Page
from peer import DEPTH, Missing

_SCRIPT = Path(__file__).with_suffix(".js")
# As Material's plugin writes them for French and for English.
_CONFIG = {
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


class MaterialBox:
    """A Node process that answers line by line."""

    def __init__(self, folder: Path, lang: str) -> None:
        self._file, self._lang = folder / "search_index.json", lang
        self._node: subprocess.Popen[str] | None = None

    def version(self) -> str:
        return f"mkdocs-material {version('mkdocs-material')}"

    def build(self, pages: Iterable[Page]) -> None:
        entries = [entry for page in pages for entry in _entries(page)]
        index = {"config": {"lang": [self._lang], **_CONFIG}, "docs": entries, "options": {"suggest": False}}
        self._file.write_text(json.dumps(index), encoding="utf-8")

    def open(self) -> None:
        """Have the worker build its index, as it does in every visitor's browser."""
        node, material = shutil.which("node"), find_spec("material")
        if node is None or material is None or material.origin is None:
            raise Missing("no Node: install Debian's package `nodejs`" if node is None else "no mkdocs-material")
        workers = Path(material.origin).parent / "templates" / "assets" / "javascripts" / "workers"
        worker = next(iter(sorted(workers.glob("search.*.min.js"))), None)
        if worker is None:
            raise Missing(f"no search worker in {workers}")
        command = [node, "--max-old-space-size=4096", str(_SCRIPT), str(worker), str(self._file)]
        self._node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        if self._node.stdout.readline() != "ready\n":
            raise Missing("the search worker did not start in this Node")

    def search(self, text: str) -> list[str]:
        self._node.stdin.write(json.dumps(text) + "\n")
        self._node.stdin.flush()
        return json.loads(self._node.stdout.readline())[:DEPTH]

    def close(self) -> None:
        if self._node is not None:
            self._node.stdin.close()
            self._node.wait()
            self._node.stdout.close()


def _entries(page: Page) -> Iterator[dict[str, str]]:
    """The page and then each of its sections. Keywords are text: Material reads none but its own tags."""
    sections = page.document().sections
    opening = "\n".join([*(one.text for one in sections[:1] if not one.title), *page.keywords, *page.answers])
    yield {"location": page.id, "title": html.escape(page.title), "text": html.escape(opening)}
    for number, section in enumerate(sections):
        if section.title:
            title, text = html.escape(section.title), html.escape(section.text)
            yield {"location": f"{page.id}#{number}", "title": title, "text": text}
