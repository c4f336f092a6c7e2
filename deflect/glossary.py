"""The glossary: words that mean the same, so that a question in one finds pages in the other.

Terms of `support.yml` become sequences of stems; looking one up finds it anywhere in a question, several
words wide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from deflect.analysis import read_tokens
from kb.support import Term

# What another word of the same meaning is worth beside the word that was typed.
SYNONYM_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Synonyms:
    """One way to say something, as stems in order, and the other ways; `products` empty means for all of
    them.
    """

    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    products: tuple[str, ...]

    def serves(self, product: str) -> bool:
        """Whether these words mean the same to a customer of `product`; unknown products get the benefit."""
        return not product or not self.products or product in self.products


@dataclass(frozen=True, slots=True)
class Sighting:
    """A glossary entry found in a question: at the words `start` to `end`, counted in tokens."""

    start: int
    end: int
    synonyms: Synonyms


class Glossary:
    """All glossary entries of one language, by their first word."""

    def __init__(self, terms: Iterable[Term], lang: str) -> None:
        self._by_first: dict[str, list[Synonyms]] = {}
        for term in terms:
            ways = list(dict.fromkeys(filter(None, (_stems(words, lang) for words in term.words))))
            for way in ways:
                others = tuple(other for other in ways if other != way)
                if others:
                    self._by_first.setdefault(way[0], []).append(Synonyms(way, others, term.products))

    def sightings(self, words: Sequence[str], product: str) -> Iterator[Sighting]:
        """The entries that occur in `words` (stems in order) and serve `product`.

        The widest wins: who writes « courrier électronique » does not ask for « courrier ».
        """
        reach = 0
        for start in range(len(words)):
            found = list(self._starting_at(start, words, product))
            end = max((sighting.end for sighting in found), default=0)
            if end > reach:
                yield from (sighting for sighting in found if sighting.end == end)
                reach = end

    def _starting_at(self, start: int, words: Sequence[str], product: str) -> Iterator[Sighting]:
        for synonyms in self._by_first.get(words[start], ()):
            end = start + len(synonyms.words)
            if synonyms.serves(product) and tuple(words[start:end]) == synonyms.words:
                yield Sighting(start, end, synonyms)


def _stems(words: str, lang: str) -> tuple[str, ...]:
    return tuple(token.term for token in read_tokens(words, lang))
