"""Form faults: refusals as the form shows them, each at its field with the ways out that a click can take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kb.phrases import Phrases
from kb.words import Words
from submit.refusal import Code, Refusal
from submit.web.refusal_sentences import base_field, sentence


@dataclass(frozen=True, slots=True)
class FormFault:
    """One refusal on the page.

    `at` is the field it is shown at, empty when the form does not show that field. `repair` is the better text that
    one click puts in place; `attest` is what the customer may vouch for instead, as the draft's `attest` wants it;
    `advice` are the vendor's own words about it.
    """

    code: str
    field: str
    at: str
    message: str
    parts: tuple[str, ...]
    repair: str
    attest: str
    advice: str = ""


def form_faults(
    phrases: Phrases,
    lang: str,
    refusals: Sequence[Refusal],
    fields: Sequence[str],
    advice: Mapping[str, Words] = MappingProxyType({}),
) -> list[FormFault]:
    """The refusals in the order in which they were told, for a form that shows `fields`; `advice` goes by code."""
    return [
        FormFault(
            code=str(refusal.code),
            field=refusal.field,
            at=base_field(refusal.field) if base_field(refusal.field) in fields else "",
            message=sentence(phrases, lang, refusal),
            parts=tuple(refusal.details.get("parts", ())),
            repair=_repair(refusal),
            attest=_attest(refusal),
            advice=advice[refusal.code].say(lang) if refusal.code in advice else "",
        )
        for refusal in refusals
    ]


def _repair(refusal: Refusal) -> str:
    if refusal.field.startswith("attachments"):
        return ""
    return str(refusal.details.get("repaired") or refusal.details.get("masked") or "")


def _attest(refusal: Refusal) -> str:
    match refusal.code:
        case Code.UNKNOWN_VERSION:
            return f"{refusal.code}:{refusal.field}"
        case Code.SEVERAL_QUESTIONS | Code.SHOUTING | Code.PUNCTUATION:
            return str(refusal.code)
        case Code.SECRET if refusal.reason == "prose":
            return f"{refusal.code}:{refusal.field}"
        case _:
            return ""
