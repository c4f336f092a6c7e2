"""Slugs: the name of a page in its address and on disk, made from its title."""

import re
import unicodedata

LONGEST = 60
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ð": "d"})
_GAPS = re.compile(r"[^a-z0-9]+")
# `index` is the list of a folder; the others name devices on Windows, where nobody could check the page out.
_TAKEN = frozenset({"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def slug_of(title: str) -> str:
    """Small Latin letters, digits and single hyphens, at most `LONGEST`, cut between words; empty when none is left."""
    folded = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    slug = _GAPS.sub("-", plain).strip("-")
    if len(slug) > LONGEST:
        cut = slug[: LONGEST + 1].rpartition("-")[0]
        slug = cut or slug[:LONGEST]
    return f"{slug}-page" if slug in _TAKEN else slug
