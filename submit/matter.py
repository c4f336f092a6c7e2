"""The matter of a draft: which topics, plans and fields of the vendor's own its request is concerned by.

Pure, and asked by everybody who shows or judges a draft, so that no form shows what the gate does not ask.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.own_field import FieldType, OwnField
from kb.support import Support
from kb.topic import Standing, Topic
from kb.when import When
from kb.words import Words
from submit.draft import Draft

EXTRA = "extra."
_BETWEEN_ADDRESSES = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a draft says in one field of the vendor's own: the field's name and the answer, both for people."""

    name: str
    text: str


def asked_fields(draft: Draft, support: Support) -> tuple[OwnField, ...]:
    """The vendor's own fields that this draft's request is asked for, in the order of `support.yml`.

    A field is asked for where its `when` fits or where its kind lists it; one without `when` that some kind lists,
    by those kinds alone. What a kind requires is required, whatever the field itself says.
    """
    kind = support.kinds.get(draft.kind)
    required = _own_names(() if kind is None else kind.required)
    listed = [*required, *_own_names(() if kind is None else kind.optional)]
    by_kinds = {name for one in support.kinds.values() for name in _own_names((*one.required, *one.optional))}
    asked = [
        field
        for name, field in support.fields.items()
        if name in listed
        or (field.when.fits(draft.kind, draft.product, draft.topic) and not (field.when == When() and name in by_kinds))
    ]
    asked += [OwnField(id=name, label=Words({"*": name})) for name in listed if name not in support.fields]
    return tuple(field.model_copy(update={"required": True}) if field.id in required else field for field in asked)


def offered_topics(draft: Draft, support: Support) -> tuple[Topic, ...]:
    """The topics that this draft's request may be about; the chosen one always, so that it can be seen."""
    return tuple(
        topic
        for topic in support.topics.values()
        if topic.id == draft.topic or topic.when.fits(draft.kind, draft.product)
    )


def standing_of(draft: Draft, support: Support) -> Standing:
    """What the draft's topic means for its customer; without a topic nothing stands against it."""
    topic = support.topics.get(draft.topic)
    return Standing.INCLUDED if topic is None else topic.standing(draft.plan)


def entries(field: OwnField, text: str) -> list[str]:
    """What stands in a field that may hold several: addresses between commas or blanks, boxes one a line."""
    if field.type is FieldType.EMAIL and field.multiple:
        return [one for one in _BETWEEN_ADDRESSES.split(text) if one]
    if field.type is FieldType.CHECKBOXES:
        return [line.strip() for line in text.splitlines() if line.strip()]
    return [text.strip()] if text.strip() else []


def answers(draft: Draft, support: Support, lang: str) -> Iterator[Answer]:
    """What the draft says in the vendor's own fields, in their order; then what else it came with, by its name.

    A field that its request is not asked for (the topic was changed) is left out: it is about something else.
    """
    asked = asked_fields(draft, support)
    for field in asked:
        text = draft.extra.get(field.id, "").strip()
        if text:
            yield Answer(field.label.say(lang), _said(field, text, lang))
    known = {*support.fields, *(field.id for field in asked)}
    yield from (Answer(name, text) for name, text in draft.extra.items() if name not in known and text.strip())


def of_its_product(draft: Draft, support: Support) -> Draft:
    """The draft without a version or build of another product: typed before the product was changed to one that has
    none. One that nobody lists stays: the product itself may have named it.
    """
    product = support.products.get(draft.product)
    if product is None or product.releases:
        return draft
    others = support.products.values()
    strange = {
        "version": draft.version and any(one.release(draft.version) for one in others),
        "build": draft.build and any(one.release_of_build(draft.build) for one in others),
    }
    return draft.model_copy(update={name: "" for name, is_strange in strange.items() if is_strange})


def unlisted(draft: Draft, support: Support) -> tuple[str, ...]:
    """Which of `version` and `build` the registry does not list: the customer vouched for them."""
    product = support.products.get(draft.product)
    if product is None or not product.releases:
        return ()
    release = product.release(draft.version)
    names = ["version"] if draft.version and release is None else []
    builds = () if release is None else release.builds
    if draft.build and builds and draft.build.casefold() not in {build.casefold() for build in builds}:
        names.append("build")
    return tuple(names)


def labels(support: Support, lang: str) -> dict[str, str]:
    """What the form calls each of the vendor's own fields, by the name that refusals use."""
    return {field.path: field.label.say(lang) for field in support.fields.values()}


def _own_names(names: tuple[str, ...]) -> list[str]:
    return [name.removeprefix(EXTRA) for name in names if name.startswith(EXTRA) and name != EXTRA]


def _said(field: OwnField, text: str, lang: str) -> str:
    if not field.options:
        return text
    return ", ".join(field.options[one].say(lang) if one in field.options else one for one in text.splitlines())
