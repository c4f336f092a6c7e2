"""The review: every rule over one draft, all refusals at once, in the order of the form's fields.

The draft is tidied first (version and build read out of what was pasted, blanks around the address dropped);
the tidied draft is part of the review and is what should be kept. The same draft always gets the same review.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.support import Support
from submit.draft import Draft
from submit.gate import (
    attachments,
    one_question,
    own_fields,
    priority,
    punctuation,
    required,
    scenario,
    scope,
    secrets,
    shouting,
    too_long,
    version_and_build,
)
from submit.refusal import Code, Refusal

Rule = Callable[[Draft, Support], list[Refusal]]

# In the order in which refusals of one field are told: what lacks, what cannot be, then how it is written.
RULES: tuple[Rule, ...] = (
    required.check,
    scope.check,
    version_and_build.check,
    priority.check,
    own_fields.check,
    one_question.check,
    scenario.check,
    secrets.check,
    too_long.check,
    shouting.check,
    punctuation.check,
    attachments.check,
)
FORM_ORDER = (
    "kind",
    "product",
    "plan",
    "topic",
    "version",
    "build",
    "subject",
    "description",
    "same_problem",
    "extra",
    "goal",
    "steps",
    "expected",
    "observed",
    "since",
    "frequency",
    "priority",
    "priority_reason",
    "attachments",
    "email",
)


@dataclass(frozen=True, slots=True)
class Review:
    """What the gate says of a draft. Without refusals it may become a ticket.

    `drafts` are the parts when several questions were found, else empty; `draft` is the draft as it was
    tidied.
    """

    refusals: tuple[Refusal, ...]
    drafts: tuple[Draft, ...]
    draft: Draft


def review(draft: Draft, support: Support) -> Review:
    """Every refusal of a draft, first those of the form's first field, and its parts when it holds several
    questions.
    """
    tidied = tidy(draft, support)
    refusals = [refusal for rule in RULES for refusal in rule(tidied, support)]
    own = {f"extra.{name}": place for place, name in enumerate(support.fields)}
    refusals.sort(key=lambda refusal: _place(refusal, own))
    several = any(refusal.code is Code.SEVERAL_QUESTIONS for refusal in refusals)
    return Review(tuple(refusals), one_question.split(tidied, support) if several else (), tidied)


def tidy(draft: Draft, support: Support) -> Draft:
    """The draft as it should be kept; what the customer meant is never changed."""
    draft = own_fields.normalise(version_and_build.normalise(draft, support), support)
    address = draft.email.strip(" \t")
    return draft if address == draft.email else draft.model_copy(update={"email": address})


def _place(refusal: Refusal, own: Mapping[str, int]) -> tuple[int, str, int]:
    """Where a refusal stands in the form; entries of one field by their number, the vendor's own as it lists them."""
    field, _, entry = refusal.field.partition(".")
    place = FORM_ORDER.index(field) if field in FORM_ORDER else len(FORM_ORDER)
    if refusal.field in own:
        return place, "", own[refusal.field]
    return place, "" if entry.isdecimal() else entry, int(entry) if entry.isdecimal() else -1
