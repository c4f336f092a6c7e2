"""The PostgreSQL writer: puts the contents of a volume into tables, where `deflect.postgresql_volume` opens them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from psycopg import Connection, sql

from deflect.contents import Contents
from deflect.lexemes import write_tsvector
from deflect.page_postings import PagePostings, pack_postings
from deflect.postgresql_schema import create_pages, index_pages, pages_table
from deflect.volume_facts import pack_facts
from kb.support import Term

_INSERT_VOLUME = "INSERT INTO palier_search.volume (generation, lang) VALUES (%s, %s) RETURNING id"
_INSERT_FACT = "INSERT INTO palier_search.fact (volume, name, content) VALUES (%s, %s, %s)"
_INSERT_PAGE = "INSERT INTO {pages} (number, words, postings, document) VALUES (%s, %s::tsvector, %s, %s::json)"


def write_volume(
    connection: Connection[Any], generation: str, contents: Contents, documents: Path, terms: Sequence[Term]
) -> None:
    """Write a volume of a generation; `documents` is the file of its pages, `terms` the glossary.

    Nothing is committed.
    """
    with connection.cursor() as cursor:
        (volume,) = cursor.execute(_INSERT_VOLUME, [generation, contents.lang]).fetchall()[0]
        cursor.executemany(
            _INSERT_FACT, [(volume, name, content) for name, content in pack_facts(contents, terms).items()]
        )
        create_pages(connection, volume)
        insert = sql.SQL(_INSERT_PAGE).format(pages=pages_table(volume))
        with documents.open("rb") as lines:
            cursor.executemany(insert, _rows(contents, lines))
        index_pages(connection, volume)


def _rows(contents: Contents, lines: Iterable[bytes]) -> Iterator[tuple[int, str, bytes, str]]:
    terms = contents.terms
    for number, (page, line) in enumerate(zip(contents.pages(), lines, strict=True)):
        yield number, _words(page, terms), pack_postings(page), line.decode()


def _words(page: PagePostings, terms: Sequence[str]) -> str:
    in_head = (page.head_values > 0).tolist()
    return write_tsvector(zip(map(terms.__getitem__, page.terms.tolist()), in_head, strict=True))
