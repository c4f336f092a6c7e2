"""The build driver: strict, whole, and in agreement with the search."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from built_centre import Built
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from kb.document import read_documents
from kb.errors import BuildError

Build = Callable[[], Built]


def test_build_tells_its_steps_in_order(built: Built) -> None:
    assert built.steps == ("site.fr", "site.en", "documents", "proof")


def test_build_leaves_nothing_but_what_a_generation_needs(built: Built) -> None:
    names = sorted(path.name for path in built.stage.iterdir())
    assert names == ["documents.en.jsonl", "documents.fr.jsonl", "shell", "site", "support.yml"]


def test_documents_are_split_by_language(built: Built) -> None:
    found = [document.url for document in read_documents(built.stage / "documents.en.jsonl")]
    assert sorted(found) == [
        "/en/articles/mail/delays/",
        "/en/articles/mail/smtp/",
        "/en/incidents/dark/",
        "/en/incidents/late/",
        "/en/incidents/mended/",
        "/en/questions/why/",
    ]


@pytest.mark.parametrize(
    ("prefix", "title"), [("", "Régler SMTP\u00a0: l’essentiel"), ("en/", "Set up SMTP: in short")]
)
def test_each_language_has_its_own_search_index(built: Built, prefix: str, title: str) -> None:
    index = json.loads(built.page(f"/{prefix}search/search_index.json"))
    places = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert places["articles/mail/smtp/"] == title
    assert index["config"]["lang"] == [prefix.strip("/") or "fr"]


def test_search_index_holds_neither_lists_nor_shell(built: Built) -> None:
    index = json.loads(built.page("/search/search_index.json"))
    pages = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert pages == {
        "articles/mail/delays/",
        "articles/mail/smtp/",
        "incidents/dark/",
        "incidents/late/",
        "incidents/mended/",
        "questions/why/",
    }


def test_script_hashes_cover_every_inline_script(built: Built) -> None:
    pages = [*(built.stage / "site").rglob("*.html"), *(built.stage / "shell").glob("*.html")]
    scripts = {
        script
        for page in pages
        for kind, script in re.findall(r"<script([^>]*)>([^<].*?)</script>", page.read_text(encoding="utf-8"), re.S)
        if "application/json" not in kind
    }
    hashes = {f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}" for script in scripts}
    assert len(hashes) >= 3
    assert set(built.facts.script_hashes) == hashes


def test_pages_are_counted_without_the_shell(built: Built) -> None:
    assert built.facts.pages == len(list((built.stage / "site").rglob("*.html")))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("[lost](nowhere.md)", "en: Doc file 'articles/mail/delays.en.md' contains a link 'nowhere.md'"),
        ("[lost](smtp.md#nowhere)", "does not contain an anchor '#nowhere'"),
    ],
)
def test_build_fails_on_a_broken_link(centre: Path, build: Build, source: str, said: str) -> None:
    page = centre / "docs" / "articles" / "mail" / "delays.en.md"
    page.write_text(page.read_text(encoding="utf-8") + source, encoding="utf-8")
    with pytest.raises(BuildError, match=re.escape(said)):
        build()


def test_build_tells_the_faults_of_all_languages_at_once(centre: Path, build: Build) -> None:
    for name in ("delays.md", "delays.en.md"):
        page = centre / "docs" / "articles" / "mail" / name
        page.write_text(page.read_text(encoding="utf-8") + "[lost](nowhere.md)", encoding="utf-8")
    with pytest.raises(BuildError) as fault:
        build()
    assert [line[:4] for line in str(fault.value).splitlines()] == ["fr: ", "en: "]


def test_build_fails_without_our_plugin(centre: Path, build: Build) -> None:
    (centre / "mkdocs.yml").write_text("theme:\n  name: material\n", encoding="utf-8")
    with pytest.raises(BuildError, match="the plugin “palier” is missing"):
        build()


@pytest.mark.parametrize("text", ["theme: [", "theme:\n  name: nothing-of-the-kind\n"])
def test_build_fails_on_unusable_looks(centre: Path, build: Build, text: str) -> None:
    (centre / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match="fr: "):
        build()


def test_build_fails_when_the_search_knows_a_section_that_the_page_lacks(centre: Path, build: Build) -> None:
    theme = centre / "looks"
    theme.mkdir()
    (theme / "article.html").write_text("<p>A vendor’s template that forgot the words.</p>", encoding="utf-8")
    looks = "theme:\n  name: material\n  custom_dir: looks\nplugins: [search, palier]\n"
    (centre / "mkdocs.yml").write_text(looks, encoding="utf-8")
    with pytest.raises(BuildError, match="/articles/mail/smtp/#ports-ouverts: the search knows this section"):
        build()


def test_build_of_one_language_needs_no_other(centre: Path, build: Build) -> None:
    support = centre / "support.yml"
    support.write_text(support.read_text(encoding="utf-8").replace("[fr, en]", "[fr]"), encoding="utf-8")
    for page in centre.rglob("*.en.md"):
        page.unlink()
    alone = build()
    assert not (alone.stage / "site" / "en").exists()
    assert "hreflang" not in alone.page("/")


def test_build_fails_when_the_search_knows_a_page_that_the_site_lacks(centre: Path, build: Build) -> None:
    hook = "import shutil\ndef on_post_build(config):\n    shutil.rmtree(config.site_dir + '/questions/why')\n"
    (centre / "spoil.py").write_text(hook, encoding="utf-8")
    looks = "theme:\n  name: material\nplugins: [search, palier]\nhooks: [spoil.py]\n"
    (centre / "mkdocs.yml").write_text(looks, encoding="utf-8")
    with pytest.raises(BuildError) as fault:
        build()
    assert str(fault.value).splitlines() == [
        "/en/questions/why/: the search knows this page, the site does not have it",
        "/questions/why/: the search knows this page, the site does not have it",
    ]


def test_mkdocs_alone_is_sent_to_palier_build(centre: Path, tmp_path: Path) -> None:
    config = load_config(str(centre / "mkdocs.yml"), site_name="Lanterne", site_dir=str(tmp_path / "site"))
    with pytest.raises(PluginError, match="run `palier build`"):
        config.plugins.on_config(config)
