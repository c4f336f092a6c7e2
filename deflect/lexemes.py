"""Lexemes: our terms as PostgreSQL's full text wants them written. Nothing of PostgreSQL's own analysis is used.

A term is quoted whatever it looks like, so that no word of a page or a question is ever read as an operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# PostgreSQL takes a megabyte of lexemes a page, with their marks, and 2 kB each. A page is not chosen by what is
# beyond; it is ranked by it all the same.
_MOST_BYTES = 1_000_000
_MARK_BYTES = 8
_LONGEST_BYTES = 2_000
_NUL = "\0"


def quote_lexeme(term: str) -> str:
    """A term as a lexeme of a `tsvector` or a `tsquery`."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def write_tsvector(terms: Iterable[tuple[str, bool]]) -> str:
    """The terms of a page, each with whether it stands in the page's head, as the text of a `tsvector`."""
    return " ".join(_lexemes(terms))


def _lexemes(terms: Iterable[tuple[str, bool]]) -> Iterator[str]:
    left = _MOST_BYTES
    for term, in_head in terms:
        size = len(term.encode())
        left -= size + _MARK_BYTES
        if left < 0:
            return
        if size <= _LONGEST_BYTES and _NUL not in term:
            # The place is only there to carry the mark; where a word stands is kept with the postings.
            yield quote_lexeme(term) + (":1A" if in_head else "")
