"""The browser's own index: whole for most help centres, titles alone for the largest."""

import json
from pathlib import Path
from typing import Any

import pytest
from built_centre import LITTLE_CENTRE

from kb.knowledge import sound_knowledge
from kb.search_index import SEARCH_INDEX, lighten
from kb.site import build_site

ENTRIES = [
    {"location": "a/", "title": "Première page", "text": "<p>Texte</p>", "tags": ["x"]},
    {"location": "a/#b", "title": "Une partie", "text": "<p>Encore du texte</p>"},
    {"location": "c/", "title": "Deuxième page", "text": "<p>Texte</p>"},
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "search_index.json"
    index: dict[str, Any] = {"config": {"lang": ["fr"]}, "docs": ENTRIES, "index": {"prebuilt": True}}
    path.write_text(json.dumps(index), encoding="utf-8")
    return path


@pytest.mark.parametrize("most_whole", [2, 3])
def test_index_of_as_many_pages_as_allowed_stays_whole(path: Path, most_whole: int) -> None:
    before = path.read_bytes()
    assert lighten(path, most_whole) is False
    assert path.read_bytes() == before


def test_index_of_more_pages_keeps_titles_of_pages_and_sections(path: Path) -> None:
    assert lighten(path, 1) is True
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "config": {"lang": ["fr"]},
        "docs": [
            {"location": "a/", "title": "Première page", "text": ""},
            {"location": "a/#b", "title": "Une partie", "text": ""},
            {"location": "c/", "title": "Deuxième page", "text": ""},
        ],
    }


def test_site_without_an_index_gets_none(tmp_path: Path) -> None:
    assert lighten(tmp_path / "search_index.json", 0) is False
    assert list(tmp_path.iterdir()) == []


def test_build_lightens_the_index_of_each_language_that_has_too_many_pages(tmp_path: Path) -> None:
    build_site(sound_knowledge(LITTLE_CENTRE), tmp_path, most_whole=2)
    for folder in ("site", "site/en"):
        entries = json.loads((tmp_path / folder / SEARCH_INDEX).read_text(encoding="utf-8"))["docs"]
        assert len(entries) > 6
        assert {entry["text"] for entry in entries} == {""}
