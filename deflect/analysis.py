"""Analysis: how text becomes terms, the same for what is indexed and for what is asked.

A term is a lower-case word without accents, cut down to its stem. Every pattern here reads hostile text in
one pass: the time grows with its length and nothing is tried twice. A token's offsets always point at the
word as it was typed.
"""

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import snowballstemmer

# Longer than any word of a manual; what is longer is a token, a hash or an attack.
LONGEST_WORD = 40
# As typed a word may be longer, with accents that stand on their own.
_LONGEST_TYPED = 2 * LONGEST_WORD

_STEMMERS = {"fr": "french", "en": "english"}
_FALLBACK_LANGUAGE = "en"
_APOSTROPHES = "'’ʼ"
_LETTER = r"[^\W\d_][\u0300-\u036f]*"
# What may stand before a word and is not part of it.
_ELISION = rf"(?:[ldjnstmc]|(?:jus|lors|puis|quoi|pres)?qu)(?:[{_APOSTROPHES}]|&(?:\#0?39|\#8217|rsquo|apos);)(?=\w)"
_LOST_APOSTROPHE = re.compile(r"(?:[ldjnstmc]|(?:jus|lors|puis|quoi|pres)?qu)(?=[aeiouyh]\w{2})")
_ENTITY = r"&(?:\#\d{1,6}|[a-z]{2,8});"
_NUMBER = r"\d+(?:\.\d+)+[a-z\d]*"
# `e-mail` and `wi-fi` are one word to those who write `email` and `wifi`.
_JOINED = rf"(?:e|wi)[-\u2011](?={_LETTER})"
_WORD = r"[^\W_]++(?:[\u0300-\u036f]++[^\W_]*+)*+"
# The one group holds what is searched for; entities and elisions are matched outside it, to be passed over.
_PATTERNS = {
    "fr": re.compile(rf"{_ENTITY}|{_ELISION}|({_NUMBER}|(?:{_JOINED})?{_WORD})", re.IGNORECASE),
    "en": re.compile(rf"{_ENTITY}|({_NUMBER}|(?:{_JOINED})?{_WORD}(?:[{_APOSTROPHES}]{_WORD})?)", re.IGNORECASE),
}
# The same on a text in lower case, for whoever reads a million words: most are plain, and told apart at once; nothing
# is tried where no word may begin; no letter is compared in both cases. Not for texts with entities, nor with one of
# the three letters that are a Latin one in another case and are none in lower case.
_NOT_QUICK = re.compile("[&\u0130\u017f\u212a]")
_PLAIN = r"[a-z]++(?![\w\u0300-\u036f\-\u2011"
_QUICK_PATTERNS = {
    "fr": re.compile(rf"(?=\w)(?:{_ELISION}|({_PLAIN}])|{_NUMBER}|(?:{_JOINED})?{_WORD}))"),
    "en": re.compile(rf"(?=\w)({_PLAIN}{_APOSTROPHES}])|{_NUMBER}|(?:{_JOINED})?{_WORD}(?:[{_APOSTROPHES}]{_WORD})?)"),
}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_WITHOUT_APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHES + "-\u2011", ""))


class Token(NamedTuple):
    """A word of a text that is searched for: `text[start:end]` as typed, `word` folded, `term` its stem."""

    term: str
    word: str
    start: int
    end: int


def read_tokens(text: str, lang: str) -> Iterator[Token]:
    """The tokens of `text` in order, without stop words and without words that are too long to be words."""
    for match in _pattern(lang).finditer(text):
        start, end = match.span(1)
        if 0 < end - start <= _LONGEST_TYPED:
            word, term = _read_word(match.group(1), lang)
            if term:
                yield Token(term, word, start, end)


class Reading:
    """Reads the texts of one language for indexing, faster than `read_tokens`, and remembers the words it saw.

    Not for threads to share.
    """

    def __init__(self, lang: str) -> None:
        self._pattern = _pattern(lang)
        self._quick = _QUICK_PATTERNS.get(lang, _QUICK_PATTERNS[_FALLBACK_LANGUAGE])
        self._known = _Known(lang)
        self._seen: Counter[str] = Counter()

    def terms(self, text: str) -> list[str]:
        """The terms of `text` in order, as `read_tokens` would tell them."""
        quick = _NOT_QUICK.search(text) is None
        typed = self._quick.findall(text.lower()) if quick else self._pattern.findall(text)
        self._seen.update(typed)
        return list(filter(None, map(self._known.__getitem__, typed)))

    def words(self) -> dict[str, int]:
        """The folded words that were read and are searched for, with how often each was read."""
        words: Counter[str] = Counter()
        for typed, count in self._seen.items():
            if self._known[typed]:
                words[_read_word(typed, self._known.lang)[0]] += count
        return dict(words)


class _Known(dict[str, str]):
    """The term of each word as typed; empty where the word is not searched for."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang

    def __missing__(self, typed: str) -> str:
        term = _read_word(typed, self.lang)[1] if 0 < len(typed) <= _LONGEST_TYPED else ""
        self[typed] = term
        return term


def fold(word: str) -> str:
    """`word` in lower case, without accents and ligatures. Folding twice changes nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.translate(_LIGATURES)


@cache
def courtesies(lang: str) -> frozenset[str]:
    """The terms that tell a story rather than the matter: they weigh little in a long text."""
    return frozenset(_read_word(word, lang)[1] for word in _list_of("courtesies", lang)) - {""}


@cache
def stop_words(lang: str) -> frozenset[str]:
    """The folded words that are never searched for."""
    return frozenset(_list_of("stopwords", lang))


def without_elision(word: str, lang: str) -> Iterator[str]:
    """What a folded word is when it begins with an elision that lost its apostrophe: « jarrive », « quil »."""
    if lang == "fr":
        match = _LOST_APOSTROPHE.match(word)
        if match:
            yield word[match.end() :]


@cache
def stop_word_counts(lang: str) -> dict[str, int]:
    """The stop words as a vocabulary to mend slips by; all count alike."""
    return dict.fromkeys(stop_words(lang), 1)


@lru_cache(maxsize=100_000)
def _read_word(word: str, lang: str) -> tuple[str, str]:
    """The folded word and its term; the term is empty where the word is not searched for."""
    folded = fold(word)
    if lang != "fr" and folded.endswith(("'s", "’s", "ʼs")):
        folded = folded[:-2]
    # Before the apostrophe goes: `I'd` is never searched for, `ID` is.
    if folded.translate(_STRAIGHT) in stop_words(lang):
        return folded, ""
    folded = folded.translate(_WITHOUT_APOSTROPHES)
    if len(folded) > LONGEST_WORD or folded in stop_words(lang):
        return folded, ""
    return folded, _stem(folded, lang)


def _pattern(lang: str) -> re.Pattern[str]:
    return _PATTERNS.get(lang, _PATTERNS[_FALLBACK_LANGUAGE])


_threads = threading.local()


def _stem(word: str, lang: str) -> str:
    """The stem of a folded word. A stemmer keeps its state in itself, so each thread has its own."""
    if not word.isalpha() or lang not in _STEMMERS:
        return word
    stemmers = _threads.__dict__
    if lang not in stemmers:
        stemmers[lang] = snowballstemmer.stemmer(_STEMMERS[lang])
    if lang == "fr":
        # Snowball knows `activée` by its accent, which folding took: without this it would not meet `activé`.
        for ending in ("ees", "ee"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                word = word[: -len(ending)] + "e"
                break
    return str(stemmers[lang].stemWord(word))


def _list_of(folder: str, lang: str) -> set[str]:
    path = resources.files("deflect").joinpath(folder, f"{lang}.txt")
    if not path.is_file():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    return {fold(word) for word in words}
