"""Fillers: what people type into a field that they were made to fill in. It counts as nothing.

Only words that can answer no field at all are listed: “nothing” and “none” may be the honest answer to
“what happened?”, so they are not fillers.
"""

import unicodedata

_FILLERS = frozenset(
    {
        "na",
        "n a",
        "nc",
        "n c",
        "s o",
        "nsp",
        "tbd",
        "todo",
        "asdf",
        "azerty",
        "qwerty",
        "sans objet",
        "non applicable",
        "not applicable",
        "lorem ipsum",
    }
)
_LONGEST, _LONGEST_READ = 40, 8_000


def is_filler(text: str) -> bool:
    """Whether a text says nothing: empty, signs alone, one letter over and over, or “n/a” and its kin."""
    if len(text) > _LONGEST:
        return not any(character.isalnum() for character in text[:_LONGEST_READ])
    words = " ".join("".join(c if c.isalnum() else " " for c in _plain(text)).split())
    return not words or words in _FILLERS or (words.isalpha() and len(set(words)) == 1)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
