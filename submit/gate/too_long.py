"""How much each field may hold (promise 15: concise and precise).

The limits are wide enough for any request that a person wrote by hand; longer material belongs in a file.
They also bound what every other rule reads. Lengths count characters as the customer sees them, not bytes.

Limits: nothing is cut here. A text that is too long is refused whole, with how much it holds and may hold.
"""

from kb.support import Support
from submit.draft import Draft
from submit.refusal import Code, Refusal

LIMITS = {
    "subject": 200,
    "description": 8_000,
    "same_problem": 500,
    "steps": 1_000,
    "product": 100,
    "version": 200,
    "build": 200,
    "since": 200,
    "frequency": 200,
    "priority": 100,
    "priority_reason": 1_000,
    "topic": 100,
    "plan": 100,
    "email": 254,
}
OTHERS = 4_000
MOST_STEPS = 50
MOST_EXTRA = 50


def check(draft: Draft, _support: Support) -> list[Refusal]:
    """One refusal for each field that holds more than it may, and one for too many steps or extra fields."""
    refusals = [
        Refusal(Code.TOO_LONG, field, "characters", {"limit": limit_of(field), "length": len(text)})
        for field, text in draft.texts().items()
        if len(text) > limit_of(field)
    ]
    for field, count, most in (
        ("steps", len(draft.steps), MOST_STEPS),
        ("extra", len(draft.extra), MOST_EXTRA),
    ):
        if count > most:
            refusals.append(Refusal(Code.TOO_LONG, field, "entries", {"limit": most, "length": count}))
    return refusals


def limit_of(field: str) -> int:
    """How many characters `field` may hold; `steps.3` is one step."""
    return LIMITS.get(field.partition(".")[0], OTHERS)
