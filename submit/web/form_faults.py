"""Form faults: refusals as the form shows them, each at its field with the ways out that a click can take."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kb.phrases import Phrases
from kb.words import Words
from submit.gate import punctuation
from submit.refusal import Code, Refusal
from submit.web.refusal_sentences import base_field, field_name, sentence

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Choice:
    """What one click puts into a field instead: a version or a build that the registry lists."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class FormFault:
    """One refusal on the page.

    `at` is the field it is shown at, empty when the form does not show that field. `repair` is the better text that
    one click puts in place; `attest` is what the customer may vouch for instead, as the draft's `attest` wants it;
    `advice` are the vendor's own words about it. `button` chooses the words on the button. `choices` are the versions
    or builds that were most likely meant, likeliest first.
    """

    code: str
    field: str
    at: str
    message: str
    parts: tuple[str, ...]
    repair: str
    attest: str
    advice: str = ""
    button: str = ""
    choices: tuple[Choice, ...] = ()


def form_faults(
    phrases: Phrases,
    lang: str,
    refusals: Sequence[Refusal],
    fields: Sequence[str],
    labels: Mapping[str, str] = MappingProxyType({}),
    advice: Mapping[str, Words] = MappingProxyType({}),
) -> list[FormFault]:
    """The refusals in the order in which they were told, for a form that shows `fields`.

    `labels` are what the form calls fields of the vendor's own; `advice` goes by code.
    """
    faults = [
        FormFault(
            code=str(refusal.code),
            field=refusal.field,
            at=base_field(refusal.field) if base_field(refusal.field) in fields else "",
            message=sentence(phrases, lang, refusal, labels),
            parts=tuple(refusal.details.get("parts", ())),
            repair=_repair(refusal),
            attest=_attest(refusal),
            button=str(refusal.code),
            advice=advice[refusal.code].say(lang) if refusal.code in advice else "",
            choices=_choices(refusal),
        )
        for refusal in refusals
    ]
    return list(_tone_told_together(faults, lambda field: _both(phrases, lang, field, labels)))


def _tone_told_together(faults: Sequence[FormFault], say: Callable[[str], str]) -> Iterator[FormFault]:
    """Capitals and piles of one field are mended by one click, so they are one point to look at, told by `say`."""
    piled = {fault.field for fault in faults if fault.code == Code.PUNCTUATION}
    shouted = {fault.field: fault for fault in faults if fault.code == Code.SHOUTING}
    for fault in faults:
        if fault.code == Code.SHOUTING and fault.field in piled:
            continue
        if fault.code == Code.PUNCTUATION and fault.field in shouted:
            loud = shouted[fault.field]
            yield replace(
                fault,
                message=say(fault.field),
                repair=punctuation.repair(loud.repair),
                advice=" ".join(dict.fromkeys(one for one in (loud.advice, fault.advice) if one)),
                button=BOTH,
            )
        else:
            yield fault


def _both(phrases: Phrases, lang: str, field: str, labels: Mapping[str, str]) -> str:
    return phrases.say(lang, "refusal.tone.both", field=labels.get(field) or field_name(phrases, lang, field))


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


def _choices(refusal: Refusal) -> tuple[Choice, ...]:
    """The nearest that the registry lists; of a build of another version, that version before builds of this one."""
    if refusal.code is not Code.UNKNOWN_VERSION:
        return ()
    nearest = tuple(Choice(refusal.field, value) for value in refusal.details.get("nearest", ()))
    owner = refusal.details.get("belongs_to")
    return (Choice("version", str(owner)), *nearest) if owner else nearest
