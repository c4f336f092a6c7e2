"""The facts of a volume: what is small enough to be held in memory, and every answer that needs nothing else.

The writer of an engine keeps what `pack_facts` packs, each under its name; its volume reads them on opening.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from mmap import mmap

import numpy as np
from numpy.typing import NDArray

from deflect.contents import Contents
from deflect.encoder import Encoder, EncoderMissing, load_encoder
from deflect.glossary import Glossary
from deflect.latent import Matrix
from deflect.meaning import VECTORS, Known, Meanings
from deflect.postings import PageNumbers, Values
from deflect.spelling import Speller, pack_remains
from deflect.worth import rarity
from kb.support import Term

FACTS = "facts.json"
HOLDING = "holding"
SPELLING = "spelling"
TITLES = "titles"
TWINS = "twins"
PAGE_TOPICS = "topics.pages"
TERM_TOPICS = "topics.terms"
NAMES = (FACTS, HOLDING, SPELLING, TITLES, TWINS, PAGE_TOPICS, TERM_TOPICS)

# So many numbers are held in full precision: 4 MB, enough for the topics of 20,000 pages.
_MOST_UNPACKED = 1_000_000

_log = logging.getLogger(__name__)


def pack_facts(contents: Contents, terms: Sequence[Term]) -> dict[str, bytes]:
    """The facts of a volume by their names; `terms` is the glossary."""
    topics = contents.topics()
    words = contents.words()
    facts = {
        "terms": contents.terms,
        "words": words,
        "novelty": contents.novelty(),
        "glossary": [term.model_dump() for term in terms],
    }
    return {
        FACTS: json.dumps(facts).encode(),
        HOLDING: contents.holding().tobytes(),
        SPELLING: pack_remains(words),
        TITLES: contents.title_rarities().tobytes(),
        TWINS: contents.twins().tobytes(),
        # Half precision: places among topics are compared, never added up.
        PAGE_TOPICS: topics.pages.astype(np.float16).tobytes(),
        TERM_TOPICS: topics.terms.astype(np.float16).tobytes(),
        **contents.meanings(),
    }


class VolumeFacts:
    """The part of a volume (see `deflect.volume`) that every engine answers from memory.

    `numbers` are the terms' own. Raises `ValueError` and `LookupError` where the facts are not of one piece.
    """

    def __init__(self, lang: str, packed: Mapping[str, bytes | mmap]) -> None:
        facts = json.loads(bytes(packed[FACTS]))
        self.lang = lang
        self.words: dict[str, int] = facts["words"]
        self._speller = Speller(self.words, bytes(packed[SPELLING]))
        self.novelty: float = facts["novelty"]
        self.glossary = Glossary((Term.model_validate(term) for term in facts["glossary"]), lang)
        self.numbers: dict[str, int] = {term: number for number, term in enumerate(facts["terms"])}
        self.holding = np.frombuffer(packed[HOLDING], np.uint32)
        self._rarities: dict[str, float] = {}
        self._titles = np.frombuffer(packed[TITLES], np.float32)
        self._twins = np.frombuffer(packed[TWINS], np.uint32)
        self._page_topics = _read_topics(packed[PAGE_TOPICS], len(self._titles))
        self._term_topics = _read_topics(packed[TERM_TOPICS], len(self.numbers))
        if len(self._titles) != len(self._twins) or len(self.holding) != len(self.numbers):
            raise ValueError("facts of different builds")
        self._meanings = Meanings(packed, self.size) if VECTORS in packed else None
        self._encoder = None if self._meanings is None else _encoder_if_installed()

    @property
    def size(self) -> int:
        """How many pages there are."""
        return len(self._titles)

    def holds(self, term: str) -> bool:
        """Whether any page holds the term."""
        return term in self.numbers

    def neighbours(self, word: str) -> tuple[str, ...]:
        """Which of `words` a mistyped one may have been, the likeliest first."""
        return self._speller.neighbours(word)

    def rarity(self, term: str) -> float:
        """How much a term tells (its idf); a term that no page holds tells most."""
        known = self._rarities.get(term)
        if known is None:
            number = self.numbers.get(term)
            known = rarity(0 if number is None else int(self.holding[number]), self.size)
            if number is not None:
                self._rarities[term] = known
        return known

    def title_rarities(self, pages: PageNumbers) -> Values:
        """For each page the rarities of its title's terms, added up."""
        return self._titles[pages]

    def nearness(self, terms: Mapping[str, float], pages: PageNumbers) -> Values:
        """How near each page is to a question of these weighted terms, among the topics."""
        known = [(number, weight) for term, weight in terms.items() if (number := self.numbers.get(term)) is not None]
        if not known or not self._page_topics.shape[1]:
            return np.zeros(len(pages), np.float32)
        numbers, weights = zip(*known, strict=True)
        # Sums rather than products of matrices: those round as memory happens to lie, and answers must not.
        asked = (np.array(weights, np.float32)[:, None] * self._term_topics[list(numbers)]).sum(axis=0)
        length = float(np.sqrt((asked * asked).sum()))
        near: Values = (self._page_topics[pages] * (asked / (length or 1.0))).sum(axis=1)
        return near

    def topics(self) -> dict[str, Matrix]:
        """Where each term stands among the topics."""
        return dict(zip(self.numbers, self._term_topics.astype(np.float32), strict=True))

    def affinities(self, text: str) -> Values | None:
        """How near each page is to a text in what it means."""
        if self._meanings is None or self._encoder is None:
            return None
        return self._meanings.affinities(self._encoder.encode([text])[0])

    def meanings(self) -> Known:
        """What texts of the pages mean."""
        return {} if self._meanings is None else self._meanings.known()

    def twins(self, pages: PageNumbers) -> PageNumbers:
        """For each page the first one whose title has the same terms."""
        return self._twins[pages]


def _encoder_if_installed() -> Encoder | None:
    """The encoder; where this machine lacks it, words alone are searched, because search never blocks."""
    try:
        return load_encoder()
    except EncoderMissing as fault:
        _log.error("the search compares words alone: %s", fault)
        return None


def _read_topics(content: bytes | mmap, rows: int) -> NDArray[np.float16] | Matrix:
    """A row each; `ValueError` where the numbers do not make so many rows."""
    flat = np.frombuffer(content, np.float16)
    topics = flat.reshape(rows, -1) if rows else flat.reshape(0, 0)
    # The same numbers either way: asking is quicker where none has to be unpacked.
    return topics.astype(np.float32) if topics.size <= _MOST_UNPACKED else topics
