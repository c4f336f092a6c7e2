"""The site's phrases: all languages say the same things, with the same blanks to fill."""

import re
from pathlib import Path
from string import Formatter

import pytest

from kb.phrases import OWN, Phrases
from kb.stylesheet import THEME

PHRASES = Phrases.load(OWN)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_phrases_have_the_same_keys_in_all_languages() -> None:
    assert sorted(PHRASES.catalogues) == ["en", "fr"]
    assert sorted(PHRASES.catalogues["en"]) == sorted(PHRASES.catalogues["fr"])


@pytest.mark.parametrize("key", sorted(PHRASES.catalogues["fr"]))
def test_phrase_has_the_same_blanks_in_all_languages(key: str) -> None:
    assert blanks(PHRASES.catalogues["en"][key]) == blanks(PHRASES.catalogues["fr"][key])


def test_templates_say_only_phrases_that_exist() -> None:
    said = {
        name
        for template in THEME.rglob("*.html")
        for name in re.findall(r"""\bsay\(["']([a-z_.]+[a-z])["']""", template.read_text(encoding="utf-8"))
    }
    written = {re.sub(r"\.(one|other)$", "", key) for key in PHRASES.catalogues["fr"]}
    assert len(said) > 40
    assert said - written == set()


@pytest.mark.parametrize("mark", ":;!?»")
def test_french_phrases_keep_their_marks_on_the_line(mark: str) -> None:
    lonely = [text for text in PHRASES.catalogues["fr"].values() if f" {mark}" in text]
    assert lonely == []


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [
        ("fr", 0, "0 article"),
        ("fr", 1, "1 article"),
        ("fr", 2, "2 articles"),
        ("en", 0, "0 articles"),
        ("en", 1, "1 article"),
        ("fr", 1_000_000, "1000000 articles"),
    ],
)
def test_say_follows_the_plural_of_the_language(lang: str, count: int, said: str) -> None:
    assert PHRASES.say(lang, "count.articles", count=count) == said


def test_say_fills_the_blanks() -> None:
    assert PHRASES.say("en", "page.reviewed", day="3 May") == "Reviewed on 3 May"


@pytest.mark.parametrize(("lang", "key"), [("fr", "no.such.key"), ("xx", "home.title")])
def test_say_refuses_a_phrase_that_nobody_wrote(lang: str, key: str) -> None:
    with pytest.raises(KeyError, match=f"{lang}: {key}"):
        PHRASES.say(lang, key)


def test_load_lets_a_later_folder_replace_a_phrase(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text("home.title: Hi there\n", encoding="utf-8")
    phrases = Phrases.load(OWN, tmp_path)
    assert phrases.say("en", "home.title") == "Hi there"
    assert phrases.say("en", "frame.home") == "Home"


def test_beginning_gives_a_script_its_words() -> None:
    catalogue = {"en": {"a.one": "1", "a.two.x": "2", "ab.c": "3"}}
    assert Phrases(catalogue).beginning("en", "a") == {"one": "1", "two.x": "2"}
