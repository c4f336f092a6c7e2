"""Refusal sentences: a refusal in the customer's words, from the phrases."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from kb.phrases import Phrases
from submit.refusal import Refusal

_NO_LABELS: Mapping[str, str] = MappingProxyType({})


def sentence(phrases: Phrases, lang: str, refusal: Refusal, labels: Mapping[str, str] = _NO_LABELS) -> str:
    """What the customer reads: the fault and the way out. Raises `KeyError` for a code that has no sentence.

    `labels` are what the form calls fields of the vendor's own, by the name that refusals use.
    """
    details = {name: _readable(value) for name, value in refusal.details.items()}
    details["field"] = labels.get(refusal.field) or field_name(phrases, lang, refusal.field)
    known = phrases.catalogues.get(lang, {})
    for key in _keys(refusal):
        if key in known:
            # The last of the details may be empty, such as where a product shows its version.
            return phrases.say(lang, key, **details).strip()
    raise KeyError(f"{lang}: refusal.{refusal.code}.{refusal.reason}")


def as_json(
    phrases: Phrases, lang: str, refusals: Iterable[Refusal], labels: Mapping[str, str] = _NO_LABELS
) -> list[dict[str, Any]]:
    """Refusals as the API gives them: code, field, facts, and the sentence."""
    return [{**refusal.as_json(), "message": sentence(phrases, lang, refusal, labels)} for refusal in refusals]


def base_field(field: str) -> str:
    """The field that the form shows a refusal at: `steps.2` stands at `steps`."""
    name, _, rest = field.partition(".")
    return field if name == "extra" and rest else name


def field_name(phrases: Phrases, lang: str, field: str) -> str:
    """What the form calls a field."""
    try:
        return phrases.say(lang, f"field.{base_field(field)}")
    except KeyError:
        return field


def _keys(refusal: Refusal) -> Iterator[str]:
    """The phrases that could say it, the most telling first: by reason and field, by reason, by field, by code."""
    code, reason, field = f"refusal.{refusal.code}", refusal.reason, base_field(refusal.field)
    if "nearest" in refusal.details and not refusal.details["nearest"]:
        yield f"{code}.{reason}.none"
    if "line" in refusal.details:
        yield f"{code}.{reason}.{field}.line"
    if reason:
        yield f"{code}.{reason}.{field}"
        yield f"{code}.{reason}"
    yield f"{code}.{field}"
    yield code


def _readable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return value
