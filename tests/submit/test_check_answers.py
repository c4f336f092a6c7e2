"""`palier check` asks the pages' questions, shows where they lead, and goes red when one leads elsewhere."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from submit.commands.palier import palier

PAGE = "docs/articles/envois/envoyer.md"
FILES = {
    "support.yml": """\
brand: {name: Exemple}
languages: [fr]
products: {facturo: {name: Facturo}}
categories: {envois: {title: Envois}}
kinds: {question: {required: [subject]}}
""",
    "docs/index.md": "Bonjour",
    PAGE: """\
---
title: Envoyer une facture
description: Envoyer une facture par courriel.
products: [facturo]
keywords: [courriel]
answers:
  - comment envoyer une facture
  - pigeon voyageur
not_for: [articles/envois/relancer]
reviewed: 2026-11-22
---
Choisissez Envoyer.
""",
    "docs/articles/envois/relancer.md": """\
---
title: Envoyer une relance de facture
description: Envoyer un rappel au client qui tarde.
products: [facturo]
reviewed: 2026-11-22
---
Choisissez Relancer.
""",
}
TABLE = """\
  plain  unquoted  no accents  typo  CAPITALS  polite
docs/articles/envois/envoyer.md  Envoyer une facture
  ✓1     ✓1        ✓1          ✓1    ✓1        ✓1      comment envoyer une facture
                                                       not_for: articles/envois/relancer is shown at place 2
  ✓1     ✗         ✓1          ✓1    ✓1        ✓1      pigeon voyageur
                                                       line 8 → add to keywords “pigeon”, “voyageur”, which the \
page never says, pair it under terms with a word of the page, or move the question to the page that answers it
2 questions on 1 page: 0 found in every way, 2 to mend
"""


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A small help centre: one of its questions leads nowhere, one also to a page that it should not."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def check(root: Path, *options: str, colour: bool = False) -> Any:
    command = ["--root", str(root), "check", "--today", "2026-11-22", *options]
    return CliRunner().invoke(palier, command, color=colour)


def change(root: Path, old: str, new: str) -> None:
    assert FILES[PAGE].count(old) == 1
    path = root / PAGE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_question_that_leads_elsewhere_is_an_error_until_a_keyword_is_added(centre: Path) -> None:
    change(centre, "not_for: [articles/envois/relancer]\n", "")
    red = check(centre)
    (line,) = red.stdout.splitlines()
    assert red.exit_code == 1
    assert line.startswith(f"{PAGE}:8:5: answer-not-found “pigeon voyageur” finds this page only because ")
    assert "→ add to keywords “pigeon”, “voyageur”" in line
    change(centre, "[courriel]", "[courriel, pigeon voyageur]")
    green = check(centre)
    assert (green.exit_code, green.stdout) == (0, "")


def test_page_shown_beside_the_right_one_is_a_warning(centre: Path) -> None:
    change(centre, "  - pigeon voyageur\n", "")
    done = check(centre)
    (line,) = done.stdout.splitlines()
    assert (done.exit_code, line.split(" ")[:2]) == (0, [f"{PAGE}:7:5:", "answer-wrong-page"])


def test_no_answers_asks_nothing(centre: Path) -> None:
    done = check(centre, "--no-answers")
    assert (done.exit_code, done.stdout) == (0, "")


def test_table_shows_places_and_advice_in_place_of_the_findings(centre: Path) -> None:
    done = check(centre, "--answers")
    assert (done.exit_code, done.stdout) == (1, TABLE)


def test_table_is_no_part_of_what_machines_read(centre: Path) -> None:
    assert check(centre, "--answers", "--json").stdout == check(centre, "--json").stdout


def test_table_without_questions_says_so(centre: Path) -> None:
    change(centre, "answers:\n  - comment envoyer une facture\n  - pigeon voyageur\n", "")
    assert check(centre, "--answers").stdout == "No page says under answers which questions it answers.\n"


def test_table_is_coloured_where_colours_show(centre: Path) -> None:
    assert "\033[31m✗" in check(centre, "--answers", colour=True).stdout
    assert "\033" not in check(centre, "--answers").stdout
