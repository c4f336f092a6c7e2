"""The topic is one that support takes, and what is not included is chosen knowingly (promise 4).

`support.yml` says of each topic whether it is included, in which plans, sold by the hour or as training, or nobody's
job here. Whoever writes about something that is not included says that they know (`attest`:
`out-of-scope:topic.<id>`); the ticket carries the topic, the plan and that word. Whoever asks for a quote, a request of
the commercial kind, has chosen to pay already.

Limits: the topic is the one that the customer chose; what they wrote is not read for it. A customer whose plan is
not known is taken to have the right one, for the team can look that up.
"""

from kb.request_kind import RequestKind
from kb.support import Support
from kb.topic import Standing, Topic
from submit.draft import Draft
from submit.gate.fillers import is_filler
from submit.matter import standing_of
from submit.refusal import Code, Refusal


def check(draft: Draft, support: Support) -> list[Refusal]:
    """A refusal for a topic or plan that does not exist, and for a topic that is not included and was not accepted."""
    refusals = []
    for field, value, known in (("topic", draft.topic, support.topics), ("plan", draft.plan, support.plans)):
        if known and value and value not in known and not is_filler(value):
            refusals.append(Refusal(Code.INVALID, field, field, {"known": list(known)}))
    topic = support.topics.get(draft.topic)
    if topic is not None and needs_word(draft, support) and not is_accepted(draft):
        standing = str(standing_of(draft, support))
        refusals.append(Refusal(Code.OUT_OF_SCOPE, "topic", standing, _facts(topic, draft, support)))
    return refusals


def needs_word(draft: Draft, support: Support) -> bool:
    """Whether the customer has to say that they know what their topic means for them."""
    standing = standing_of(draft, support)
    asks_for_quote = draft.kind is RequestKind.COMMERCIAL and standing is not Standing.NONE
    return standing is not Standing.INCLUDED and not asks_for_quote


def is_accepted(draft: Draft) -> bool:
    """Whether the customer said that they know what their topic costs, or that it is nobody's job here."""
    return any(draft.attests(Code.OUT_OF_SCOPE, place) for place in (f"topic.{draft.topic}", "topic"))


def acceptance_of(topic: str) -> str:
    """What a draft's `attest` holds once the customer chose that topic knowingly."""
    return f"{Code.OUT_OF_SCOPE}:topic.{topic}"


def _facts(topic: Topic, draft: Draft, support: Support) -> dict[str, object]:
    lang = draft.lang
    return {
        "topic": topic.name.say(lang),
        "plans": [support.plans[plan].name.say(lang) if plan in support.plans else plan for plan in topic.plans],
        "price": topic.price.say(lang),
        "minimum": topic.minimum.say(lang),
        "language": topic.language.say(lang),
        "page": topic.page,
        "quote": topic.quote,
        "accept": acceptance_of(topic.id),
    }
