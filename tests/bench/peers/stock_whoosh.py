"""Whoosh as it comes: the analyzers that it ships, its own parser and ranking, any word may match."""

from collections.abc import Iterable
from pathlib import Path

import whoosh
from whoosh import index
from whoosh.analysis import Analyzer, LanguageAnalyzer, StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import MultifieldParser, OrGroup, WhitespacePlugin

from deflect.collection import Page
from peer import DEPTH, FIELDS, fields_of


class StockWhoosh:
    """The default stemming analyzer, which is English whatever the language."""

    def __init__(self, folder: Path, lang: str) -> None:
        del lang  # It is the same for all of them: that is how it comes.
        self._folder = folder
        analyzer = self._analyzer()
        self._schema = Schema(id=ID(stored=True), **{field: TEXT(analyzer=analyzer) for field in FIELDS})
        # Without its other plug-ins the parser takes a customer's text as words, not as a query language.
        self._parser = MultifieldParser(list(FIELDS), self._schema, group=OrGroup, plugins=[WhitespacePlugin()])
        self._searcher = None

    def version(self) -> str:
        return f"whoosh-reloaded {'.'.join(map(str, whoosh.__version__))}"

    def build(self, pages: Iterable[Page]) -> None:
        writer = index.create_in(self._folder, self._schema).writer()
        for page in pages:
            writer.add_document(id=page.id, **fields_of(page))
        writer.commit()

    def open(self) -> None:
        self._searcher = index.open_dir(self._folder, schema=self._schema).searcher()

    def search(self, text: str) -> list[str]:
        return [hit["id"] for hit in self._searcher.search(self._parser.parse(text), limit=DEPTH)]

    def close(self) -> None:
        if self._searcher is not None:
            self._searcher.close()

    def _analyzer(self) -> Analyzer:
        return StemmingAnalyzer()


class FrenchWhoosh(StockWhoosh):
    """The French analyzer that Whoosh ships."""

    def _analyzer(self) -> Analyzer:
        return LanguageAnalyzer("fr")
