"""The pure parts of the comparison: the same sample on every run, and tables and pictures that keep nothing back."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from deflect.collection import Page
from filler import fill_up
from manual import put_between, write_manual
from peers.all import PEERS, most_questions
from picture import describe, draw
from sample import QUESTIONS, NoData, find_data, spread
from table import render_markdown, render_text

_FIGURES = {"documents": 3579, "recall_at_1": 0.4, "recall_at_3": 0.675, "mrr_at_10": 0.5, "query_p50_ms": 0.123}
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def results():
    """Two that were measured, the slower one with fewer questions, and one that could not be installed."""

    def measured(version, recall, count, p95_ms):
        figures = {**_FIGURES, "recall_at_3": recall, "queries": count, "query_p95_ms": p95_ms}
        index = {"service-public-fr": {"index_s": 16.04, "documents_per_s": 223}}
        return {"version": version, "missing": {}, "index": index, "questions": dict.fromkeys(QUESTIONS, figures)}

    places = ("service-public-fr", "libreoffice-help-fr", "banking77-en", "openoffice-duplicates-en")
    absent = {"version": "", "index": {}, "questions": {}, "missing": dict.fromkeys(places, "No module named <x>")}
    peers = {
        "whoosh": measured("whoosh 2", 0.6, 40, 2041.2),
        "tantivy": absent,
        "palier": measured("Palier 1", 0.67, 600, 4.25),
    }
    peers["palier"]["suggestions"] = {"banking77-en": {"p50_ms": 0.84, "p95_ms": 12.4}}
    return {"queries": 600, "peers": peers}


def test_sample_is_spread_over_the_whole_file_and_never_larger():
    assert spread("abcdefghij", 4) == ["a", "c", "f", "h"]
    assert spread("abc", 600) == ["a", "b", "c"]


def test_slow_peers_are_asked_less_and_others_everything():
    assert most_questions("material-box", "tickets-fr", 600) == 40
    assert most_questions("material-box", "tickets-fr", 10) == 10
    assert most_questions("material-box", "banking77-en", 600) == 400
    assert most_questions("palier", "tickets-fr", 600) == 600


def test_absent_data_is_told_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PALIER_BENCH_DATA", str(tmp_path))
    with pytest.raises(NoData, match=r"tickets-fr.*PALIER_BENCH_DATA=/path make bench"):
        find_data()


def test_table_for_a_terminal_has_every_peer_and_says_why_one_is_missing(results):
    table = render_text(results).splitlines()
    rows = [line.split("  ")[0] for line in table[1:5]]
    assert rows == ["Engine", "Whoosh as it comes", "tantivy", "Palier"]
    assert re.split(r"\s{2,}", table[4])[1] == "0.40 / 0.67 / 0.50"
    assert re.split(r"\s{2,}", table[8]) == ["Whoosh as it comes", "0.12 / 2041", "0.12 / 2041", "16.0", "223"]
    assert re.split(r"\s{2,}", table[14]) == ["Whoosh as it comes", *["0.12 / 2041"] * 5]
    assert "tantivy was not measured: No module named <x>." in table
    assert "Palier takes, median / 95th percentile in ms: 0.84 / 12 (banking77)." in table[-1]
    fewer = next(line for line in table if "too slow" in line)
    assert fewer.startswith(
        "Whoosh as it comes is too slow to answer everything, and was asked part of the questions: 40"
    )
    assert fewer.count("40 (") == len(QUESTIONS)


def test_table_of_the_manual_is_written_as_each_language_writes(results):
    french = render_markdown(results, "fr").splitlines()
    palier = [line for line in french if line.startswith("| Palier |")]
    assert palier == [
        "| Palier |" + " **0,67** |" * 5,
        "| Palier |" + " 0,40 / 0,50 |" * 5,
        "| Palier | 0,12 / 4,2 | 0,12 / 4,2 | 16,0 | 223 |",
    ]
    assert "| Whoosh sans réglage |" + " 0,60 |" * 5 in french
    assert "- Versions\u00a0: whoosh 2, Palier 1" in french
    assert "| Palier | 0.12 / 4.2 | 0.12 / 4.2 | 16.0 | 223 |" in render_markdown(results, "en").splitlines()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_picture_says_in_words_what_it_shows(results, lang):
    picture = ET.fromstring(draw(results, lang))
    assert picture.get("role") == "img"
    assert picture.findtext(f"{_SVG}desc") == describe(results, lang)
    assert len(describe(results, lang).splitlines()) == 1 + len(results["peers"])
    bars = [bar for bar in picture.iter(f"{_SVG}rect") if bar.get("class") == "bar"]
    assert len(bars) == 2 * len(QUESTIONS)
    width = float(picture.get("viewBox").split()[2])
    assert all(0 <= float(text.get("x")) < width for text in picture.iter(f"{_SVG}text"))


def test_manual_is_changed_between_its_marks_alone(results, tmp_path):
    folder = tmp_path / "articles" / "publishing"
    folder.mkdir(parents=True)
    (tmp_path / "images").mkdir()
    pages = [folder / "compare-the-search.md", folder / "compare-the-search.en.md"]
    for page in pages:
        page.write_text("Before\n\n<!-- bench -->\nYesterday\n<!-- /bench -->\n\nAfter\n", encoding="utf-8")
    for _ in range(2):
        write_manual(tmp_path, results)
    for page, picture in zip(pages, ["search-compared.svg", "search-compared.en.svg"], strict=True):
        text = page.read_text(encoding="utf-8")
        assert text.startswith("Before\n\n<!-- bench -->\n\n![")
        assert text.endswith("\n\n<!-- /bench -->\n\nAfter\n")
        assert (text.count("](../../images/"), "Yesterday" in text) == (1, False)
        assert (tmp_path / "images" / picture).read_text(encoding="utf-8").startswith("<svg")


def test_page_without_marks_is_not_touched():
    with pytest.raises(ValueError, match="the page needs"):
        put_between("no marks <!-- bench -->", "text")


def test_filler_is_the_same_on_every_run_and_made_of_the_pages():
    pages = [Page(id=f"p{n}", lang="fr", title=f"Titre {n}", body=f"Ligne {n}.\nAutre {n}.") for n in range(3)]
    filled = list(fill_up(pages, 50))
    assert filled == list(fill_up(pages, 50))
    assert (filled[:3], len({page.id for page in filled})) == (pages, 50)
    said = {line for page in pages for line in page.body.splitlines()}
    assert all(set(page.body.splitlines()) <= said for page in filled)


def test_every_peer_has_a_module_of_its_own():
    here = Path(__file__).parent
    assert all((here / f"{module.replace('.', '/')}.py").is_file() for module, _ in PEERS.values())
