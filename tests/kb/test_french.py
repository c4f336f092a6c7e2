"""Spaces that French wants before its signs do not break the line, whatever the author typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from built_centre import Built
from hypothesis import given
from hypothesis import strategies as st
from stopwatch import least_cpu_s

from kb.french import with_french_spaces, with_french_spaces_in
from kb.page import IncidentMatter, parse_page
from kb.words import Words

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "french.yml").read_text(encoding="utf-8"))
INCIDENT = """---
title: "Plus d’envoi : que faire ?"
description: Rien ne part !
state: identified
severity: major
started: 2026-11-20
workaround: Patientez !
updates: [{at: 2026-11-20, text: "Cause trouvée : le relais"}]
---

Rien.
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_space_is_kept_together_with_its_sign(case: dict[str, str]) -> None:
    spaced = with_french_spaces_in if case.get("html") else with_french_spaces
    typed, seen = (case[name].replace("~", "\u00a0") for name in ("typed", "seen"))
    assert spaced(typed, "fr") == seen
    assert spaced(typed, "en") == typed


@given(st.text(st.sampled_from(" \u00a0;:?!»«<>/abpre\"'=-\n")))
def test_nothing_but_spaces_changes_and_twice_is_once(text: str) -> None:
    for spaced in (with_french_spaces, with_french_spaces_in):
        seen = spaced(text, "fr")
        assert seen.replace("\u00a0", " ") == text.replace("\u00a0", " ")
        assert spaced(seen, "fr") == seen


def test_front_matter_is_printed_as_its_language_wants_it() -> None:
    for lang, gap in (("fr", "\u00a0"), ("en", " ")):
        page, _ = parse_page(INCIDENT, "incidents/x.md", (lang,))
        assert page is not None
        assert isinstance(page.matter, IncidentMatter)
        seen = (page.title, page.matter.description, page.matter.workaround, page.matter.updates[0].text)
        assert seen == tuple(
            text.replace("~", gap)
            for text in ("Plus d’envoi~: que faire~?", "Rien ne part~!", "Patientez~!", "Cause trouvée~: le relais")
        )


def test_words_of_support_yml_are_printed_so_too() -> None:
    words = Words.model_validate({"fr": "Que faire ?", "en": "What now ?"})
    assert (words.say("fr"), words.say("en")) == ("Que faire\u00a0?", "What now ?")


def test_page_and_its_table_of_contents_are_printed_so_too(centre: Path, build: Callable[[], Built]) -> None:
    page = centre / "docs" / "articles" / "mail" / "smtp.md"
    typed = "\n\n## Que faire ?\n\nÉcrivez : « oui » ou `a : b`.\n\n## Et puis ?\n\nRien.\n"
    page.write_text(page.read_text(encoding="utf-8") + typed, encoding="utf-8")
    built = build()
    html = built.page("/articles/mail/smtp/")
    assert html.count("Que faire\u00a0?") >= 2
    assert "Que faire ?" not in html
    assert "Écrivez\u00a0: «\u00a0oui\u00a0» ou <code>a : b</code>." in html


@pytest.mark.parametrize("hostile", ["<code>" * 20_000, "<!--" * 50_000, "<" * 300_000, "« " * 100_000])
def test_page_that_closes_nothing_costs_no_more_than_its_length(hostile: str) -> None:
    assert least_cpu_s(lambda: with_french_spaces_in(f"{hostile} :", "fr"), runs=2) < 1
