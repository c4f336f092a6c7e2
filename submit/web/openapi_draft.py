"""What a vendor's `support.yml` adds to the description of a draft: what may be chosen, and fields of its own."""

from collections.abc import Mapping
from typing import Any

from kb.own_field import FieldType, OwnField
from kb.support import Support

_FORMATS = {FieldType.DATE: "date", FieldType.TIME: "time", FieldType.DATETIME: "date-time"}


def draft_choices(properties: dict[str, Any], support: Support) -> dict[str, Any]:
    """The properties of a draft that this vendor says more of. What is chosen may also stay empty."""
    lang = support.default_language
    chosen: dict[str, Mapping[str, object]] = {
        "topic": support.topics,
        "plan": support.plans,
        "priority": support.priorities,
    }
    more = {name: {**properties[name], "enum": ["", *entries]} for name, entries in chosen.items() if entries}
    if support.fields:
        own = {name: _own_field(field, lang) for name, field in support.fields.items()}
        more["extra"] = {**properties["extra"], "properties": own}
    return more


def _own_field(field: OwnField, lang: str) -> dict[str, Any]:
    """A field as a JSON Schema. It is told as text: several choices may also come as a list, several addresses
    between commas.
    """
    schema: dict[str, Any] = {"type": "string", "title": field.label.say(lang)}
    if field.description:
        schema["description"] = field.description.say(lang)
    if field.placeholder:
        schema["examples"] = [field.placeholder.say(lang)]
    if field.type is FieldType.DROPDOWN:
        schema["enum"] = ["", *field.options]
    if field.type is FieldType.CHECKBOXES:
        schema |= {"type": ["array", "string"], "items": {"type": "string", "enum": [*field.options]}}
    if field.type is FieldType.EMAIL and not field.multiple:
        schema["format"] = "email"
    if field.type in _FORMATS:
        schema["format"] = _FORMATS[field.type]
    if field.pattern:
        schema["pattern"] = field.pattern
    return schema
