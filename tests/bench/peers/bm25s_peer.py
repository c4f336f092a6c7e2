"""bm25s, given Palier's own stems. It knows no fields: a title counts more by being said more often."""

import json
from collections.abc import Iterable
from pathlib import Path

import bm25s

from deflect.collection import Page
from peer import DEPTH, fields_of, stems

_TITLE_TIMES = 6


class BM25S:
    """One matrix of scores, made when indexing."""

    def __init__(self, folder: Path, lang: str) -> None:
        self._folder, self._lang = folder, lang
        self._ids: list[str] = []
        self._scores = None

    def version(self) -> str:
        return f"bm25s {bm25s.__version__}"

    def build(self, pages: Iterable[Page]) -> None:
        ids, texts = [], []
        for page in pages:
            fields = fields_of(page)
            text = "\n".join([*[fields["title"]] * _TITLE_TIMES, fields["keywords"], fields["body"]])
            ids.append(page.id)
            texts.append(list(stems(text, self._lang)))
        scores = bm25s.BM25()
        scores.index(texts, show_progress=False)
        scores.save(self._folder / "bm25s", show_progress=False)
        (self._folder / "ids.json").write_text(json.dumps(ids), encoding="utf-8")

    def open(self) -> None:
        self._ids = json.loads((self._folder / "ids.json").read_text(encoding="utf-8"))
        self._scores = bm25s.BM25.load(self._folder / "bm25s", show_progress=False)

    def search(self, text: str) -> list[str]:
        words = self._scores.get_tokens_ids(list(dict.fromkeys(stems(text, self._lang))))
        if not words:
            return []
        pages, scores = self._scores.retrieve([words], k=min(DEPTH, len(self._ids)), show_progress=False)
        return [self._ids[page] for page, score in zip(pages[0], scores[0], strict=True) if score > 0]

    def close(self) -> None:
        self._scores = None
