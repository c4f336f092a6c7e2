"""The volume that a real PostgreSQL holds: it keeps the contract, and shows what Whoosh shows."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest
from semantic import need_encoder
from small_help_centre import SUPPORT, read_cases, read_pages
from volume_contract import check_meanings, check_volume

from deflect.index import build_index, discard_index, open_index, publish_index
from deflect.postgresql_connections import Connections
from deflect.question import Question
from deflect.suggestion import suggest
from kb.document import Document, Section
from kb.errors import IndexUnavailable

_INVOICE = Question("télécharger une facture", "fr")


@pytest.fixture
def search_url(cluster):
    yield cluster.url
    with psycopg.connect(cluster.url.replace("+psycopg", "")) as connection:
        connection.execute("DROP SCHEMA IF EXISTS palier_search CASCADE")


@pytest.fixture(scope="module")
def kept(cluster, tmp_path_factory):
    """The small help centre as PostgreSQL keeps it; in a schema that no other test drops."""
    with psycopg.connect(cluster.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE DATABASE kept")
    search_url = cluster.url.replace("/postgres?", "/kept?")
    directory = tmp_path_factory.mktemp("kept") / "index"
    build_index(read_pages(), directory, terms=SUPPORT.terms, search_url=search_url)
    with closing(open_index(directory, search_url=search_url)) as opened:
        yield opened


def test_volume_holds_what_ranking_expects(tmp_path, search_url):
    def open_volume(documents):
        build_index(documents, tmp_path / "index", search_url=search_url)
        return open_index(tmp_path / "index", search_url=search_url).volume("fr")

    check_volume(open_volume)


def test_volume_keeps_what_pages_mean(tmp_path, search_url):
    need_encoder()

    def open_volume(documents):
        build_index(documents, tmp_path / "index", search_url=search_url, meaning=True)
        return open_index(tmp_path / "index", search_url=search_url).volume("fr")

    check_meanings(open_volume)


@pytest.mark.parametrize("case", [*read_cases("found"), *read_cases("silent")], ids=lambda case: case["why"])
def test_both_engines_show_the_same_first_three(kept, index, case):
    question = Question(case["asks"], case.get("lang", "fr"), limit=3)
    assert suggest(kept, SUPPORT, question) == suggest(index, SUPPORT, question)


@pytest.mark.parametrize("term", ["'", "''", "\\", "\\'", "'&'", "a | b", "!a", "a:*", "(", "<->", "\0", "\ud800", ""])
def test_hostile_term_that_no_page_holds_finds_nothing(kept, term):
    volume = kept.volume("fr")
    found = volume.postings({term: 1.0, "factur": 1.0})
    assert len(found[term].pages) == 0
    assert len(found["factur"].pages) > 0


@pytest.mark.parametrize(
    "text",
    ["{}'; DROP SCHEMA palier_search CASCADE; --", "{} & | ! <-> :* ( '", "\x00{}\x00", "\ud800 {}", "%s {} %(x)s"],
)
def test_signs_around_a_question_change_nothing(kept, text):
    shown = suggest(kept, SUPPORT, Question(text.format(_INVOICE.text), "fr", limit=1))
    assert [one.id for one in shown] == ["articles/compte/facture"]
    assert suggest(kept, SUPPORT, _INVOICE)[:1] != []


def test_pages_may_hold_any_signs_and_words_of_any_length(tmp_path, search_url):
    words = " ".join(f"mot{number}{'z' * 30}" for number in range(40_000))
    pages = [
        Document(id="signs", lang="fr", title="L'é\\'t\\é & | ! :* \0 %s", sections=(Section(text="🎉 '); --\0"),)),
        Document(id="long", lang="fr", title="Le roman", sections=(Section(text=words),)),
        Document(id="none", lang="fr", title="…"),
    ]
    build_index(pages, tmp_path / "index", search_url=search_url)
    with closing(open_index(tmp_path / "index", search_url=search_url)) as index:
        volume = index.volume("fr")
        assert volume.documents([1, 0, 2]) == [pages[1], pages[0], pages[2]]
        assert volume.postings({"roman": 1.0})["roman"].pages.tolist() == [1]


def test_index_of_no_documents_has_no_language(tmp_path, search_url):
    assert build_index([], tmp_path / "index", search_url=search_url) == 0
    with closing(open_index(tmp_path / "index", search_url=search_url)) as index:
        assert index.languages == ()


def test_pages_that_rank_low_are_left_out_and_those_that_hold_most_are_not(tmp_path, search_url):
    pages = [
        Document(id=str(number), lang="fr", title="Agenda", sections=(Section(text=f"Page {number}."),))
        for number in range(400)
    ]
    pages.append(Document(id="both", lang="fr", title="Agenda perdu"))
    build_index(pages, tmp_path / "index", search_url=search_url)
    with closing(open_index(tmp_path / "index", search_url=search_url)) as index:
        found = index.volume("fr").postings({"agend": 1.0, "perdu": 1.0})
    assert (len(found["agend"].pages), found["perdu"].pages.tolist()) == (300, [400])
    assert found["agend"].pages[-1] == 400


def test_threads_get_the_same_answers_as_one(kept):
    questions = [Question(case["asks"], case.get("lang", "fr")) for case in read_cases("found")]
    expected = [suggest(kept, SUPPORT, question) for question in questions]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: [suggest(kept, SUPPORT, one) for one in questions], range(16)))
    assert answers == [expected] * 16


def test_two_generations_stand_side_by_side(tmp_path, search_url):
    for name in ("old", "new"):
        build_index([Document(id=name, lang="fr", title="Zèbre")], tmp_path / name, search_url=search_url)
    for name in ("old", "new"):
        with closing(open_index(tmp_path / name, search_url=search_url)) as index:
            assert [one.id for one in index.volume("fr").documents([0])] == [name]


def test_the_same_pages_are_one_generation_wherever_they_are_built(tmp_path, search_url):
    for name in ("one", "other"):
        build_index(read_pages(), tmp_path / name, search_url=search_url)
    names = [(tmp_path / name / "postgresql.json").read_bytes() for name in ("one", "other")]
    assert names[0] == names[1]
    assert _count(search_url, "volume") == 2


def test_the_last_three_that_were_published_stay(tmp_path, search_url):
    names = ("a", "b", "c", "d")
    for name in names:
        build_index([Document(id=name, lang="fr", title="Zèbre")], tmp_path / name, search_url=search_url)
        publish_index(tmp_path / name, search_url=search_url)
    with pytest.raises(IndexUnavailable, match=r"PostgreSQL does not hold what .* names: run `palier build`"):
        open_index(tmp_path / "a", search_url=search_url)
    for name in names[1:]:
        open_index(tmp_path / name, search_url=search_url).close()
    assert _count(search_url, "volume") == 3


def test_index_that_was_published_is_not_discarded_and_another_one_is(tmp_path, search_url):
    build_index([Document(id="served", lang="fr", title="Zèbre")], tmp_path / "served", search_url=search_url)
    publish_index(tmp_path / "served", search_url=search_url)
    build_index([Document(id="trial", lang="fr", title="Zèbre")], tmp_path / "trial", search_url=search_url)
    for name in ("served", "trial"):
        discard_index(tmp_path / name, search_url=search_url)
    open_index(tmp_path / "served", search_url=search_url).close()
    with pytest.raises(IndexUnavailable):
        open_index(tmp_path / "trial", search_url=search_url)


def test_build_that_fails_leaves_nothing_behind(tmp_path, search_url):
    def broken():
        yield read_pages()[0]
        raise RuntimeError("the author's disk is gone")

    build_index([], tmp_path / "first", search_url=search_url)
    with pytest.raises(RuntimeError, match="the author's disk is gone"):
        build_index(broken(), tmp_path / "index", search_url=search_url)
    assert _count(search_url, "generation") == 1
    with pytest.raises(IndexUnavailable, match=r"manifest\.json is missing"):
        open_index(tmp_path / "index", search_url=search_url)


def test_index_of_the_other_engine_is_not_taken_for_one(tmp_path, search_url):
    build_index(read_pages(), tmp_path / "disk")
    build_index(read_pages(), tmp_path / "database", search_url=search_url)
    with pytest.raises(IndexUnavailable, match="holds an index of another engine: run `palier build`"):
        open_index(tmp_path / "disk", search_url=search_url)
    with pytest.raises(IndexUnavailable, match="holds an index of another engine: run `palier build`"):
        open_index(tmp_path / "database")


def test_facts_that_are_not_of_one_piece_make_the_index_unavailable(tmp_path, search_url):
    build_index(read_pages(), tmp_path / "index", search_url=search_url)
    for damage in (
        "UPDATE palier_search.fact SET content = '12' WHERE name = 'titles'",
        "DELETE FROM palier_search.fact",
    ):
        with psycopg.connect(search_url.replace("+psycopg", "")) as connection:
            connection.execute(damage)
        with pytest.raises(IndexUnavailable, match="names what cannot be read"):
            open_index(tmp_path / "index", search_url=search_url)


def test_server_that_was_restarted_is_asked_again(kept, cluster):
    expected = suggest(kept, SUPPORT, Question("signature des messages", "fr"))
    cluster.stop()
    cluster.start()
    assert suggest(kept, SUPPORT, Question("signature des messages", "fr")) == expected


def test_server_that_is_down_makes_search_unavailable_at_once_and_not_for_good(kept, cluster):
    now = [0.0]
    connections = Connections(cluster.url, clock=lambda: now[0])
    cluster.stop()
    try:
        with pytest.raises(IndexUnavailable, match="PostgreSQL cannot be reached"):
            connections.fetch("SELECT 1", [])
        with pytest.raises(IndexUnavailable, match="it is asked again in a few seconds"):
            connections.fetch("SELECT 1", [])
    finally:
        cluster.start()
    now[0] = 60.0
    assert connections.fetch("SELECT 1", []) == [(1,)]
    connections.close()
    connections.close()


def test_question_that_the_server_refuses_makes_search_unavailable_without_quoting_it(kept, cluster):
    with closing(Connections(cluster.url)) as connections:
        with pytest.raises(IndexUnavailable) as fault:
            connections.fetch("SELECT %s::int", ["secret"])
        assert "secret" not in str(fault.value)
        assert connections.fetch("SELECT 1", []) == [(1,)]


def test_question_that_takes_too_long_is_not_asked_twice(cluster):
    with closing(Connections(cluster.url + "&options=-c%20statement_timeout%3D1000")) as connections:
        started = time.monotonic()
        with pytest.raises(IndexUnavailable, match="QueryCanceled"):
            connections.fetch("SELECT pg_sleep(5)", [])
        assert time.monotonic() - started < 1.9
        assert connections.fetch("SELECT 1", []) == [(1,)]


@pytest.mark.parametrize("search_url", ["postgresql+psycopg://host/name?secret=1", "postgresql://%zz"])
def test_setting_that_cannot_be_read_is_named_and_not_quoted(tmp_path, search_url):
    with pytest.raises(IndexUnavailable, match="PALIER_SEARCH_URL cannot be read") as fault:
        build_index([], tmp_path / "index", search_url=search_url)
    assert search_url not in str(fault.value)


def test_setting_without_the_driver_says_what_to_install():
    # A process of its own: in this one the driver is there.
    ask = """
import sys
sys.modules["psycopg"] = None
from deflect.engine import choose_engine
from kb.errors import IndexUnavailable
choose_engine("")
try:
    choose_engine("postgresql://host/name")
except IndexUnavailable as error:
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True, text=True).stdout
    assert told == "PALIER_SEARCH_URL needs PostgreSQL's driver: install palier[postgresql]\n"


def test_pointer_that_is_none_makes_the_index_unavailable(tmp_path, search_url):
    build_index([], tmp_path / "index", search_url=search_url)
    (tmp_path / "index" / "postgresql.json").write_text("[]")
    with pytest.raises(IndexUnavailable, match=r"postgresql\.json has changed since it was written"):
        open_index(tmp_path / "index", search_url=search_url)


def _count(search_url, table):
    with psycopg.connect(search_url.replace("+psycopg", "")) as connection:
        return connection.execute(f"SELECT count(*) FROM palier_search.{table}").fetchall()[0][0]
