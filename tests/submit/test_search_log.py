"""The search log: what waits in memory is as good as written, and a crash costs one look at suggestions, no more."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from house import Clock, House, open_house, var_with
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_drafts import QUESTION, SENTENCE_WITH_PASSWORD, words_of
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from deflect.question import Question
from kb.secrets.masking import mask
from submit.asks import Search, words_digest
from submit.search_log import SearchLog
from submit.store.tables import Ask, Event, Ticket

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ARTICLE = "articles/billing/send-an-invoice"
WORDS = "envoyer une facture par courriel"

OpenHouse = Callable[..., House]


def search_of(ask: str, words: str, at: datetime = NOON) -> Search:
    return Search(ask, at, Question(words, "fr"), ())


def stored(house: House) -> list[str]:
    """The texts that the store itself holds, whatever waits."""
    with house.service.database.read() as session:
        return list(session.scalars(select(Ask.text).order_by(Ask.text)))


def test_search_is_answered_before_it_is_written(house: House) -> None:
    house.search(WORDS)
    assert stored(house) == []
    house.service.searches.settle()
    assert stored(house) == [WORDS]


def test_ticket_finds_the_ask_that_still_waits(house: House) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    assert stored(house) == []
    assert house.send(QUESTION, ask=ask).status_code == 201
    assert stored(house) == [words_of(QUESTION)]
    assert [ticket.ask_id for ticket in house.rows(Ticket)] == [ask]


def test_ticket_of_other_words_is_held_back_although_its_ask_waits(house: House) -> None:
    ask = house.search(WORDS)["ask"]
    assert house.send(QUESTION, ask=ask).status_code == 409


def test_outcome_on_an_ask_that_still_waits_is_kept(house: House) -> None:
    first = house.search(WORDS)
    said = {"ask": first["ask"], "suggestion": ARTICLE, "outcome": "not_mine"}
    assert house.client.post("/api/v1/outcomes", json=said).status_code == 204
    again = house.search(WORDS, ask=first["ask"])
    assert ARTICLE in {one["id"] for one in first["suggestions"]} - {one["id"] for one in again["suggestions"]}
    assert [event.name for event in house.rows(Event)] == ["searched", "not_mine", "searched"]


def test_ask_that_waits_goes_on_and_is_written_once(house: House) -> None:
    ask = house.search("facture")["ask"]
    assert house.search(WORDS, ask=ask)["ask"] == ask
    (row,) = house.rows(Ask)
    assert row.searched == [words_digest("facture"), words_digest(WORDS)]


def test_ask_that_became_a_ticket_does_not_go_on(house: House) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    assert house.send(QUESTION, ask=ask).status_code == 201
    assert house.search(WORDS, ask=ask)["ask"] != ask


def test_secret_waits_masked(house: House) -> None:
    noted: list[Search] = []

    class Listening(SearchLog):
        def note(self, search: Search) -> bool:
            noted.append(search)
            return super().note(search)

    reception = replace(house.service.reception, searches=Listening(house.service.database))
    reception.suggest(Question(SENTENCE_WITH_PASSWORD, "fr"))
    assert [search.question.text for search in noted] == [mask(SENTENCE_WITH_PASSWORD)]


def test_service_that_ends_has_written_everything(house: House, open_small_house: OpenHouse) -> None:
    house.search(WORDS)
    house.service.close()
    assert stored(open_small_house()) == [WORDS]


def test_crash_costs_one_look_at_suggestions(house: House, open_small_house: OpenHouse) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    after = open_small_house()
    held = after.send(QUESTION, ask=ask)
    assert held.status_code == 409
    assert after.send(QUESTION, ask=held.get_json()["ask"]).status_code == 201


def test_ask_of_another_process_is_found_in_the_store(house: House, open_small_house: OpenHouse) -> None:
    other = open_small_house()
    ask = house.search(WORDS)["ask"]
    house.service.searches.settle()
    said = {"ask": ask, "suggestion": ARTICLE, "outcome": "not_mine"}
    assert other.client.post("/api/v1/outcomes", json=said).status_code == 204
    again = house.search(WORDS, ask=ask)
    assert (again["ask"], ARTICLE in [one["id"] for one in again["suggestions"]]) == (ask, False)


def test_search_that_the_store_cannot_hold_keeps_no_other_out(house: House, caplog: pytest.LogCaptureFixture) -> None:
    without_zone = datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001 - what the store refuses
    for search in (search_of("a", "un"), search_of("b", "deux", without_zone), search_of("c", "trois")):
        assert house.service.searches.note(search)
    house.service.searches.settle()
    house.service.searches.settle()
    assert [ask.id for ask in house.rows(Ask)] == ["a", "c"]
    assert caplog.messages == ["a search could not be written down: StatementError"]


def test_search_waits_while_the_store_does_not_answer(house: House, tmp_path: Path) -> None:
    house.search(WORDS)
    house.service.database.close()
    aside = tmp_path / "aside"
    aside.mkdir()
    for path in house.var.glob("palier.db*"):
        shutil.move(path, aside / path.name)
    (house.var / "palier.db").mkdir()
    with pytest.raises(OperationalError):
        house.service.searches.settle()
    (house.var / "palier.db").rmdir()
    for path in aside.iterdir():
        shutil.move(path, house.var / path.name)
    house.service.searches.settle()
    assert stored(house) == [WORDS]


def test_memory_does_not_grow_without_end(house: House) -> None:
    searches = house.service.searches
    kept = sum(searches.note(search_of("a", "facture")) for _ in range(10_050))
    answer = house.search(WORDS)
    assert (kept, answer["ask"], answer["suggestions"][0]["id"]) == (10_000, "", ARTICLE)


def test_log_that_was_started_writes_by_itself(house: House) -> None:
    searches = house.service.searches
    searches.start()
    for words in ("facture", WORDS):
        house.search(words)
        for _ in range(500):
            if words in stored(house):
                break
            threading.Event().wait(0.02)
    assert stored(house) == [WORDS, "facture"]


def test_many_threads_lose_nothing_and_double_nothing(house: House) -> None:
    """Eight people type while the log writes and two others settle all the time, as tickets do."""
    service, asks = house.service, [f"ask-{number}" for number in range(8)]
    done = threading.Event()
    service.searches.start()

    def type_(ask: str) -> None:
        for step in range(30):
            service.searches.note(search_of(ask, f"{ask} {step}"))
            if step % 7 == 0:
                service.searches.settle_ask(ask)
                with service.database.read() as session:
                    searched = session.get_one(Ask, ask).searched
                assert searched == [words_digest(f"{ask} {before}") for before in range(step + 1)]

    def settle() -> None:
        while not done.is_set():
            service.searches.settle()

    faults: list[BaseException] = []

    def watched(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as fault:  # noqa: BLE001 - told to the test below
            faults.append(fault)

    typing = [threading.Thread(target=watched, args=(lambda ask=ask: type_(ask),)) for ask in asks]
    settling = [threading.Thread(target=watched, args=(settle,)) for _ in range(2)]
    for thread in (*typing, *settling):
        thread.start()
    for thread in typing:
        thread.join()
    done.set()
    for thread in settling:
        thread.join()
    assert faults == []
    rows = house.rows(Ask)
    assert {row.id: row.searched for row in rows} == {
        ask: [words_digest(f"{ask} {step}") for step in range(30)] for ask in asks
    }
    with service.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 8 * 30


DRAFTS = [{**QUESTION, "subject": subject} for subject in ("Facture", "Exporter en CSV", "Imprimante")]
STEP = st.one_of(
    st.tuples(st.just("search"), st.sampled_from(range(len(DRAFTS)))),
    st.tuples(st.just("send"), st.sampled_from(range(len(DRAFTS)))),
    st.tuples(st.sampled_from(("set aside", "write", "crash", "end", "elsewhere", "forget the ask")), st.just(0)),
)


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_no_ticket_is_taken_whose_own_words_were_not_searched(
    steps: list[tuple[str, int]], small_centre: Path, small_var: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever a customer does, and whatever happens to the two processes meanwhile."""
    var = var_with(tmp_path_factory.mktemp("steps"), small_var)
    houses = [open_house(small_centre, var, Clock(), {}) for _ in range(2)]
    ask = ""
    for step, draft in steps:
        house = houses[0]
        if step == "search":
            ask = house.search(words_of(DRAFTS[draft]), ask=ask)["ask"]
        elif step == "send":
            answer = house.send(DRAFTS[draft], ask=ask)
            assert answer.status_code in {201, 409}
            ask = answer.get_json().get("ask", ask)
        elif step == "set aside":
            said = {"ask": ask, "suggestion": ARTICLE, "outcome": "not_mine"}
            assert house.client.post("/api/v1/outcomes", json=said).status_code in {204, 404}
        elif step == "write":
            house.service.searches.settle()
        elif step in {"crash", "end"}:
            (house.service.database if step == "crash" else house.service).close()
            houses[0] = open_house(small_centre, var, Clock(), {})
        elif step == "elsewhere":
            houses.reverse()
        else:
            ask = ""
    tickets, asks = houses[0].rows(Ticket), {row.id: row for row in houses[1].rows(Ask)}
    for house in houses:
        house.service.close()
    assert len({ticket.ask_id for ticket in tickets}) == len(tickets)
    for ticket in tickets:
        assert words_digest(mask(words_of(ticket.draft))) in asks[str(ticket.ask_id)].searched
