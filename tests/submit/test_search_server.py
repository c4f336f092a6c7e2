"""The service with its index in a real PostgreSQL: published there, served from there, and whole without it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from house import Clock, open_house
from postgresql_cluster import Cluster
from sample_drafts import QUESTION

from deflect.question import Question
from kb.errors import IndexUnavailable
from kb.generation import Generation, current_generation
from submit.library import Library
from submit.publication import is_up_to_date, publish

_BASE_URL = "https://help.example.test"
_INVOICE = Question("envoyer une facture par courriel", "fr", "facturo")
_SEND_AN_INVOICE = "articles/billing/send-an-invoice"
# Longer than a server that does not answer is left alone.
_A_WHILE_S = 11.0


@pytest.fixture(scope="module")
def search_url(cluster: Cluster) -> str:
    """A database of these tests' own."""
    with psycopg.connect(cluster.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE DATABASE service")
    return cluster.url.replace("/postgres?", "/service?")


@pytest.fixture(scope="module")
def published_var(small_centre: Path, search_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var` with a build whose index PostgreSQL keeps."""
    var = tmp_path_factory.mktemp("published") / "var"
    _publish(small_centre, var, search_url)
    return var


@pytest.fixture
def without_server(cluster: Cluster) -> Iterator[None]:
    cluster.stop()
    yield
    cluster.start()


def _publish(root: Path, var: Path, search_url: str) -> Generation:
    return publish(root, var, _BASE_URL, lambda _step, _done: None, search_url=search_url)


def test_build_leaves_only_the_name_of_its_index_on_disk(published_var: Path) -> None:
    generation = current_generation(published_var)
    assert generation is not None
    assert sorted(path.name for path in generation.index.iterdir()) == ["manifest.json", "postgresql.json"]


def test_both_engines_suggest_the_same(
    small_centre: Path, small_var: Path, published_var: Path, search_url: str
) -> None:
    shelf = Library(small_centre, published_var, search_url=search_url).shelf()
    on_disk = Library(small_centre, small_var).shelf()
    assert shelf.searchable
    assert shelf.suggest(_INVOICE)[0].id == _SEND_AN_INVOICE
    assert shelf.suggest(_INVOICE) == on_disk.suggest(_INVOICE)
    assert on_disk.index is not None
    on_disk.index.close()


def test_build_is_up_to_date_only_where_its_index_is_kept(
    small_centre: Path, published_var: Path, search_url: str
) -> None:
    assert is_up_to_date(small_centre, published_var, search_url)
    assert not is_up_to_date(small_centre, published_var)


def test_index_on_disk_is_not_served_once_the_server_is_named(
    small_centre: Path, small_var: Path, search_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Library(small_centre, small_var, search_url=search_url).shelf()
    assert (shelf.searchable, shelf.suggest(_INVOICE)) == (False, [])
    assert "another engine: run `palier build`" in caplog.text


def test_build_without_the_server_fails_and_the_one_before_stays(
    small_centre: Path, tmp_path: Path, small_var: Path, search_url: str, without_server: None
) -> None:
    var = tmp_path / "var"
    before = publish(small_centre, var, _BASE_URL, lambda _step, _done: None)
    with pytest.raises(IndexUnavailable, match="PostgreSQL cannot keep the index"):
        _publish(small_centre, var, search_url)
    assert current_generation(var) == before
    assert (before.index / "fr" / "facts.json").is_file()


def test_service_takes_requests_while_the_server_is_down_and_finds_again_afterwards(
    small_centre: Path, published_var: Path, tmp_path: Path, cluster: Cluster, search_url: str, clock: Clock
) -> None:
    var = tmp_path / "var"
    var.mkdir()
    (var / "current").symlink_to((published_var / "current").resolve())
    house = open_house(small_centre, var, clock, {"PALIER_SEARCH_URL": search_url})
    assert house.search("envoyer une facture")["suggestions"][0]["id"] == _SEND_AN_INVOICE
    cluster.stop()
    try:
        assert house.search("imprimer une facture")["suggestions"] == []
        health = house.client.get("/health")
        assert (health.status_code, health.get_json()["search"]) == (200, "unavailable")
        assert house.client.get("/support/").status_code == 200
        assert house.send(QUESTION).status_code == 201
    finally:
        cluster.start()
    shelf = house.service.library.shelf()
    assert shelf.index is not None
    # A server that was down is left alone for some seconds; here it need not be.
    while not shelf.searchable:
        pass
    assert house.search("envoyer une facture")["suggestions"][0]["id"] == _SEND_AN_INVOICE
    house.service.database.close()


def test_library_that_was_opened_without_the_server_looks_for_it_again(
    small_centre: Path, published_var: Path, cluster: Cluster, search_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    now = [0.0]
    library = Library(small_centre, published_var, search_url=search_url, clock=lambda: now[0])
    cluster.stop()
    try:
        assert not library.shelf().searchable
        now[0] += _A_WHILE_S
        assert not library.shelf().searchable
    finally:
        cluster.start()
    assert not library.shelf().searchable
    now[0] += _A_WHILE_S
    assert library.shelf().suggest(_INVOICE)[0].id == _SEND_AN_INVOICE
    assert library.shelf() is library.shelf()
    assert [record.message.partition(":")[0] for record in caplog.records] == ["search is off"] * 2


def test_machines_that_publish_the_same_pages_share_one_index(
    small_centre: Path, published_var: Path, tmp_path: Path, search_url: str
) -> None:
    here, there = current_generation(published_var), _publish(small_centre, tmp_path / "var", search_url)
    assert here is not None
    assert (here.index / "postgresql.json").read_bytes() == (there.index / "postgresql.json").read_bytes()
