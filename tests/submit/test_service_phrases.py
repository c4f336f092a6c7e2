"""The service's phrases: nothing that it says is missing in a language, and the French is set as French is."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from kb.phrases import Phrases
from kb.request_kind import RequestKind
from kb.support import REFUSAL_CODES
from kb.topic import Standing
from submit.customer import CustomerFault
from submit.dismissals import Reason
from submit.gate.review import FORM_ORDER
from submit.refusal import Code, Refusal
from submit.store.tables import Author, TicketState
from submit.web.refusal_sentences import sentence
from submit.web.service import PHRASES as FOLDER
from submit.web.service import load_phrases
from submit.web.split_page import SAME_REASONS

SUBMIT = FOLDER.parent
OWN = Phrases.load(FOLDER)
ALL = load_phrases()
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "refusals.yml").read_text(encoding="utf-8"))
LANGUAGES = ("fr", "en")
# What templates put together from a word of their own and one of these.
FAMILIES = {
    "suggestions.": ("article", "incident", "limitation", "question"),
    "suggestions.because.": tuple(Reason),
    "dismissed.": tuple(Reason),
    "suggestions.verdict.": ("update", "workaround", "unknown"),
    "track.state.": tuple(TicketState),
    "track.author.": tuple(Author),
    "identity.": tuple(CustomerFault),
    "kind.": tuple(RequestKind),
    "field.": tuple(name for name in FORM_ORDER if name != "extra"),
    "hint.": tuple(name for name in FORM_ORDER if name not in {"extra", "kind", "topic"}),
    "split.": ("subject", "description"),
    "split.same.": SAME_REASONS,
    "request.repair.": (Code.SECRET, Code.SHOUTING, Code.PUNCTUATION, "both"),
    "request.attest.": (
        Code.SECRET,
        Code.SEVERAL_QUESTIONS,
        Code.UNKNOWN_VERSION,
    ),
    "scope.title.": tuple(one for one in Standing if one is not Standing.INCLUDED),
    "scope.accept.": tuple(one for one in Standing if one is not Standing.INCLUDED),
    "track.scope.": tuple(Standing),
}
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def test_vendors_may_advise_on_every_refusal() -> None:
    assert frozenset(Code) == REFUSAL_CODES


def known(lang: str, key: str) -> bool:
    catalogue = ALL.catalogues[lang]
    return key in catalogue or f"{key}.other" in catalogue


def said_in_templates() -> set[str]:
    """Every phrase that a template names in full."""
    return {
        key
        for template in (SUBMIT / "templates").rglob("*.*")
        for key in re.findall(r"""\bt\("([a-z_.-]+)"(?! ~)""", template.read_text(encoding="utf-8"))
    }


def test_service_has_the_same_phrases_in_both_languages() -> None:
    assert sorted(OWN.catalogues) == sorted(LANGUAGES)
    assert sorted(OWN.catalogues["fr"]) == sorted(OWN.catalogues["en"])


@pytest.mark.parametrize("key", sorted(OWN.catalogues["fr"]))
def test_phrase_of_the_service_has_the_same_blanks_in_both_languages(key: str) -> None:
    blanks = [
        sorted({name for _, name, _, _ in Formatter().parse(OWN.catalogues[lang][key]) if name is not None})
        for lang in LANGUAGES
    ]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_templates_of_the_service_say_only_what_was_written(lang: str) -> None:
    said = said_in_templates()
    assert len(said) > 60
    assert [key for key in sorted(said) if not known(lang, key)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_family_of_phrases_has_all_its_members(lang: str, family: str) -> None:
    assert [name for name in FAMILIES[family] if not known(lang, f"{family}{name}")] == []


def test_no_other_phrase_is_put_together_in_a_template() -> None:
    built = {
        start
        for template in (SUBMIT / "templates").rglob("*.*")
        for start in re.findall(r'\bt\("([a-z_.-]+)" ~', template.read_text(encoding="utf-8"))
    }
    assert built == {*FAMILIES, "fault."}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_refusal_has_a_sentence_without_open_blanks(case: dict[str, Any], lang: str) -> None:
    refusal = Refusal(Code(case["code"]), case["field"], case["reason"], case.get("details", {}))
    told = sentence(ALL, lang, refusal)
    assert re.search(r"[{}\[\]]|\bNone\b|: \.|:\s*$", told) is None
    assert told == told.strip()
    assert told[-1] in ".!?"


def test_table_of_refusals_names_every_reason_that_the_code_gives() -> None:
    tested = {(case["code"], case["reason"]) for case in CASES}
    given = set()
    for path in SUBMIT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal"):
                continue
            code, reason = node.args[0], node.args[2] if len(node.args) > 2 else ast.Constant("")
            if isinstance(code, ast.Attribute) and isinstance(reason, ast.Constant):
                given.add((str(Code[code.attr]), reason.value))
    given.discard(("missing", ""))
    assert len(given) > 15
    assert given - tested == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", [name for name in FORM_ORDER if name not in {"extra", "kind"}])
def test_field_that_is_missing_is_named_in_its_sentence(lang: str, field: str) -> None:
    assert "field." not in sentence(ALL, lang, Refusal(Code.MISSING, field, field))


def test_refusal_that_nobody_wrote_a_sentence_for_names_itself() -> None:
    with pytest.raises(KeyError, match=r"fr: refusal\.out-of-scope"):
        sentence(Phrases({"fr": {}}), "fr", Refusal(Code.OUT_OF_SCOPE, "subject"))


@pytest.mark.parametrize("key", sorted(OWN.catalogues["fr"]))
def test_french_phrase_is_set_as_french_is(key: str) -> None:
    text = OWN.catalogues["fr"][key]
    assert "'" not in text
    assert re.findall(r"(?<=\S) [:;!?»]|« ", text) == []
    # A mark that has no space at all before it is as wrong; an address or a time is no such mark.
    assert re.findall(rf"[^\s{NBSP}{NARROW}:/!?]([;!?»]|:(?!//|\w))", text) == []
    assert re.findall(rf"«(?![{NBSP}{NARROW}])", text) == []


@pytest.mark.parametrize("key", sorted(OWN.catalogues["en"]))
def test_english_phrase_has_curly_quotes(key: str) -> None:
    assert re.findall(r"""["']""", OWN.catalogues["en"][key]) == []
