"""An index is built whole, and opened only when it is what was written."""

import json
import shutil
import stat

import pytest
from small_help_centre import read_pages

from deflect.index import PageMemory, build_index, open_index, renew_index
from deflect.manifest import MANIFEST, write_manifest
from deflect.question import Question
from deflect.search import search
from kb.document import Document, Section
from kb.errors import IndexUnavailable, KnowledgeError


@pytest.fixture
def directory(tmp_path):
    build_index(read_pages(), tmp_path / "index")
    return tmp_path / "index"


def test_build_counts_documents_and_tells_progress(tmp_path):
    told = []
    count = build_index(read_pages(), tmp_path / "index", progress=told.append)
    assert count == len(read_pages())
    assert told == list(range(1, count + 1))


def test_index_says_its_languages_and_sizes(index):
    assert index.languages == ("en", "fr")
    assert (index.size("fr"), index.size("en"), index.size("de")) == (14, 3, 0)


def test_index_of_no_documents_answers_nothing(tmp_path):
    assert build_index([], tmp_path / "index") == 0
    index = open_index(tmp_path / "index")
    assert (index.languages, search(index, Question("facture", "fr"), 5)) == ((), [])
    index.close()


def test_index_of_pages_without_a_word_answers_nothing(tmp_path):
    build_index([Document(id="a", lang="fr", title="?", sections=(Section(text="…"),))], tmp_path / "index")
    index = open_index(tmp_path / "index")
    assert search(index, Question("facture", "fr"), 5) == []
    index.close()


def test_index_is_for_its_owner_alone(directory):
    folders = [directory, directory / "fr", directory / "en"]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 3


def test_build_replaces_what_is_there(directory):
    build_index([Document(id="a", lang="fr", title="Zèbre")], directory)
    index = open_index(directory)
    assert (index.languages, index.size("fr")) == (("fr",), 1)
    index.close()


def test_build_that_fails_leaves_nothing_to_open(directory):
    def broken():
        yield read_pages()[0]
        raise RuntimeError("the author's disk is gone")

    with pytest.raises(RuntimeError, match="the author's disk is gone"):
        build_index(broken(), directory)
    with pytest.raises(IndexUnavailable, match=r"manifest\.json is missing"):
        open_index(directory)


@pytest.mark.parametrize("lang", ["../out", "", "fr/../..", "français", "x"])
def test_build_refuses_a_language_that_is_no_tag(tmp_path, lang):
    with pytest.raises(KnowledgeError, match="is no language tag"):
        build_index([Document(id="a", lang=lang, title="Zèbre")], tmp_path / "index")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_each_damaged_file_is_noticed_and_named(directory):
    names = [path.relative_to(directory) for path in directory.rglob("*") if path.is_file()]
    assert len(names) > 20
    for name in names:
        path = directory / name
        content = path.read_bytes()
        path.write_bytes(content + b"." if not content else content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(IndexUnavailable, match=path.name):
            open_index(directory)
        path.write_bytes(content)
    open_index(directory).close()


def test_missing_file_is_noticed_and_named(directory):
    (directory / "fr" / "holding").unlink()
    with pytest.raises(IndexUnavailable, match=r"fr/holding is missing: run `palier build`"):
        open_index(directory)


def test_file_that_was_not_written_is_never_read(directory):
    shutil.copy(next(directory.glob("fr/*.toc")), directory / "fr" / "_MAIN_9.toc")
    with pytest.raises(IndexUnavailable, match=r"_MAIN_9\.toc is not part of the index"):
        open_index(directory)


def test_link_that_leads_nowhere_is_noticed_and_named(directory):
    (directory / "fr" / "titles").unlink()
    (directory / "fr" / "titles").symlink_to(directory / "nowhere")
    with pytest.raises(IndexUnavailable, match=r"fr/titles cannot be read"):
        open_index(directory)


def test_missing_index_is_unavailable(tmp_path):
    with pytest.raises(IndexUnavailable, match=r"nowhere/manifest\.json is missing: run `palier build`"):
        open_index(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 100_000, '{"format": 1, "files": 3}', "\udcff"])
def test_manifest_that_is_none_makes_the_index_unavailable(directory, content):
    (directory / MANIFEST).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(IndexUnavailable, match=r"manifest\.json"):
        open_index(directory)


def test_index_of_another_format_is_unavailable(directory):
    path = directory / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 0}))
    with pytest.raises(IndexUnavailable, match="has format 0, not 4"):
        open_index(directory)


# Whoosh leaves its file open when it cannot read it; the collector closes it, loudly.
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("pattern", "content"),
    [
        ("_MAIN_*.toc", b"nonsense"),
        ("_MAIN_*.toc", b""),
        ("*.trm", b"nonsense"),
        ("facts.json", b"{"),
        ("facts.json", b"\xff"),
        ("facts.json", b'{"terms": [], "words": {}, "novelty": 0, "glossary": [{"words": []}]}'),
        ("titles", b"123"),
        ("titles", b"1234"),
        ("holding", b"1234"),
        ("spelling", b"1234"),
        ("spelling", b"\xff" * 8),
        ("documents.starts", b"12345678"),
        ("covers.starts", b"12345678"),
        ("topics.pages", b"12"),
        ("topics.terms", b"123"),
    ],
)
def test_file_that_is_listed_but_cannot_be_used_makes_the_index_unavailable(directory, pattern, content):
    next((directory / "fr").glob(pattern)).write_bytes(content)
    (directory / MANIFEST).unlink()
    write_manifest(directory)
    with pytest.raises(IndexUnavailable, match=r"cannot be opened .* run `palier build`"):
        open_index(directory)


def test_index_closes_twice(directory):
    index = open_index(directory)
    index.close()
    index.close()


def _words_of(found):
    """What was found, and by which words: only topics may differ from those that are looked for anew."""
    by_words = [(one.cover.id, one.cover, one.hit.words, one.hit.together, one.hit.title) for one in found]
    return sorted(by_words, key=lambda one: one[0])


def test_renewed_index_holds_the_words_that_building_anew_finds(tmp_path):
    pages = [page for page in read_pages() if page.lang == "fr"]
    edited = [pages[0].model_copy(update={"title": "Zèbre docile"}), *pages[1:]]
    memory = PageMemory()
    build_index(read_pages(), tmp_path / "whole")
    renew_index(tmp_path / "whole", pages, tmp_path / "first", memory=memory)
    renew_index(tmp_path / "first", edited, tmp_path / "second", memory=memory)
    build_index(edited, tmp_path / "anew")
    renewed, anew = open_index(tmp_path / "second"), open_index(tmp_path / "anew")
    for asked in ("zèbre", "agenda", "facture", "importer un fichier"):
        question = Question(asked, "fr")
        assert _words_of(search(renewed, question, 5)) == _words_of(search(anew, question, 5))
    assert [one.cover.id for one in search(renewed, Question("zèbre docile", "fr"), 5)] == [edited[0].id]
    every = range(len(edited))
    assert renewed.volume("fr").documents(every) == anew.volume("fr").documents(every)
    assert renewed.languages == ("en", "fr")
    renewed.close()
    anew.close()
