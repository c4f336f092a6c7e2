"""The PostgreSQL volume: the index of one language in a database that several machines may ask.

PostgreSQL's full text chooses the pages that may answer a question: those that hold its most telling words, by its
GIN indexes alone. What our terms are worth on these pages is then fetched, so that ranking does with them what it
does with those of any other engine. What is small is read once, on opening.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from psycopg import sql

from deflect.cover import Cover, cover_of
from deflect.kept import Kept
from deflect.lexemes import quote_lexeme
from deflect.page_postings import PagePostings, turn_postings, unpack_postings
from deflect.postgresql_connections import Connections
from deflect.postgresql_schema import pages_table
from deflect.postings import NO_POSTINGS, PageNumbers, Postings
from deflect.volume_facts import VolumeFacts
from deflect.worth import emphasis
from kb.document import Document
from kb.errors import IndexUnavailable

# How many pages are fetched for ranking. Measured on five collections: recall@3 is that of whole lists at 300, and up
# to 1.5 points lower at 80, where questions are whole tickets.
_CANDIDATES = 300
# How much more than in its text a word counts in the head of a page. Measured: at 0, tickets lose 7 points.
_HEAD_SHARE = 2.0
# How many postings of a question's words are counted to choose by, the most telling words first: among a hundred
# thousand pages, the words that half of them hold choose nothing, and cost most.
_MOST_COUNTED = 20_000
# What is kept read: some 20 MB of postings, some 10 MB of documents.
_MOST_PAGES = 2_000
_MOST_DOCUMENTS = 500

_CHOOSE = """
    WITH asked AS MATERIALIZED (SELECT * FROM unnest(%s::text[]::tsquery[], %s::real[]) AS asked (query, tells))
    SELECT number FROM (
        SELECT number, tells FROM asked JOIN {pages} ON words @@ query
        UNION ALL
        SELECT number, %s * tells FROM asked JOIN {pages} ON ts_filter(words, '{{a}}') @@ query
    ) AS found
    GROUP BY number ORDER BY sum(tells) DESC, number LIMIT %s
"""
_FETCH_POSTINGS = "SELECT number, postings FROM {pages} WHERE number = ANY(%s)"
_FIND_PAGE = "SELECT 1 FROM {pages} LIMIT 1"
_FETCH_DOCUMENTS = "SELECT number, document::text FROM {pages} WHERE number = ANY(%s)"


class PostgresqlVolume(VolumeFacts):
    """The index of one language (see `deflect.volume`).

    Asking raises `IndexUnavailable` while PostgreSQL does not answer. Raises `ValueError` and `LookupError` where the
    facts are not of one piece.
    """

    def __init__(self, connections: Connections, volume: int, lang: str, packed: Mapping[str, bytes]) -> None:
        super().__init__(lang, packed)
        self._connections = connections
        table = pages_table(volume)
        self._choose_pages = sql.SQL(_CHOOSE).format(pages=table)
        self._fetch_postings = sql.SQL(_FETCH_POSTINGS).format(pages=table)
        self._find_page = sql.SQL(_FIND_PAGE).format(pages=table)
        self._fetch_documents = sql.SQL(_FETCH_DOCUMENTS).format(pages=table)
        self._postings = Kept(_MOST_PAGES, self._read_postings)
        self._documents = Kept(_MOST_DOCUMENTS, self._read_documents)

    def postings(self, terms: Mapping[str, float]) -> Mapping[str, Postings]:
        """The postings of each term on the pages that may answer: all pages where they are few."""
        known = {term: number for term in terms if (number := self.numbers.get(term)) is not None}
        turned: dict[str, Postings] = dict.fromkeys(terms, NO_POSTINGS)
        if known:
            pages = self._choose(known, terms)
            turned |= turn_postings(pages, self._postings.read(pages.tolist()), known, len(self.numbers))
        return turned

    def covers(self, pages: Collection[int]) -> list[Cover]:
        """The covers of pages, in the order asked for; the pages come along, since fetching them takes one way too."""
        return [cover_of(document) for document in self.documents(pages)]

    def documents(self, pages: Collection[int]) -> list[Document]:
        """The pages themselves, in the order asked for."""
        return self._documents.read(pages)

    def answers(self) -> bool:
        """Whether PostgreSQL answers, and still holds the pages."""
        try:
            self._connections.fetch(self._find_page, [])
        except IndexUnavailable:
            return False
        return True

    def close(self) -> None:
        """Close the connections that are open."""
        self._connections.close()

    def _choose(self, known: Mapping[str, int], weights: Mapping[str, float]) -> PageNumbers:
        """The numbers of the pages that hold most of what the terms tell, in ascending order."""
        telling = {term: weights[term] * emphasis(self.rarity(term)) for term in known}
        lexemes: list[str] = []
        tells: list[float] = []
        counted = 0
        for term in sorted(telling, key=lambda term: -telling[term]):
            counted += int(self.holding[known[term]])
            if lexemes and counted > _MOST_COUNTED:
                continue
            lexemes.append(quote_lexeme(term))
            tells.append(telling[term])
        values = (lexemes, tells, _HEAD_SHARE, _CANDIDATES)
        rows = self._connections.fetch(self._choose_pages, values)
        return np.array(sorted(number for (number,) in rows), np.uint32)

    def _read_postings(self, pages: list[int]) -> dict[int, PagePostings]:
        rows = self._connections.fetch(self._fetch_postings, [pages])
        return {number: unpack_postings(content) for number, content in rows}

    def _read_documents(self, pages: list[int]) -> dict[int, Document]:
        rows = self._connections.fetch(self._fetch_documents, [pages])
        return {number: Document.model_validate_json(content) for number, content in rows}
