import os
import shutil
from pathlib import Path

import pytest
from house import Clock, House, open_house
from sample_drafts import QUESTION

from deflect.question import Question
from kb.errors import KnowledgeError
from kb.generation import current_generation
from submit.library import Library
from submit.publication import publish

INVOICE = Question("envoyer une facture par courriel", "fr", "facturo")


@pytest.fixture
def copied_var(tmp_path: Path, small_var: Path) -> Path:
    """A `var` of one's own, with a build that a test may damage."""
    shutil.copytree(small_var, tmp_path / "copied", symlinks=True)
    return tmp_path / "copied"


def test_library_with_a_build_finds_what_it_holds(small_centre: Path, small_var: Path) -> None:
    shelf = Library(small_centre, small_var).shelf()
    assert shelf.searchable
    assert shelf.generation == current_generation(small_var)
    assert [found.id for found in shelf.suggest(INVOICE)][:1] == ["articles/billing/send-an-invoice"]


def test_library_without_a_build_knows_the_products_and_finds_nothing(small_centre: Path, tmp_path: Path) -> None:
    shelf = Library(small_centre, tmp_path).shelf()
    assert (shelf.searchable, shelf.generation, shelf.suggest(INVOICE)) == (False, None, [])
    assert list(shelf.support.products) == ["facturo", "agenda"]


def test_library_without_build_and_without_support_yml_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"support\.yml"):
        Library(tmp_path, tmp_path).shelf()


def test_library_with_a_damaged_index_finds_nothing_and_logs_why(
    small_centre: Path, copied_var: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = (copied_var / "current").resolve() / "index"
    for path in index.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:10])
    shelf = Library(small_centre, copied_var).shelf()
    assert (shelf.searchable, shelf.suggest(INVOICE)) == (False, [])
    assert [record.message.partition(":")[0] for record in caplog.records] == ["search is off"]


def test_library_with_a_damaged_build_serves_the_products_of_the_root(
    small_centre: Path, copied_var: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (copied_var / "current" / "build.json").write_text("{", encoding="utf-8")
    shelf = Library(small_centre, copied_var).shelf()
    assert (shelf.searchable, shelf.generation) == (False, None)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_library_keeps_its_shelf_while_the_build_stays(small_centre: Path, small_var: Path) -> None:
    library = Library(small_centre, small_var)
    assert library.shelf() is library.shelf()


def test_library_notices_a_new_build_and_an_old_shelf_stays_usable(
    small_centre: Path, copied_var: Path, tmp_path: Path
) -> None:
    library = Library(small_centre, copied_var)
    before = library.shelf()
    changed = tmp_path / "centre"
    shutil.copytree(small_centre, changed)
    article = changed / "docs" / "articles" / "billing" / "send-an-invoice.md"
    article.write_text(article.read_text(encoding="utf-8").replace("PDF", "format PDF/A"), encoding="utf-8")
    published = publish(changed, copied_var, "https://help.example.test", lambda _step, _done: None)
    after = library.shelf()
    assert after.generation == published
    assert [shelf.suggest(INVOICE)[0].excerpt.count("PDF/A") for shelf in (before, after)] == [0, 1]


@pytest.mark.parametrize("damage", ["no build", "no index"])
def test_search_that_is_unavailable_leaves_a_form_that_works(
    damage: str, small_centre: Path, copied_var: Path, clock: Clock
) -> None:
    if damage == "no build":
        (copied_var / "current").unlink()
    else:
        shutil.rmtree((copied_var / "current").resolve() / "index")
    house = open_house(small_centre, copied_var, clock, {})
    health = house.client.get("/health")
    assert (health.status_code, health.get_json()["status"]) == (200, "degraded")
    assert health.get_json()["search"] == "unavailable"
    assert house.search("envoyer une facture")["suggestions"] == []
    assert house.client.get("/support/").status_code == 200
    assert house.send(QUESTION).status_code == 201
    house.service.database.close()


def test_site_without_a_build_says_that_it_is_on_its_way(small_centre: Path, tmp_path: Path, clock: Clock) -> None:
    house = open_house(small_centre, tmp_path / "var", clock, {})
    answer = house.client.get("/")
    assert answer.status_code == 503
    assert "Le centre d’aide n’est pas encore publié" in answer.text
    house.service.database.close()


def test_health_tells_build_store_and_mail(house: House) -> None:
    answer = house.client.get("/health")
    body = answer.get_json()
    generation = house.service.library.shelf().generation
    assert answer.status_code == 200
    assert generation is not None
    assert body["knowledge"]["build"] == generation.id
    assert body["knowledge"]["documents"] == {"fr": 12, "en": 12}
    assert {name: body[name] for name in ("status", "version", "build", "search")} == {
        "status": "ok",
        "version": "0.1.0",
        "build": "1001",
        "search": "ok",
    }
    assert body["store"] == {"state": "ok", "engine": house.service.database.engine_name}
    assert body["mail"] == {"transport": "folder", "waiting": 0}


def test_health_with_a_store_that_does_not_answer_is_failing(house: House) -> None:
    store = house.var / "palier.db"
    house.service.database.close()
    for path in house.var.glob("palier.db*"):
        path.unlink()
    os.mkdir(store)  # noqa: PTH102 - where the store was, something else is now
    answer = house.client.get("/health")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "failing")
    assert answer.get_json()["store"]["state"] == "unavailable"


def test_search_goes_on_when_the_store_does_not_answer(house: House) -> None:
    house.service.database.close()
    for path in house.var.glob("palier.db*"):
        path.unlink()
    (house.var / "palier.db").mkdir()
    answer = house.search("envoyer une facture par courriel")
    assert answer["suggestions"][0]["id"] == "articles/billing/send-an-invoice"
    again = house.search("envoyer une facture par courriel", ask=answer["ask"])
    assert (again["ask"], again["suggestions"]) == ("", answer["suggestions"])
    page = house.client.post("/support/", data={"step": "search", "text": "envoyer une facture par courriel"})
    assert (page.status_code, 'data-id="articles/billing/send-an-invoice"' in page.text) == (200, True)


def test_page_that_does_not_exist_without_a_build_is_still_not_found(
    small_centre: Path, tmp_path: Path, clock: Clock
) -> None:
    house = open_house(small_centre, tmp_path / "var", clock, {})
    answer = house.client.get("/en/support/nothing", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    lost = house.client.get("/de/support/")
    assert (lost.status_code, "Rien à cette adresse" in lost.text) == (404, True)
    house.service.database.close()
