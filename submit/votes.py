"""Votes: what readers say of a page, yes or no, and why. Only pages that the current build has can be voted on.

What must stay true: no secret is stored, and nothing says who wrote.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from kb.document import read_documents
from kb.generation import Generation
from kb.secrets.masking import mask
from submit.store.tables import PageVote

LONGEST_REASON = 1_000
# More than is kept, so that a secret is seen whole before the reason is cut.
_MOST_READ = 8_000


def pages_to_vote_on(generation: Generation | None, lang: str) -> Mapping[str, str]:
    """The path of each article, incident and question of one language, by page id; none without a build."""
    return {} if generation is None else _pages(generation.documents(lang))


def record_vote(session: Session, page: str, lang: str, helpful: bool, reason: str, at: datetime) -> None:
    """Keep what a reader said of a page, its secrets masked and its length capped."""
    words = reason[:_MOST_READ].replace("\r\n", "\n").replace("\0", "").strip()
    kept = mask(words)[:LONGEST_REASON]
    session.add(PageVote(at=at, page=page, lang=lang, helpful=helpful, reason=kept))


@lru_cache(maxsize=8)
def _pages(documents: Path) -> Mapping[str, str]:
    """Builds never change once they are published, so their documents are read once."""
    return {document.id: document.url for document in read_documents(documents)}
