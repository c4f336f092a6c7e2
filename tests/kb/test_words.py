"""Words for people, in the language of the reader or the next best."""

import pytest
from pydantic import ValidationError

from kb.words import Words

BOTH = {"fr": "Bonjour", "en": "Hello"}


@pytest.mark.parametrize(
    ("words", "lang", "said", "why"),
    [
        (BOTH, "en", "Hello", "the language asked for"),
        (BOTH, "de", "Bonjour", "the first language written"),
        ({"fr": "", "en": "Hello"}, "fr", "Hello", "an empty text says nothing"),
        ("Palier", "fr", "Palier", "one text for all"),
        ({"*": "Palier", "en": "Landing"}, "fr", "Palier", "one text for all the others"),
        ({"*": "Palier", "en": "Landing"}, "en", "Landing", "a language of its own"),
        ({}, "fr", "", "nothing"),
    ],
)
def test_words_in_a_language(words, lang, said, why):
    assert Words.model_validate(words).say(lang) == said, why


@pytest.mark.parametrize(
    ("words", "present"), [(BOTH, True), ("x", True), ({}, False), ("", False), ({"fr": ""}, False)]
)
def test_words_are_true_when_there_is_something_to_say(words, present):
    assert bool(Words.model_validate(words)) is present


@pytest.mark.parametrize("words", [["a"], {"fr": ["a"]}, None, 3])
def test_words_are_text(words):
    with pytest.raises(ValidationError):
        Words.model_validate(words)
