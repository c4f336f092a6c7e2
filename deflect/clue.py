"""Clues: what a question asks for, word by word, and how much each word matters to the one who asks.

A word counts by how often and how early it comes, because a subject outweighs a signature. In a long text the
words that tell a story count little. A word that the index does not hold is looked for as the words it may
have been.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from deflect.analysis import Token, courtesies, read_tokens, stop_word_counts, without_elision
from deflect.foreign import without_foreign_small_words
from deflect.glossary import SYNONYM_SHARE
from deflect.question import Question
from deflect.spelling import Speller, pack_remains
from deflect.volume import Volume

# More than a person types; what is beyond is not read, so that a pasted log costs no more than a letter.
LONGEST_TEXT = 8_000
# A question with more different words than this is a letter: its story is weighed down, its first pass leaves
# out the body of pages. Measured: 8 to 16 make no difference of a point; below, real questions are taken for
# letters.
LETTER_WORDS = 12

_MOST_CLUES = 60
_COURTESY_SHARE = 0.15
_COURTESY_SHORT = 0.5
# After this many words a word counts half as much as the first.
_HALF_WEIGHT_AFTER = 60
_NEIGHBOUR_SHARE = 0.7
# « jarrive » is « j’arrive » without its apostrophe.
_APART_SHARE = 0.9
# `slide show` is found where a page says `slideshow`. Shares from .4 to 1 are within .2 points of recall@3.
_JOINED_SHARE = 0.6
_MOST_MENDED = 8
# A shorter unknown word is an abbreviation as likely as a stop word with a slip.
_SHORTEST_SLIP = 5
# A word that thousands of pages lack is foreign to them; that twenty-five pages lack it says next to nothing.
# At this many pages a missing word tells half of what it could.
_PAGES_TO_KNOW_A_DOMAIN = 100


class Form(NamedTuple):
    """One way a clue may stand in a page: terms that count together, and what the way is worth, 0 to 1."""

    terms: tuple[str, ...]
    share: float


@dataclass(slots=True)
class Clue:
    """A word of the question: as typed and folded, its weight, how much it tells, and the forms it may take."""

    term: str
    typed: str
    word: str
    weight: float
    rarity: float
    forms: list[Form] = field(default_factory=list)

    @property
    def force(self) -> float:
        """How much of the question this word is."""
        return self.weight * self.rarity


def read_clues(volume: Volume, question: Question) -> list[Clue]:
    """The clues of a question in the order they were typed; at most sixty, the most forceful."""
    text = question.text[:LONGEST_TEXT]
    tokens = without_foreign_small_words(list(read_tokens(text, volume.lang)), text, volume.lang)
    clues = _weigh(volume, text, tokens)
    _add_forms(volume, clues)
    _add_joined(volume, clues, tokens)
    _add_synonyms(volume, clues, tokens, question.product)
    for clue in clues.values():
        if not clue.forms:
            clue.rarity *= volume.size / (volume.size + _PAGES_TO_KNOW_A_DOMAIN)
    if len(clues) <= _MOST_CLUES:
        return list(clues.values())
    least = sorted((clue.force for clue in clues.values()), reverse=True)[_MOST_CLUES]
    return [clue for clue in clues.values() if clue.force > least]


def is_letter(clues: Sequence[Clue]) -> bool:
    """Whether the question is as long as a letter."""
    return len(clues) > LETTER_WORDS


def _weigh(volume: Volume, text: str, tokens: Sequence[Token]) -> dict[str, Clue]:
    clues: dict[str, Clue] = {}
    for place, token in enumerate(tokens):
        weight = 1 / (1 + place / _HALF_WEIGHT_AFTER)
        clue = clues.get(token.term)
        if clue is None:
            typed = text[token.start : token.end]
            clues[token.term] = Clue(token.term, typed, token.word, weight, volume.rarity(token.term))
        else:
            clue.weight += weight
    story = courtesies(volume.lang)
    share = _COURTESY_SHARE if len(clues) > LETTER_WORDS else _COURTESY_SHORT
    for clue in clues.values():
        # Said twice counts more, but not twice as much.
        clue.weight = math.sqrt(clue.weight) if clue.weight > 1 else clue.weight
        if clue.term in story:
            clue.weight *= share
    return clues


def _add_forms(volume: Volume, clues: dict[str, Clue]) -> None:
    """Give each clue its own term, or the terms it may have been meant to be."""
    mended = 0
    letter = len(clues) > LETTER_WORDS
    for clue in list(clues.values()):
        if volume.holds(clue.term):
            clue.forms.append(Form((clue.term,), 1.0))
            # Where no page writes the word so, only its relatives, it may be one, or a slip that happens to share a
            # stem. In a letter such words are those of its story, and what they may be instead misleads.
            if letter or clue.word in volume.words or mended >= _MOST_MENDED:
                continue
            mended += 1
            clue.forms += _meant(volume, clue.word, {clue.term})
            continue
        if mended >= _MOST_MENDED:
            continue
        mended += 1
        if _is_slip_of_stop_word(clue.word, volume.lang):
            del clues[clue.term]
            continue
        clue.forms += _meant(volume, clue.word, set())
        if clue.forms:
            clue.rarity = min(volume.rarity(form.terms[0]) for form in clue.forms)


def _meant(volume: Volume, folded: str, but: set[str]) -> list[Form]:
    """What a word that no page writes may have been meant to be, other than the terms `but`."""
    meant = {}
    for word in without_elision(folded, volume.lang):
        for token in read_tokens(word, volume.lang):
            if token.word in volume.words and token.term not in but:
                meant[token.term] = Form((token.term,), _APART_SHARE)
    if meant:
        return list(meant.values())
    for word in volume.neighbours(folded):
        for token in read_tokens(word, volume.lang):
            if volume.holds(token.term) and token.term not in but:
                meant[token.term] = Form((token.term,), _NEIGHBOUR_SHARE)
    return list(meant.values())


def _is_slip_of_stop_word(word: str, lang: str) -> bool:
    """Whether an unknown word is one that is never searched for, mistyped: « coment » asks for no moment."""
    if len(word) < _SHORTEST_SLIP:
        return False
    return any(other[0] == word[0] for other in _stop_word_speller(lang).neighbours(word))


@cache
def _stop_word_speller(lang: str) -> Speller:
    known = stop_word_counts(lang)
    return Speller(known, pack_remains(known))


def _add_joined(volume: Volume, clues: dict[str, Clue], tokens: Sequence[Token]) -> None:
    """Give two neighbours the word that they make when written as one, where the index holds it."""
    for left, right in pairwise(tokens):
        joined = left.word + right.word
        if left.term not in clues or right.term not in clues:
            continue
        if right.start - left.end > 1 or joined not in volume.words:
            continue
        for token in read_tokens(joined, volume.lang):
            form = Form((token.term,), _JOINED_SHARE)
            if volume.holds(token.term) and token.term not in clues:
                for clue in (clues[left.term], clues[right.term]):
                    if form not in clue.forms:
                        clue.forms.append(form)


def _add_synonyms(volume: Volume, clues: dict[str, Clue], tokens: Sequence[Token], product: str) -> None:
    """Give the clues that a glossary entry is made of the entry's other words, shared among them."""
    stems = [token.term for token in tokens]
    for sighting in volume.glossary.sightings(stems, product):
        concerned = {stem: clues[stem] for stem in stems[sighting.start : sighting.end] if stem in clues}
        for others in sighting.synonyms.others:
            held = tuple(other for other in others if volume.holds(other))
            if not held:
                continue
            share = SYNONYM_SHARE * len(held) / len(others)
            for clue in concerned.values():
                if Form(held, share) not in clue.forms:
                    clue.forms.append(Form(held, share))
                if len(clue.forms) == 1:
                    clue.rarity = min(clue.rarity, sum(map(volume.rarity, held)))
