"""tantivy with its own analysis: lower case, no accents, the language's stop words and stemmer."""

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query

from deflect.collection import Page
from peer import DEPTH, FIELDS, fields_of

_LANGUAGES = {"fr": "french", "en": "english"}
_ANALYSIS = "bench"
_HEAP_BYTES = 128_000_000
_LONGEST_WORD = 40
_WEIGHTS = {"title": 2.0, "keywords": 1.5, "body": 1.0}


class Tantivy:
    """One index of one segment or more, written by one thread."""

    def __init__(self, folder: Path, lang: str) -> None:
        self._folder, language = folder, _LANGUAGES[lang]
        # Stop words and stemmer know accents, so these go last.
        self._analyzer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(Filter.remove_long(_LONGEST_WORD))
            .filter(Filter.lowercase())
            .filter(Filter.stopword(language))
            .filter(Filter.stemmer(language))
            .filter(Filter.ascii_fold())
            .build()
        )
        schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
        for field in FIELDS:
            schema = schema.add_text_field(field, tokenizer_name=_ANALYSIS, index_option="freq")
        self._schema = schema.build()
        self._searcher = None

    def version(self) -> str:
        return f"tantivy {version('tantivy')}"

    def build(self, pages: Iterable[Page]) -> None:
        index = tantivy.Index(self._schema, str(self._folder), reuse=False)
        index.register_tokenizer(_ANALYSIS, self._analyzer)
        writer = index.writer(_HEAP_BYTES, num_threads=1)
        for page in pages:
            writer.add_document(tantivy.Document(id=page.id, **fields_of(page)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        index = tantivy.Index.open(str(self._folder))
        index.register_tokenizer(_ANALYSIS, self._analyzer)
        index.reload()
        self._searcher = index.searcher()

    def search(self, text: str) -> list[str]:
        words = dict.fromkeys(self._analyzer.analyze(text))
        parts = [
            (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, word, "freq"), _WEIGHTS[field]))
            for word in words
            for field in FIELDS
        ]
        hits = self._searcher.search(Query.boolean_query(parts), DEPTH, count=False).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]

    def close(self) -> None:
        self._searcher = None
