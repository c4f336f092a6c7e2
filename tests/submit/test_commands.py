"""The `palier` command as people and scripts call it: another process, its output and its exit code."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from house import House
from sample_drafts import BUG, PASSWORD, QUESTION, SENTENCE_WITH_PASSWORD

from submit.store.tables import Ask, Event, IdempotencyKey, Mail, Ticket

PALIER = Path(sys.executable).with_name("palier")


@pytest.fixture
def centre(tmp_path: Path, small_centre: Path) -> Path:
    """A copy of the small help centre, to change."""
    shutil.copytree(small_centre, tmp_path / "centre")
    return tmp_path / "centre"


def palier(root: Path, var: Path, *arguments: str, typed: str | bytes = "", **settings: str) -> Any:
    """Call the command as a shell would, with its settings as variables and `typed` on its standard input."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PALIER_")},
        "LC_ALL": "C.UTF-8",
        "NO_MKDOCS_2_WARNING": "1",
        "PALIER_ROOT": str(root),
        "PALIER_VAR": str(var),
        "PALIER_BASE_URL": "https://help.example.test",
        **settings,
    }
    given = typed.encode() if isinstance(typed, str) else typed
    done = subprocess.run(  # noqa: PLW1510 - the exit code is what is tested
        [PALIER, *arguments], input=given, capture_output=True, env=environment, timeout=120
    )
    assert b"Traceback" not in done.stderr
    return done


def told(done: Any) -> list[str]:
    return str(done.stdout.decode("utf-8")).splitlines()


def test_version_names_version_and_build_and_where_else_they_stand(tmp_path: Path) -> None:
    done = palier(tmp_path, tmp_path, "--version")
    assert (done.returncode, told(done)[0]) == (0, "Palier 0.1.0 (build 1001)")
    assert "/health" in told(done)[1]


def test_command_with_a_setting_that_cannot_be_used_says_which_in_one_line(tmp_path: Path) -> None:
    done = palier(tmp_path, tmp_path, "tick", PALIER_PORT="http")
    assert done.returncode == 2
    assert done.stderr.decode() == "palier: PALIER_PORT: “http” is not a number from 1 to 65535\n"


def test_check_of_a_sound_help_centre_is_silent(small_centre: Path, tmp_path: Path) -> None:
    done = palier(small_centre, tmp_path, "check")
    assert (done.returncode, told(done), done.stderr) == (0, [], b"0 errors, 0 warnings\n")


def test_check_tells_a_fault_by_its_place_its_rule_and_its_cure(centre: Path, tmp_path: Path) -> None:
    page = centre / "docs" / "articles" / "billing" / "send-an-invoice.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("products: [facturo]", "products: [factura]"), encoding="utf-8"
    )
    done = palier(centre, tmp_path, "check")
    (line,) = told(done)
    assert done.returncode == 1
    assert line.startswith("docs/articles/billing/send-an-invoice.md:4:")
    assert "unknown-product" in line
    assert "→" in line
    as_json = palier(centre, tmp_path, "check", "--json")
    (finding,) = json.loads(as_json.stdout)
    assert as_json.returncode == 1
    assert (finding["path"], finding["line"], finding["rule"]) == (
        "docs/articles/billing/send-an-invoice.md",
        4,
        "unknown-product",
    )


def test_build_publishes_once_and_then_only_what_changed(centre: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    first = palier(centre, var, "build")
    assert first.returncode == 0
    published = (var / "current").resolve()
    assert re.findall(r"Published (.*): \d+ pages, (\d+) documents\.", first.stderr.decode()) == [
        (published.name, "24")
    ]
    again = palier(centre, var, "build", "--if-changed")
    assert (again.returncode, again.stderr, (var / "current").resolve()) == (0, b"Up to date.\n", published)
    page = centre / "docs" / "articles" / "billing" / "send-an-invoice.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nC’est tout.\n", encoding="utf-8")
    changed = palier(centre, var, "build", "--if-changed")
    assert changed.returncode == 0
    assert (var / "current").resolve() != published


def test_build_that_fails_leaves_the_one_before_as_it_was(centre: Path, small_var: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    shutil.copytree(small_var, var, symlinks=True)

    def everything() -> dict[str, bytes]:
        return {
            str(path.relative_to(var)): path.read_bytes()
            for path in var.rglob("*")
            if path.is_file() and path.name not in {"secret.key", "lock", "build.lock", ".lock"}
        }

    before, link = everything(), (var / "current").readlink()
    (centre / "docs" / "articles" / "billing" / "send-an-invoice.md").write_text("no title", encoding="utf-8")
    done = palier(centre, var, "build")
    assert done.returncode == 2
    assert "docs/articles/billing/send-an-invoice.md:1" in done.stderr.decode()
    assert (var / "current").readlink() == link
    assert everything() == before


def test_search_answers_as_the_api_does(house: House, small_centre: Path) -> None:
    words = "l'export s'arrete a la moitie"
    facts = {"product": "facturo", "version": "14.2", "build": "14203"}
    options = [part for name, value in facts.items() for part in (f"--{name}", value)]
    done = palier(small_centre, house.var, "search", words, "--lang", "fr", "--json", *options)
    assert done.returncode == 0
    assert json.loads(done.stdout) == house.search(words, **facts)["suggestions"]


def test_search_shows_place_kind_verdict_and_title(small_centre: Path, small_var: Path) -> None:
    done = palier(small_centre, small_var, "search", "export s'arrete", "--product", "facturo", "--version", "14.1")
    lines = told(done)
    assert lines[0].split(" ", 2)[2] == "incident [unknown] L’export s’arrête à la moitié du fichier"
    assert lines[1].strip() == "/incidents/export-stops-half-way/"


def test_search_with_why_prints_the_sum_of_each_page(small_centre: Path, small_var: Path) -> None:
    done = palier(small_centre, small_var, "search", "exporter en csv", "--lang", "fr", "--why")
    lines = told(done)
    assert lines[0].startswith("Read as a short question; familiarity ")
    assert any(line.startswith("  exporter ") for line in lines)
    rank = next(line for line in lines if line.startswith("   rank "))
    total, sum_ = rank.removeprefix("   rank ").split(" = ")
    parts = [float(part.rsplit(" ", 1)[1]) for part in sum_.split(" + ")]
    assert sum(parts) == pytest.approx(float(total), abs=0.03)


def test_search_that_finds_nothing_says_so(small_centre: Path, small_var: Path) -> None:
    done = palier(small_centre, small_var, "search", "zeppelin", "--lang", "en")
    assert (done.returncode, told(done), done.stderr) == (0, [], b"nothing found\n")


def test_search_without_a_build_says_what_to_do(small_centre: Path, tmp_path: Path) -> None:
    done = palier(small_centre, tmp_path / "var", "search", "facture")
    assert done.returncode == 1
    assert "run `palier build` first" in done.stderr.decode()


def test_review_answers_each_line_with_one(house: House, small_centre: Path) -> None:
    drafts = [BUG, {**BUG, "build": ""}, {"lang": "en", "kind": "bug"}, QUESTION]
    lines = "".join(f"{json.dumps(draft)}\n" for draft in drafts)
    done = palier(small_centre, house.var, "review", "-", typed=lines)
    answers = [json.loads(line) for line in told(done)]
    assert (done.returncode, len(answers)) == (0, 4)
    assert [answer["drafts"] for answer in answers] == [[]] * 4
    # The same gate as the web's, to the word.
    assert [answer["refusals"] for answer in answers] == [
        [],
        *(house.send(draft).get_json()["refusals"] for draft in drafts[1:3]),
        [],
    ]


def test_review_of_lines_that_cannot_be_read_keeps_the_count(small_centre: Path, tmp_path: Path) -> None:
    lines = tmp_path / "drafts.jsonl"
    lines.write_bytes(
        b"{\n" + json.dumps(QUESTION).encode() + b"\n\n[]\n" + b'{"subject": "\xe9"}\n' + b'{"attachments": ["x"]}\n'
    )
    done = palier(small_centre, tmp_path, "review", str(lines))
    answers = [json.loads(line) for line in told(done)]
    assert done.returncode == 2
    assert [answer.get("error", "") for answer in answers] == [
        "the body is not valid JSON",
        "",
        "the body is not a JSON object",
        "the body is not UTF-8",
        "",
    ]
    assert [line.partition(":")[0] for line in done.stderr.decode().splitlines()] == ["line 1", "line 4", "line 5"]
    assert [one["reason"] for one in answers[4]["refusals"] if one["field"] == "attachments"] == ["shape"]


def test_review_masks_what_it_shows(small_centre: Path, tmp_path: Path) -> None:
    draft = {**QUESTION, "description": SENTENCE_WITH_PASSWORD}
    done = palier(small_centre, tmp_path, "review", "-", typed=json.dumps(draft))
    (refusal,) = json.loads(done.stdout)["refusals"]
    assert (refusal["code"], refusal["masked"]) == ("secret", "Mon mot de passe est : [secret-1]")
    assert PASSWORD.encode() not in done.stdout + done.stderr


def test_review_judges_attachments_by_what_the_draft_says_of_them(small_centre: Path, tmp_path: Path) -> None:
    draft = {**QUESTION, "attachments": [{"name": "setup.exe", "size": 5, "media_type": "application/x-dosexec"}]}
    done = palier(small_centre, tmp_path, "review", "-", "--json", typed=json.dumps(draft))
    assert [(one["code"], one["field"]) for one in json.loads(done.stdout)["refusals"]] == [
        ("attachment", "attachments.0")
    ]


def test_review_without_support_yml_says_so(tmp_path: Path) -> None:
    done = palier(tmp_path, tmp_path, "review", "-")
    assert done.returncode == 2
    assert "support.yml" in done.stderr.decode()


def test_tick_sends_what_is_due_and_forgets_what_is_old_and_twice_is_harmless(house: House, small_centre: Path) -> None:
    house.accept(BUG, key="k-1")
    for day, sent, asks, keys in (
        ("2026-11-23T09:30", 2, 0, 0),
        ("2026-11-23T09:30", 0, 0, 0),
        ("2026-11-30T09:30:00+00:00", 0, 0, 0),
        ("2026-11-30T09:30:01+00:00", 0, 0, 1),
        ("2027-02-21T09:30", 0, 0, 0),
        ("2027-02-21T09:30:01", 0, 1, 0),
        ("2027-02-21T09:30:01", 0, 0, 0),
    ):
        done = palier(small_centre, house.var, "tick", "--now", day)
        assert done.returncode == 0
        forgotten = f"asks forgotten: {asks}, keys forgotten: {keys}, reasons forgotten: 0"
        mails = f"mails sent: {sent}, told of a fix: 0"
        assert told(done) == [
            f"{mails}, {forgotten}, subscriptions forgotten: 0, notices forgotten: 0, uploads removed: 0"
        ]
    assert (house.rows(Ask), house.rows(IdempotencyKey)) == ([], [])
    assert [(mail.state, mail.attempts) for mail in house.rows(Mail)] == [("sent", 1)] * 2
    # The ledger and the ticket stay, without a way to the forgotten words.
    assert [(event.name, event.ask_id) for event in house.rows(Event)][:2] == [
        ("searched", None),
        ("accepted", None),
    ]
    assert [ticket.ask_id for ticket in house.rows(Ticket)] == [None]


def test_tick_leaves_mail_that_is_not_due(house: House, small_centre: Path) -> None:
    house.accept(BUG)
    done = palier(small_centre, house.var, "tick", "--now", "2026-11-23T09:29:59")
    assert told(done)[0].startswith("mails sent: 0,")


def test_tick_at_a_moment_that_is_none_says_how_to_write_it(small_centre: Path, tmp_path: Path) -> None:
    done = palier(small_centre, tmp_path, "tick", "--now", "tomorrow")
    assert done.returncode == 2
    assert "2026-11-22T08:00" in done.stderr.decode()


def test_evaluate_measures_a_small_collection(small_centre: Path, tmp_path: Path) -> None:
    documents, queries = tmp_path / "documents.jsonl", tmp_path / "queries.jsonl"
    pages = [
        {"id": "vat", "lang": "en", "title": "Change the VAT rate", "keywords": ["tax"], "body": "Set it by item."},
        {"id": "printer", "lang": "en", "title": "Install a printer", "keywords": [], "body": "Add the printer."},
    ]
    asked = [
        {"id": "1", "lang": "en", "text": "vat rate", "relevant": ["vat"]},
        {"id": "2", "lang": "en", "text": "zeppelin moorings", "relevant": ["printer"]},
    ]
    documents.write_text("".join(f"{json.dumps(page)}\n" for page in pages), encoding="utf-8")
    queries.write_text("".join(f"{json.dumps(one)}\n" for one in asked), encoding="utf-8")
    done = palier(small_centre, tmp_path, "evaluate", str(documents), str(queries), "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    measured = ("queries", "documents", "recall_at_1", "recall_at_5", "mrr_at_10", "zero_result_share")
    assert [found[name] for name in measured] == [2, 2, 0.5, 0.5, 0.5, 0.5]
    assert [(miss["id"], miss["place"], miss["shown"]) for miss in found["worst"]] == [("2", None, [])]
    assert done.stderr.decode().splitlines() == ["Reading and indexing the pages", "Asking the questions"]
    table = told(palier(small_centre, tmp_path, "evaluate", str(documents), str(queries)))
    assert [line.split() for line in table[:3]] == [["queries", "2"], ["documents", "2"], ["recall_at_1", "0.500"]]
    assert table[-6:] == [
        "The worst questions (1): right page latest, or not at all",
        "",
        "2: zeppelin moorings",
        "    right page not among ten",
        "    shown  nothing",
        "    right  printer  Install a printer",
    ]


def test_evaluate_tells_a_miss_so_that_it_can_be_read(small_centre: Path, tmp_path: Path) -> None:
    documents, queries = tmp_path / "documents.jsonl", tmp_path / "queries.jsonl"
    pages = [{"id": f"p{n}", "lang": "en", "title": "Printers" + " and tables" * n} for n in range(6)]
    long = "printers\n\x1b[2J" + " and tables" * 40
    asked = [
        {"lang": "en", "text": "printers", "relevant": ["p1"]},
        {"id": "long", "lang": "en", "text": long, "relevant": ["gone", "lost", "away", "off"]},
    ]
    documents.write_text("".join(f"{json.dumps(page)}\n" for page in pages), encoding="utf-8")
    queries.write_text("".join(f"{json.dumps(one)}\n" for one in asked), encoding="utf-8")
    done = palier(small_centre, tmp_path, "evaluate", str(documents), str(queries), "--strangers", str(queries))
    lines = done.stdout.decode().splitlines()
    told_of_long = [line for line in lines if line.startswith("long: printers [2J and tables")]
    assert "strangers_silent_share 0.500" in lines
    assert len(told_of_long) == 1
    assert told_of_long[0].endswith("…")
    assert lines[-11:] == [
        "    right  gone  (there is no such page)",
        "           lost  (there is no such page)",
        "           away  (there is no such page)",
        "           and 1 more",
        "",
        "(no id): printers",
        "    right page in place 2",
        "    shown  p0  Printers",
        "           p1  Printers and tables",
        "           p2  Printers and tables and tables",
        "    right  p1  Printers and tables",
    ]


def test_evaluate_in_a_server_that_cannot_be_reached_says_so(small_centre: Path, tmp_path: Path) -> None:
    documents, queries = tmp_path / "documents.jsonl", tmp_path / "queries.jsonl"
    documents.write_text('{"id": "vat", "lang": "en", "title": "Change the VAT rate"}\n', encoding="utf-8")
    queries.write_text('{"lang": "en", "text": "vat", "relevant": ["vat"]}\n', encoding="utf-8")
    nowhere = f"postgresql+psycopg://palier@/palier?host={tmp_path}"
    done = palier(small_centre, tmp_path, "evaluate", str(documents), str(queries), "--search-url", nowhere)
    assert done.returncode == 2
    assert "palier: PostgreSQL cannot keep the index: " in done.stderr.decode()


def test_evaluate_of_a_broken_collection_names_file_and_line(small_centre: Path, tmp_path: Path) -> None:
    broken = tmp_path / "queries.jsonl"
    broken.write_text('{"id": 1}\n', encoding="utf-8")
    done = palier(small_centre, tmp_path, "evaluate", str(broken), str(broken))
    assert done.returncode == 2
    assert "queries.jsonl:1" in done.stderr.decode()
