"""A level that asks why is given its reason (promise 10).

`support.yml` marks such levels with `ask_why`: what stops everybody else's work deserves a sentence. A reason given
for a level that does not ask for one is kept and not judged.
"""

from kb.support import Support
from submit.draft import Draft
from submit.gate.fillers import is_filler
from submit.refusal import Code, Refusal


def check(draft: Draft, support: Support) -> list[Refusal]:
    """A refusal when the chosen level asks why and nothing was said."""
    level = support.priorities.get(draft.priority)
    if level is None or not level.ask_why or not is_filler(draft.priority_reason):
        return []
    return [Refusal(Code.MISSING, "priority_reason", "priority_reason", {"level": level.name.say(draft.lang)})]
