"""Message parts: how the page of parts tells them, and what one click changes in them.

A part has its kind, its words and its share of the scenario for itself; all else is the whole message's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from deflect.suggestion import Suggestion
from kb.request_kind import RequestKind
from kb.support import Support
from submit.draft import Draft
from submit.gate.one_question import ONE_QUESTION
from submit.gate.shares import SCENARIO, hand_over, has_text
from submit.matter import of_its_product
from submit.siblings import MOST_SIBLINGS, Sibling
from submit.web.draft_reading import draft_fields, parse_draft
from submit.web.form_faults import FormFault
from submit.web.journey import Journey
from submit.web.refusal_sentences import base_field
from submit.web.repairs import mended

# A part's own; everything else is common to all of them.
OWN = ("kind", "subject", "description", *SCENARIO)
# What a click does in one part: `part.1.kind:data_correction`, `part.1.scenario`, or a field with a better text.
_KIND, _TAKE = "kind:", "scenario"
SEND, _ANSWERED = "send", "answered:"


@dataclass(frozen=True, slots=True)
class Part:
    """One part on the page. `fate` is what the customer chose: `send`, `leave`, or `answered:` by a suggestion.

    `may_take` says that it has no steps and another one has: they may be its own.
    """

    draft: Draft
    ask: str
    fate: str = SEND
    suggestions: tuple[Suggestion, ...] = ()
    faults: tuple[FormFault, ...] = ()
    may_take: bool = False

    @property
    def step_count(self) -> int:
        """How many steps it tells."""
        return len(self.draft.steps)

    @property
    def answer(self) -> str:
        """The id of the suggestion that answers it, or empty."""
        return self.fate.removeprefix(_ANSWERED) if self.fate.startswith(_ANSWERED) else ""


def read_parts(form: MultiDict[str, str], journey: Journey, support: Support) -> list[Part]:
    """The parts as the form tells them; whatever they do not say themselves is the journey's."""
    parts = []
    for place in range(MOST_SIBLINGS):
        if f"part.{place}.description" not in form:
            break
        told = _fields_of(form, f"part.{place}.")
        kind = told.get("kind") if told.get("kind") in support.kinds else journey.draft.kind
        common = of_its_product(journey.draft, support).model_dump(exclude={"attachments"})
        draft, _ = parse_draft({**common, **told, "kind": kind}, journey.draft.lang)
        draft = vouching(draft.model_copy(update={"attachments": journey.draft.attachments}))
        parts.append(Part(draft, form.get(f"part.{place}.ask", ""), form.get(f"part.{place}.fate", SEND)))
    return parts


def repaired(siblings: Sequence[Sibling], wanted: str, support: Support) -> list[Sibling]:
    """The parts with what one click, `part.1.description`, was to put in order."""
    return _taken([_repaired(place, one, wanted, support) for place, one in enumerate(siblings)], wanted)


def may_take(one: Sibling, siblings: Sequence[Sibling]) -> bool:
    """Whether the steps of another part may be about this one, which has none."""
    return not has_text(one.draft, "steps") and any(has_text(other.draft, "steps") for other in siblings)


def vouching(draft: Draft) -> Draft:
    """The draft of a customer who says that it is one question."""
    vows = tuple(dict.fromkeys((*draft.attest, ONE_QUESTION)))
    return draft.model_copy(update={"attest": vows})


def _fields_of(form: MultiDict[str, str], prefix: str) -> dict[str, object]:
    """What the form says of one part, by field; what it does not name is the whole message's."""
    names = [name.removeprefix(prefix) for name in form if name.startswith(prefix)]
    own = MultiDict((name, value) for name in names if name in OWN for value in form.getlist(f"{prefix}{name}"))
    fields = draft_fields(own)
    return {name: fields[name] for name in own}


def _repaired(place: int, one: Sibling, wanted: str, support: Support) -> Sibling:
    """The part with the better text in place where its own field was clicked, or as of the kind that was."""
    field = wanted.removeprefix(f"part.{place}.")
    if field == wanted:
        return one
    if field.startswith(_KIND) and field.removeprefix(_KIND) in support.kinds:
        return replace(one, draft=one.draft.model_copy(update={"kind": RequestKind(field.removeprefix(_KIND))}))
    return replace(one, draft=mended(one.draft, support, [field])) if base_field(field) in OWN else one


def _taken(siblings: Sequence[Sibling], wanted: str) -> list[Sibling]:
    """The parts, with the steps of another where a click said that they are this one's."""
    for place in range(len(siblings)):
        if wanted == f"part.{place}.{_TAKE}":
            drafts = hand_over([one.draft for one in siblings], place)
            return [replace(one, draft=draft) for one, draft in zip(siblings, drafts, strict=True)]
    return list(siblings)
