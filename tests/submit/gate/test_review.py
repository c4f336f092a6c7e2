from kb.request_kind import RequestKind
from kb.support import Support
from submit.draft import Draft
from submit.gate.review import FORM_ORDER, RULES, review

TWO = "Le logo est coupé sur les devis. Autre question : comment changer de formule ?"


def test_review_tells_all_refusals_at_once_in_the_order_of_the_form(support: Support) -> None:
    draft = Draft(
        kind=RequestKind.BUG,
        product="boutique",
        version="Version 14.2 (Build 99)",
        subject="AIDEZ MOI !!!",
        description=f"{TWO} mdp: Rouge77",
        steps=("voir capture",),
        email="marie",
    )
    assert [(str(refusal.code), refusal.field) for refusal in review(draft, support).refusals] == [
        ("unknown-version", "build"),
        ("shouting", "subject"),
        ("punctuation", "subject"),
        ("several-questions", "description"),
        ("secret", "description"),
        ("missing", "goal"),
        ("thin-scenario", "steps"),
        ("missing", "expected"),
        ("missing", "observed"),
        ("invalid", "email"),
    ]


def test_review_orders_entries_of_a_field_by_number(support: Support) -> None:
    draft = Draft(steps=tuple("x" * 1_001 for _ in range(11)))
    fields = [refusal.field for refusal in review(draft, support).refusals if refusal.code == "too-long"]
    assert fields == [f"steps.{place}" for place in range(11)]


def test_review_gives_the_parts_as_drafts(support: Support) -> None:
    found = review(Draft(description=TWO, email="a@exemple.fr"), support)
    assert [draft.description for draft in found.drafts] == [
        "Le logo est coupé sur les devis.",
        "Autre question : comment changer de formule ?",
    ]
    assert review(Draft(description="Le logo est coupé."), support).drafts == ()


def test_review_tidies_before_it_judges(support: Support) -> None:
    draft = Draft(
        email=" a@exemple.fr ",
        subject="Logo",
        description="Le logo est coupé.",
        product="boutique",
        version="v14.2 b. 14203",
    )
    found = review(draft, support)
    assert found.refusals == ()
    assert (found.draft.email, found.draft.version, found.draft.build) == ("a@exemple.fr", "14.2", "14203")


def test_review_of_a_flawless_bug_has_no_refusals(support: Support) -> None:
    draft = Draft(
        kind=RequestKind.BUG,
        email="a@exemple.fr",
        product="boutique",
        version="14.2",
        build="14203",
        subject="Ligne libre perdue",
        description="La ligne libre du devis n’est pas reprise sur la facture.",
        goal="Facturer un devis",
        steps=("Ouvrir Ventes > Devis", "Ajouter une ligne libre", "Cliquer sur Créer facture"),
        expected="La ligne est reprise",
        observed="La ligne manque",
    )
    assert review(draft, support).refusals == ()


def test_review_survives_a_draft_of_hostile_length(support: Support) -> None:
    hostile = "? " * 500_000
    fields = dict.fromkeys(("subject", "description", "goal", "expected", "observed", "version", "email"), hostile)
    codes = {refusal.code for refusal in review(Draft(**fields, steps=[hostile] * 3), support).refusals}
    assert "too-long" in codes


def test_every_rule_and_every_field_has_its_place() -> None:
    assert len(RULES) == len(set(RULES)) == 12
    assert set(Draft.model_fields) - set(FORM_ORDER) == {"lang", "attest"}
