"""Exactly one mail to each who waits, once a build says that their incident is fixed: late, twice, in parallel, and
after a kill.
"""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from fixed_build import INCIDENT, WORDS, build_fixed, serve_build
from house import House
from page_form import read_form
from postgresql_cluster import Cluster
from sample_drafts import CUSTOMER

from submit.housekeeping import keep_house
from submit.mail.postman import Postman
from submit.store.tables import Event, Mail, MeToo

PALIER = Path(sys.executable).with_name("palier")
SUBJECTS = {"fr": "Le problème que vous suiviez est corrigé", "en": "The problem you were following is fixed"}
PATIENCE_S = 20
# Another process, as a cron job runs it, that dies once all is written and nothing is committed yet; before that it
# has told `after` others.
KILLED = """
import os, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.orm import Session
from submit.settings import read_settings
from submit.store.tables import Mail
from submit.web.service import open_service

service = open_service(read_settings(root=Path(sys.argv[1])))
left = int(sys.argv[2])

@event.listens_for(Session, "after_flush")
def die(session, _context):
    global left
    if any(isinstance(one, Mail) for one in session.new):
        left -= 1
        if left < 0:
            os._exit(9)

service.me_toos.tell()
os._exit(0)
"""


@pytest.fixture(scope="session")
def fixed_var(small_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build that says that the incident is fixed."""
    return build_fixed(small_centre, tmp_path_factory.mktemp("fixed"))


def wait_for_fix(house: House, *addresses: str, lang: str = "fr", confirmed: bool = True, **facts: str) -> None:
    """Have these people ask to be told, and confirm it."""
    start = "" if lang == "fr" else f"/{lang}"
    before = len(house.rows(Mail))
    for address in addresses:
        ask = house.search(WORDS[lang], lang=lang, **facts)["ask"] if facts else ""
        answer = house.client.post(
            f"{start}/support/me-too", data={"incident": INCIDENT, "address": address, "ask": ask}
        )
        assert answer.status_code == 200
    for mail in house.deliver()[before:]:
        (link,) = re.findall(r"https://help\.example\.test(/support/me-too/[\w-]+)\s*$", mail.get_content(), re.M)
        if confirmed:
            assert house.client.post(f"{link}/confirm").status_code == 303


def told(house: House) -> list[str]:
    """Who got the one mail, in the order of the outbox; every other mail left out."""
    return [str(mail["To"]) for mail in house.deliver() if str(mail["Subject"]) in SUBJECTS.values()]


def links(text: str) -> list[str]:
    return re.findall(r"https?://\S+", text)


def test_nobody_is_told_while_it_is_open(house: House) -> None:
    wait_for_fix(house, CUSTOMER)
    assert (house.service.me_toos.tell(), told(house)) == (0, [])


def test_mail_says_what_is_fixed_where_and_leads_to_a_request_half_written(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER, product="facturo", version="14.2", build="14203")
    serve_build(house.var, fixed_var)
    assert house.service.me_toos.tell() == 1
    mail = house.deliver()[-1]
    assert (mail["To"], mail["Subject"], mail["Auto-Submitted"]) == (CUSTOMER, SUBJECTS["fr"], "auto-generated")
    text = mail.get_content()
    assert "L’export s’arrête à la moitié du fichier" in text
    assert "14.2 (14205)" in text
    assert "Est-ce réglé chez vous" in text
    page, request = links(text)
    assert page == "https://help.example.test/incidents/export-stops-half-way/"
    parts = urlsplit(request)
    assert (parts.netloc, parts.path) == ("help.example.test", "/support/")
    assert {name: values for name, values in parse_qs(parts.query).items() if name != "text"} == {
        "page": ["/incidents/export-stops-half-way/"],
        "product": ["facturo"],
        "kind": ["bug"],
    }
    form = read_form(house.client.get(f"{parts.path}?{parts.query}").text, "step")
    assert (form.one("product"), form.one("kind")) == ("facturo", "bug")
    assert form.one("text").endswith("L’export s’arrête à la moitié du fichier")


def test_each_is_told_in_their_language_and_only_who_confirmed(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, "un@client.example")
    wait_for_fix(house, "two@client.example", lang="en")
    wait_for_fix(house, "never@client.example", confirmed=False)
    serve_build(house.var, fixed_var)
    assert house.service.me_toos.tell() == 2
    mails = house.deliver()[-2:]
    assert [(str(mail["To"]), str(mail["Subject"])) for mail in mails] == [
        ("un@client.example", SUBJECTS["fr"]),
        ("two@client.example", SUBJECTS["en"]),
    ]
    assert "https://help.example.test/en/support/?" in mails[1].get_content()


def test_mail_holds_nothing_that_the_customer_typed(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER, product="=?utf-8?q?Bcc:_x@example.org?=", version="14.2\r\nBcc: x@example.org")
    serve_build(house.var, fixed_var)
    keep_house(house.service)
    for row in house.rows(Mail):
        assert b"x@example.org" not in row.content


def test_telling_again_and_later_tells_nobody_twice(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER)
    serve_build(house.var, fixed_var)
    counts = []
    for _ in range(3):
        counts.append(keep_house(house.service)["told of a fix"])
        house.clock.advance(days=30)
    assert (counts, told(house)) == ([1, 0, 0], [CUSTOMER])
    # The address has served; that somebody had the problem stays.
    assert [(row.email, row.counted, row.told is not None) for row in house.rows(MeToo)] == [("", True, True)]
    assert [event.data for event in house.rows(Event) if event.name == "me-too-told"] == [{"incident": INCIDENT}]


def test_address_is_gone_from_the_store_once_it_has_served(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER)
    serve_build(house.var, fixed_var)
    keep_house(house.service)
    house.clock.advance(days=7)
    assert keep_house(house.service)["notices forgotten"] == 0
    house.clock.advance(seconds=1)
    assert keep_house(house.service)["notices forgotten"] == 2
    assert (house.rows(Mail), [row.email for row in house.rows(MeToo)]) == ([], [""])
    house.clock.advance(days=90)
    assert keep_house(house.service)["subscriptions forgotten"] == 1
    assert [(row.person, row.token_digest, row.counted) for row in house.rows(MeToo)] == [(None, None, True)]


def test_person_who_asked_twice_is_told_once(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER, product="facturo")
    house.clock.advance(hours=1)
    wait_for_fix(house, CUSTOMER.upper(), product="facturo")
    serve_build(house.var, fixed_var)
    assert (house.service.me_toos.tell(), len(told(house))) == (1, 1)


def test_link_that_is_confirmed_after_the_mail_brings_no_second_one(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER)
    house.clock.advance(hours=1)
    wait_for_fix(house, CUSTOMER, confirmed=False)
    late = links(house.deliver()[-1].get_content())[-1].removeprefix("https://help.example.test")
    serve_build(house.var, fixed_var)
    house.clock.advance(hours=1)
    assert house.service.me_toos.tell() == 1
    assert house.client.post(f"{late}/confirm").status_code == 303
    assert "nous vous l’avons écrit" in house.client.get(late).text
    assert (house.service.me_toos.tell(), told(house)) == (0, [CUSTOMER])


def test_who_confirms_once_it_is_fixed_is_told_then(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER, confirmed=False)
    link = links(house.deliver()[-1].get_content())[-1].removeprefix("https://help.example.test")
    serve_build(house.var, fixed_var)
    assert house.service.me_toos.tell() == 0
    house.client.post(f"{link}/confirm")
    assert (house.service.me_toos.tell(), told(house)) == (1, [CUSTOMER])


def test_who_gave_up_waiting_is_not_told(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER, "other@client.example")
    link = links(house.deliver()[0].get_content())[-1].removeprefix("https://help.example.test")
    house.client.post(f"{link}/stop")
    serve_build(house.var, fixed_var)
    assert (house.service.me_toos.tell(), told(house)) == (1, ["other@client.example"])


def test_incident_that_comes_back_has_its_people_told_of_the_next_fix(
    house: House, small_var: Path, fixed_var: Path
) -> None:
    wait_for_fix(house, CUSTOMER)
    serve_build(house.var, fixed_var)
    house.service.me_toos.tell()
    serve_build(house.var, small_var)
    house.clock.advance(days=3)
    wait_for_fix(house, CUSTOMER)
    assert house.service.me_toos.tell() == 0
    serve_build(house.var, fixed_var)
    assert (house.service.me_toos.tell(), told(house)) == (1, [CUSTOMER, CUSTOMER])


def test_service_notices_the_new_build_by_itself(house: House, fixed_var: Path) -> None:
    wait_for_fix(house, CUSTOMER)
    postman = Postman(house.service.outbox, house.clock, before=house.service.me_toos.tell)
    postman.start()
    serve_build(house.var, fixed_var)
    postman.wake()
    waiting = threading.Event()
    for _ in range(PATIENCE_S * 50):
        if any(row.told for row in house.rows(MeToo)) and not house.service.outbox.waiting():
            break
        waiting.wait(0.02)
    postman.stop()
    assert told(house) == [CUSTOMER]


def tick(house: House, small_centre: Path, *program: str) -> subprocess.Popen[bytes]:
    """Another process on the house's own store, begun and not waited for."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PALIER_")}
    environment |= {"PALIER_VAR": str(house.var), "PALIER_BASE_URL": "https://help.example.test"}
    environment |= {"PALIER_ROOT": str(small_centre), "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(program or (str(PALIER), "tick"), env=environment, stdout=subprocess.PIPE)


def test_two_ticks_at_once_tell_each_person_once(house: House, small_centre: Path, fixed_var: Path) -> None:
    people = [f"{number}@client.example" for number in range(12)]
    wait_for_fix(house, *people)
    serve_build(house.var, fixed_var)
    ticks = [tick(house, small_centre) for _ in range(2)]
    said = [one.communicate(timeout=120)[0].decode() for one in ticks]
    assert [one.returncode for one in ticks] == [0, 0]
    counts = [int(re.search(r"told of a fix: (\d+),", line)[1]) for line in said]  # type: ignore[index]
    assert sum(counts) == 12
    assert sorted(told(house)) == sorted(people)


def test_tick_that_is_killed_in_between_leaves_nobody_out_and_tells_nobody_twice(
    house: House, small_centre: Path, fixed_var: Path
) -> None:
    people = [f"{number}@client.example" for number in range(4)]
    wait_for_fix(house, *people)
    serve_build(house.var, fixed_var)
    for already in range(2):
        killed = tick(house, small_centre, sys.executable, "-c", KILLED, str(small_centre), "1")
        killed.communicate(timeout=120)
        assert killed.returncode == 9
        assert len([row for row in house.rows(MeToo) if row.told]) == already + 1
    last = tick(house, small_centre)
    last.communicate(timeout=120)
    assert (last.returncode, told(house)) == (0, people)


def test_two_machines_on_one_postgresql_tell_each_person_once(
    cluster: Cluster, open_small_house: Callable[..., House], fixed_var: Path
) -> None:
    with psycopg.connect(cluster.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE DATABASE me_too")
    url = cluster.url.replace("/postgres?", "/me_too?")
    houses = [open_small_house(PALIER_DATABASE_URL=url) for _ in range(2)]
    people = [f"{number}@client.example" for number in range(12)]
    wait_for_fix(houses[0], *people)
    serve_build(houses[0].var, fixed_var)
    together = threading.Barrier(2)
    counts: list[Any] = []

    def work(house: House) -> None:
        together.wait()
        counts.append(house.service.me_toos.tell())

    workers = [threading.Thread(target=work, args=(house,)) for house in houses]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(counts) == 12
    assert sorted(told(houses[0])) == sorted(people)
