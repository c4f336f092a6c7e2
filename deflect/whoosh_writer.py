"""The Whoosh writer: puts the contents of a volume into a directory, where `deflect.whoosh_volume` opens them.

Beside Whoosh's files a volume holds the pages (`documents.jsonl`) with where each starts, what their titles tell,
where pages and terms stand among the topics, and one file of facts: the terms, the words as written, and the
glossary.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from deflect.contents import Contents
from deflect.whoosh_postings import write_postings
from kb.support import Term

DOCUMENTS = "documents.jsonl"
STARTS = "documents.starts"
TITLES = "titles"
TWINS = "twins"
HOLDING = "holding"
PAGE_TOPICS = "topics.pages"
TERM_TOPICS = "topics.terms"
FACTS = "facts.json"


def write_volume(contents: Contents, directory: Path, terms: Sequence[Term]) -> None:
    """Write all files of a volume but its pages, which lie in `directory` already; `terms` is the glossary."""
    write_postings(directory, contents.size, contents.lists())
    topics = contents.topics()
    facts = {
        "terms": contents.terms,
        "words": contents.words(),
        "novelty": contents.novelty(),
        "glossary": [term.model_dump() for term in terms],
    }
    files = {
        STARTS: contents.starts.tobytes(),
        TITLES: contents.title_rarities().tobytes(),
        TWINS: contents.twins().tobytes(),
        HOLDING: contents.holding().tobytes(),
        # Half precision: places among topics are compared, never added up.
        PAGE_TOPICS: topics.pages.astype(np.float16).tobytes(),
        TERM_TOPICS: topics.terms.astype(np.float16).tobytes(),
        FACTS: json.dumps(facts).encode(),
    }
    for name, content in files.items():
        (directory / name).write_bytes(content)
