"""`silent-term`: every word under `terms` is one that the search can hear.

Which words it hears depends on how it reads a language, so the rule lives here and not with the other checks.
"""

from collections.abc import Iterator

from deflect.analysis import read_tokens
from kb.finding import Finding
from kb.knowledge import Knowledge

_RULE = "silent-term"


def check_terms(knowledge: Knowledge) -> Iterator[Finding]:
    """A finding for each word that no language searches for, and each entry whose words are all one to the search."""
    languages = knowledge.support.languages
    for number, term in enumerate(knowledge.support.terms):
        heard = []
        for place, word in enumerate(term.words):
            stems = tuple(_stems(word, lang) for lang in languages)
            heard.append(stems)
            if word.strip() and not any(stems):
                yield knowledge.source.finding(
                    ("terms", number, "words", place),
                    _RULE,
                    f"“{word}” is made of words that are never searched for",
                    "write the word that carries the meaning, or remove the line",
                )
        if len(heard) > 1 and len(set(heard)) == 1 and any(heard[0]):
            yield knowledge.source.finding(
                ("terms", number),
                _RULE,
                f"the search takes {', '.join(f'“{word}”' for word in term.words)} for one word already",
                "add another word that means the same, or remove the entry",
            )


def _stems(word: str, lang: str) -> tuple[str, ...]:
    return tuple(token.term for token in read_tokens(word, lang))
