"""Form fields: which fields the form of a draft has, and which of them it shows.

Version, build and topic follow from the product. Where a product has no use for them they keep their place in the
page, out of sight with what was typed in them, so that whoever changes the product back finds it again.
"""

from collections.abc import Sequence

from kb.support import Support
from submit.draft import Draft
from submit.gate.review import FORM_ORDER
from submit.matter import asked_fields, offered_topics
from submit.refusal import Refusal
from submit.web.refusal_sentences import base_field


def placed_fields(draft: Draft, support: Support) -> tuple[str, ...]:
    """The fields that the page holds for the draft's kind, in the form's order, whether or not they are shown."""
    kind = support.kinds.get(draft.kind)
    named = set() if kind is None else {*kind.required, *kind.optional}
    if not any(product.releases for product in support.products.values()):
        named -= {"version", "build"}
    if len(support.products) == 1:
        named -= {"product"}
    if not support.topics:
        named -= {"topic"}
    if not support.plans:
        named -= {"plan"}
    if "priority" in named and any(level.ask_why for level in support.priorities.values()):
        named.add("priority_reason")
    # Even while there are none: a topic may be chosen that needs some.
    if support.fields or asked_fields(draft, support):
        named.add("extra")
    named.add("email")
    return tuple(name for name in FORM_ORDER if name in named - {"kind"})


def shown_fields(draft: Draft, support: Support, refusals: Sequence[Refusal] = ()) -> tuple[str, ...]:
    """Those that the customer sees, in the form's order; what is refused is seen in any case."""
    hidden = set()
    product = support.products.get(draft.product)
    if product is not None and not product.releases:
        hidden |= {"version", "build"}
    if not offered_topics(draft, support):
        hidden |= {"topic"}
    hidden -= {base_field(refusal.field) for refusal in refusals}
    return tuple(name for name in placed_fields(draft, support) if name not in hidden)


def follows_product(support: Support) -> bool:
    """Whether the form changes with the product: some have releases or topics or fields of their own, others not."""
    if len({bool(product.releases) for product in support.products.values()}) > 1:
        return True
    conditions = [
        *(topic.when for topic in support.topics.values()),
        *(field.when for field in support.fields.values()),
    ]
    return any(when.product for when in conditions)
