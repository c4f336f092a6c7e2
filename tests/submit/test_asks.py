import json
import logging

import pytest
from house import House
from sample_drafts import BUG, PASSWORD, QUESTION, SENTENCE_WITH_PASSWORD, words_of

from deflect.question import Question
from submit.asks import Search, record_search, searchable, words_digest
from submit.gate.secrets import mask
from submit.store.tables import Ask, Event

ARTICLE = "articles/billing/send-an-invoice"
WORDS = "envoyer une facture par courriel"


def test_search_writes_down_what_was_asked_and_shown(house: House) -> None:
    answer = house.search(WORDS, product="facturo", version="14.2", build="14203", kind="bug", page="/incidents/")
    (ask,) = house.rows(Ask)
    assert ask.id == answer["ask"]
    assert (ask.at, ask.lang, ask.text) == (house.clock(), "fr", WORDS)
    assert (ask.product, ask.version, ask.build) == ("facturo", "14.2", "14203")
    assert (ask.kind, ask.page) == ("bug", "/incidents/")
    assert ask.searched == [words_digest(WORDS)]
    assert ask.shown == [found["id"] for found in answer["suggestions"]]
    assert (ask.dismissed, ask.interrupted) == ([], False)
    assert [(event.name, event.data) for event in house.rows(Event)] == [
        ("searched", {"shown": ask.shown, "letters": len(WORDS)})
    ]


def test_search_that_names_its_ask_goes_on_with_it(house: House) -> None:
    first = house.search("facture")
    second = house.search(WORDS, ask=first["ask"])
    (ask,) = house.rows(Ask)
    assert second["ask"] == first["ask"] == ask.id
    assert ask.text == WORDS
    assert ask.searched == [words_digest("facture"), words_digest(WORDS)]


def test_search_that_names_an_unknown_ask_begins_a_new_one(house: House) -> None:
    answer = house.search(WORDS, ask="nobody-knows-this")
    assert [ask.id for ask in house.rows(Ask)] == [answer["ask"]] != ["nobody-knows-this"]


def test_search_remembers_the_newest_fifty_texts_and_no_more(house: House) -> None:
    ask = house.search("facture 0")["ask"]
    for number in range(1, 60):
        house.search(f"facture {number}", ask=ask)
    (row,) = house.rows(Ask)
    assert row.searched == [words_digest(f"facture {number}") for number in range(10, 60)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Envoyer une facture", "envoyer  une\nfacture ", True),
        ("Envoyer une facture", "envoyer des factures", False),
        ("", " \n", True),
    ],
)
def test_words_are_the_same_whatever_their_case_and_white_space(one: str, other: str, same: bool) -> None:
    assert (words_digest(one) == words_digest(other)) is same


def test_suggestion_that_is_not_the_customers_is_not_shown_again(house: House) -> None:
    first = house.search(WORDS)
    assert first["suggestions"][0]["id"] == ARTICLE
    said = house.client.post(
        "/api/v1/outcomes", json={"ask": first["ask"], "suggestion": ARTICLE, "outcome": "not_mine"}
    )
    assert (said.status_code, said.data) == (204, b"")
    again = house.search(WORDS, ask=first["ask"])
    assert [found["id"] for found in again["suggestions"]] == [found["id"] for found in first["suggestions"][1:]]
    assert house.search(WORDS)["suggestions"][0]["id"] == ARTICLE


def test_suggestion_that_solved_it_after_all_is_shown_again(house: House) -> None:
    ask = house.search(WORDS)["ask"]
    for outcome in ("not_mine", "not_mine", "solved"):
        house.client.post("/api/v1/outcomes", json={"ask": ask, "suggestion": ARTICLE, "outcome": outcome})
    (row,) = house.rows(Ask)
    assert row.dismissed == []
    assert [event.name for event in house.rows(Event)] == ["searched", "not_mine", "not_mine", "solved"]


@pytest.mark.parametrize("suggestion", ["articles/start/install-a-printer", "articles/no/where"])
def test_outcome_of_what_was_never_shown_is_not_found(house: House, suggestion: str) -> None:
    ask = house.search(WORDS)["ask"]
    for named in (ask, "nobody-knows-this"):
        answer = house.client.post(
            "/api/v1/outcomes", json={"ask": named, "suggestion": suggestion, "outcome": "me_too"}
        )
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert [event.name for event in house.rows(Event)] == ["searched"]


def test_outcome_that_nobody_knows_is_refused(house: House) -> None:
    ask = house.search(WORDS)["ask"]
    answer = house.client.post("/api/v1/outcomes", json={"ask": ask, "suggestion": ARTICLE, "outcome": "perhaps"})
    assert answer.status_code == 400
    assert [fault["field"] for fault in answer.get_json()["errors"]] == ["outcome"]


def test_secret_is_written_nowhere(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask = house.search(SENTENCE_WITH_PASSWORD, **dict.fromkeys(("version", "page", "kind"), SENTENCE_WITH_PASSWORD))[
        "ask"
    ]
    for name in ("subject", "description", "goal", "expected", "observed", "since", "frequency", "version"):
        assert house.send({**BUG, name: SENTENCE_WITH_PASSWORD}, ask=ask).status_code == 422
    assert house.send({**BUG, "steps": [*BUG["steps"], SENTENCE_WITH_PASSWORD]}).status_code == 422
    assert house.send({**BUG, "extra": {"note": SENTENCE_WITH_PASSWORD}}).status_code == 422
    form = {**QUESTION, "description": SENTENCE_WITH_PASSWORD, "text": SENTENCE_WITH_PASSWORD}
    for step in ("search", "form", "send"):
        house.client.post("/support/", data={**form, "step": step})
    house.client.post("/support/repair", data={**form, "repair": "description"})
    track = house.track(QUESTION)
    assert house.client.post(f"{track}/messages", data={"message": SENTENCE_WITH_PASSWORD}).status_code == 422
    assert len(house.deliver()) == 2
    written = house.bytes_on_disk()
    # What is written with the secret taken out shows that the secret had its chance.
    assert b"Mon mot de passe est : [secret-1]" in written
    assert PASSWORD.encode() not in written
    assert PASSWORD not in caplog.text


def test_secret_in_the_words_is_not_searched_either(house: House) -> None:
    answer = house.search(f"facture {SENTENCE_WITH_PASSWORD}")
    assert PASSWORD not in json.dumps(answer)
    assert [ask.text for ask in house.rows(Ask)] == ["facture Mon mot de passe est : [secret-1]"]


def test_words_with_a_secret_taken_out_count_as_searched(house: House) -> None:
    """What is compared are the masked words, so that a search before the mending is not asked for twice."""
    masked = {**QUESTION, "description": "Mon mot de passe est : [secret-1]"}
    ask = house.search(words_of({**QUESTION, "description": SENTENCE_WITH_PASSWORD}))["ask"]
    assert house.send(masked, ask=ask).status_code == 201


def test_last_door_before_the_store_masks_whatever_reaches_it(house: House) -> None:
    with house.service.database.write() as session:
        record_search(session, None, Search("a1", house.clock(), Question(SENTENCE_WITH_PASSWORD, "fr"), ()))
    assert [ask.text for ask in house.rows(Ask)] == ["Mon mot de passe est : [secret-1]"]


def test_not_even_a_digest_of_a_secret_is_kept(house: House) -> None:
    """A digest of a short secret between known words can be guessed at leisure."""
    draft = {**QUESTION, "description": SENTENCE_WITH_PASSWORD}
    assert house.send(draft).status_code == 422
    assert [ask.searched for ask in house.rows(Ask)] == [[words_digest(mask(words_of(draft)))]]
    assert words_digest(words_of(draft)) != words_digest(mask(words_of(draft)))


@pytest.mark.parametrize(
    ("masked", "searched"),
    [
        (
            "Le logo a disparu.\nPour vous connecter : claire, mot de passe : [secret-1]\nMerci",
            "Le logo a disparu.\nMerci",
        ),
        ("Le mot de passe [secret-1] ne marche plus.\nMerci", "Le mot de passe   ne marche plus.\nMerci"),
        ("Mot de passe : [secret-1]", "Mot de passe :  "),
        ("The logo is gone", "The logo is gone"),
    ],
)
def test_line_that_only_tells_how_to_log_in_is_not_searched(masked: str, searched: str) -> None:
    assert searchable(masked) == searched
