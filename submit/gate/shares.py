"""Shares: what goes with which part when a message with several questions is taken apart.

Each part has the kind that its own words speak of, where that is offered here and asks the customer for nothing that
the kind of the whole would not ask. The steps of a message, with what was expected and observed, are about one fault:
they go with the part that tells of one and fits them best by its words, and with no other. What must stay true: every
word of the scenario is in exactly one of the parts.
"""

from collections.abc import Sequence

from kb.request_kind import RequestKind
from kb.support import Support
from submit.draft import Draft
from submit.gate import required
from submit.gate.fillers import is_filler
from submit.gate.question.features import stems
from submit.gate.question.part_kind import kind_of
from submit.gate.question.segment import LONGEST_READ, plain

STEPS = ("steps", "expected", "observed")
# In the order of the form. Of a bug all of them tell of the one fault; of anything else the goal is everybody's.
SCENARIO = ("goal", *STEPS, "since", "frequency")
# How many shared words it takes to outweigh that a part tells of a fault, or might.
_TELLS_FAULT, _MAY_TELL = 2, 1


def share_out(whole: Draft, parts: Sequence[Draft], texts: Sequence[str], support: Support) -> tuple[Draft, ...]:
    """The parts of a message, each with its own kind and its share of the scenario; `texts` are their own words."""
    kinds = [kind_of(text) for text in texts]
    fields = SCENARIO if whole.kind is RequestKind.BUG else STEPS
    if not any(has_text(whole, name) for name in fields):
        return tuple(_of_kind(part, kind, support) for part, kind in zip(parts, kinds, strict=True))
    keeper = _keeper(whole, texts, kinds)
    nothing = {name: () if name == "steps" else "" for name in fields}
    return tuple(
        part if place == keeper else _of_kind(part.model_copy(update=nothing), kinds[place], support)
        for place, part in enumerate(parts)
    )


def hand_over(parts: Sequence[Draft], to: int) -> tuple[Draft, ...]:
    """The parts, with the scenario of the others at the part `to`, where it has nothing of its own."""
    shared = list(parts)
    for name in SCENARIO:
        giver = next((place for place, part in enumerate(shared) if place != to and has_text(part, name)), None)
        if giver is None or has_text(shared[to], name):
            continue
        shared[to] = shared[to].model_copy(update={name: getattr(shared[giver], name)})
        shared[giver] = shared[giver].model_copy(update={name: () if name == "steps" else ""})
    return tuple(shared)


def join(parts: Sequence[Draft]) -> Draft:
    """Several parts as one, with all their words; it is of the kind of the one that tells the scenario."""
    told = next((part for part in parts if any(has_text(part, name) for name in STEPS)), parts[0])
    found: dict[str, object] = {"description": "\n\n".join(part.description for part in parts), "kind": told.kind}
    for name in SCENARIO:
        found[name] = next((getattr(part, name) for part in parts if has_text(part, name)), getattr(parts[0], name))
    return parts[0].model_copy(update=found)


def has_text(draft: Draft, name: str) -> bool:
    """Whether the customer said anything in that field of the scenario."""
    value = getattr(draft, name)
    return any(not is_filler(step) for step in value) if name == "steps" else bool(value.strip())


def _keeper(whole: Draft, texts: Sequence[str], kinds: Sequence[RequestKind | None]) -> int:
    """The place of the part that the scenario is about."""
    scenario = "\n".join((*whole.steps, whole.expected, whole.observed, whole.goal))
    named = stems(plain(scenario[:LONGEST_READ]))
    worth = {RequestKind.BUG: _TELLS_FAULT, None: _MAY_TELL}
    scores = [
        (len(named & stems(plain(text[:LONGEST_READ]))) + worth.get(kind, 0), worth.get(kind, 0))
        for text, kind in zip(texts, kinds, strict=True)
    ]
    return scores.index(max(scores))


def _of_kind(part: Draft, kind: RequestKind | None, support: Support) -> Draft:
    """The part as of that kind, else as a plain question, else as it is: whatever asks for no more than that."""
    lacking = _lacks(part, support)
    wanted = [] if kind in {None, RequestKind.BUG} else [RequestKind.QUESTION]
    for one in (kind, *wanted):
        if one is not None and one in support.kinds:
            other = part.model_copy(update={"kind": one})
            if _lacks(other, support) <= lacking:
                return other
    return part


def _lacks(part: Draft, support: Support) -> frozenset[str]:
    return frozenset(refusal.field for refusal in required.check(part, support))
