"""What goes with which part of a message: its kind, and the scenario with the one that it is about."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kb.request_kind import RequestKind
from kb.support import Support
from submit.draft import Draft
from submit.gate.one_question import split
from submit.gate.shares import SCENARIO, hand_over, join

FAULT = "Le logo est coupé sur les devis."
HOW_TO = "Autre question : comment ajouter un collègue ?"
PRINTER = "Autre souci : l’imprimante de la caisse n’imprime plus rien."
BUG: dict[str, Any] = {
    "kind": RequestKind.BUG,
    "product": "boutique",
    "version": "15.0",
    "build": "15011",
    "email": "a@exemple.fr",
    "subject": "Logo",
    "steps": ("J’ouvre le devis D-12", "Je clique sur Imprimer"),
    "expected": "Le logo entier",
    "observed": "La moitié du logo",
    "goal": "Envoyer un devis",
    "since": "lundi",
    "frequency": "Souvent",
}


def parts(support: Support, *texts: str, **more: Any) -> tuple[Draft, ...]:
    return split(Draft(**{**BUG, "description": " ".join(texts), **more}), support)


def test_how_to_beside_a_bug_is_a_question_and_has_none_of_its_steps(support: Support) -> None:
    bug, question = parts(support, FAULT, HOW_TO)
    assert (bug.kind, question.kind) == (RequestKind.BUG, RequestKind.QUESTION)
    assert {name: getattr(bug, name) for name in SCENARIO} == {name: BUG[name] for name in SCENARIO}
    assert [getattr(question, name) for name in SCENARIO] == ["", (), "", "", "", ""]
    common = ("product", "version", "build", "email")
    assert [[getattr(one, name) for name in common] for one in (bug, question)] == [[BUG[name] for name in common]] * 2


def test_bug_has_its_steps_wherever_it_stands(support: Support) -> None:
    question, bug = parts(support, HOW_TO.removeprefix("Autre question : "), "Par ailleurs,", FAULT.lower())
    assert (question.steps, bug.steps) == ((), BUG["steps"])
    assert question.kind is RequestKind.QUESTION


def test_steps_go_with_the_fault_that_they_name(support: Support) -> None:
    steps = ("J’ouvre la caisse", "Je choisis l’imprimante", "J’imprime un ticket")
    told = {"steps": steps, "expected": "Un ticket", "observed": "Rien ne sort de l’imprimante", "goal": ""}
    logo, printer = parts(support, FAULT, PRINTER, **told)
    assert (logo.steps, printer.steps) == ((), steps)
    assert (logo.kind, printer.kind) == (RequestKind.BUG, RequestKind.BUG)
    logo, printer = parts(support, FAULT, PRINTER)
    assert (logo.steps, printer.steps) == (BUG["steps"], ())


def test_part_that_the_steps_name_keeps_them_though_it_asks_how(support: Support) -> None:
    """Whoever tells steps tells of a fault, in whatever words the rest is asked."""
    told = {
        "steps": ("J’ouvre la liste des collègues", "Je clique sur Ajouter", "Je choisis un collègue"),
        "goal": "Ajouter ma collègue Léa",
    }
    asked = "Autre question : comment ajouter un collègue à la liste ?"
    logo, question = parts(support, FAULT, asked, **told, expected="La liste des collègues", observed="Rien à ajouter")
    assert (logo.steps, question.steps, question.kind) == ((), told["steps"], RequestKind.BUG)


def test_word_that_a_question_happens_to_share_does_not_take_the_steps_from_the_fault(support: Support) -> None:
    told = {
        "steps": ("J’ouvre la fiche", "Je clique sur Imprimer"),
        "goal": "",
        "expected": "",
        "observed": "La moitié",
    }
    question, bug = parts(support, "Comment imprimer un plan ?", "Autre souci : le logo est coupé.", **told)
    assert (question.steps, bug.steps) == ((), told["steps"])


def test_kind_is_never_one_that_asks_for_more(support: Support) -> None:
    asked = {"kind": RequestKind.QUESTION, "steps": (), "expected": "", "observed": "", "goal": "", "version": ""}
    assert {part.kind for part in parts(support, FAULT, HOW_TO, **asked)} == {RequestKind.QUESTION}


def test_kind_that_is_not_offered_here_becomes_a_question(support: Support) -> None:
    _, price = parts(support, FAULT, "Autre question : quel est le prix d’une licence de plus ?")
    assert price.kind is RequestKind.QUESTION
    offered = support.model_copy(update={"kinds": {**support.kinds, "commercial": support.kinds["question"]}})
    _, price = parts(offered, FAULT, "Autre question : quel est le prix d’une licence de plus ?")
    assert price.kind is RequestKind.COMMERCIAL


def test_goal_of_anything_but_a_bug_is_everybodys(support: Support) -> None:
    asked = {"kind": RequestKind.QUESTION, "steps": (), "expected": "", "observed": ""}
    assert [part.goal for part in parts(support, FAULT, HOW_TO, **asked)] == [BUG["goal"]] * 2


TOLD = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(RequestKind)),
        "description": st.lists(
            st.sampled_from([FAULT, HOW_TO, PRINTER, "PS : pouvez-vous ajouter un filtre ?"]), min_size=2, max_size=6
        ).map(" ".join),
        "steps": st.lists(st.sampled_from(["J’ouvre le devis", "J’imprime", "-"]), max_size=3).map(tuple),
        "expected": st.sampled_from(["", "Le logo"]),
        "observed": st.sampled_from(["", "Rien ne s’imprime"]),
        "goal": st.sampled_from(["", "Envoyer un devis"]),
    }
)


@given(TOLD)
def test_no_word_of_the_scenario_is_lost_or_told_twice(support: Support, told: dict[str, Any]) -> None:
    drafts = split(Draft(**told), support)
    for name in ("expected", "observed", "steps"):
        empty = () if name == "steps" else ""
        kept = [getattr(draft, name) for draft in drafts if getattr(draft, name) != empty]
        if drafts and (any(told[one] for one in ("expected", "observed")) or set(told["steps"]) - {"-"}):
            assert kept == [told[name]] * (told[name] != empty)


def test_scenario_is_handed_to_the_part_that_the_customer_names(support: Support) -> None:
    given_to = hand_over(parts(support, FAULT, PRINTER), 1)
    assert [part.steps for part in given_to] == [(), BUG["steps"]]
    assert [part.observed for part in given_to] == ["", BUG["observed"]]


def test_what_a_part_says_itself_stays_when_it_gets_the_rest(support: Support) -> None:
    logo, printer = parts(support, FAULT, PRINTER)
    logo, printer = hand_over((logo, printer.model_copy(update={"observed": "Un voyant rouge"})), 1)
    assert (printer.steps, printer.observed) == (BUG["steps"], "Un voyant rouge")
    assert (logo.steps, logo.observed) == ((), BUG["observed"])


def test_parts_that_are_joined_keep_every_word_and_the_kind_of_the_fault(support: Support) -> None:
    question, bug = parts(support, HOW_TO.removeprefix("Autre question : "), "Par ailleurs,", FAULT.lower())
    joined = join((question, bug))
    assert joined.description == f"{question.description}\n\n{bug.description}"
    assert (joined.subject, joined.kind) == (question.subject, RequestKind.BUG)
    assert {name: getattr(joined, name) for name in SCENARIO} == {name: BUG[name] for name in SCENARIO}
