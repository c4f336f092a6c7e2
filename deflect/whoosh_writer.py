"""The Whoosh writer: puts the contents of a volume into a directory, where `deflect.whoosh_volume` opens them.

Beside Whoosh's files a volume holds its pages (see `deflect.contents`) and its facts, a file each.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from deflect.contents import Contents
from deflect.volume_facts import pack_facts
from deflect.whoosh_postings import write_postings
from kb.support import Term


def write_volume(contents: Contents, directory: Path, terms: Sequence[Term]) -> None:
    """Write all files of a volume but those of its pages, which lie in `directory` already; `terms` is the glossary."""
    write_postings(directory, contents.size, contents.lists())
    for name, content in pack_facts(contents, terms).items():
        (directory / name).write_bytes(content)
