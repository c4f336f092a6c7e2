"""The fields that depend on the matter, as `support.yml` declares them (promises 12, 13).

Which fields a draft is asked for follows from its kind, product and topic. A field that is required holds more than
a filler; a choice is one of its options; an address, a day and a time are ones; an input is as its pattern says; a
text is as long, and choices and addresses are as many, as the field's minimum says.

Limits: a day is written 2026-11-22, or day first (22/11/2026) in French, where it can mean nothing else; whether it
lies in the past is not asked. Fields that the draft is not asked for are not judged.
"""

from datetime import date, time

from kb.own_field import FieldType, OwnField
from kb.pattern import read_pattern
from kb.support import Support
from submit.draft import Draft
from submit.gate.fillers import is_filler
from submit.gate.required import is_address
from submit.matter import asked_fields, entries
from submit.refusal import Code, Refusal

_LONGEST, _LONGEST_MOMENT = 4_000, 40


def check(draft: Draft, support: Support) -> list[Refusal]:
    """One refusal for each field of the vendor's own that lacks, or that holds what it cannot."""
    kind = support.kinds.get(draft.kind)
    # What a kind requires by name is missed by the rule of required fields.
    told = frozenset() if kind is None else frozenset(kind.required)
    refusals = []
    for field in asked_fields(draft, support):
        # What is longer is refused whole by the rule of lengths.
        text = draft.extra.get(field.id, "")[:_LONGEST].strip()
        if not is_filler(text):
            refusals += _faults(field, text, draft.lang)
        elif field.required and field.path not in told:
            refusals.append(Refusal(Code.MISSING, field.path, "extra"))
    return refusals


def normalise(draft: Draft, support: Support) -> Draft:
    """The draft with the days and times of such fields written as machines sort them, where they can be read."""
    better = {
        field.id: _as_iso(field.type, draft.extra.get(field.id, ""), draft.lang)
        for field in asked_fields(draft, support)
        if field.type in _MOMENTS
    }
    changed = {name: text for name, text in better.items() if text and text != draft.extra[name]}
    return draft.model_copy(update={"extra": {**draft.extra, **changed}}) if changed else draft


def _faults(field: OwnField, text: str, lang: str) -> list[Refusal]:
    given = entries(field, text)
    if field.options:
        known = [words.say(lang) for words in field.options.values()]
        chosen = given if field.type is FieldType.CHECKBOXES else [text]
        if any(one not in field.options for one in chosen):
            return [Refusal(Code.INVALID, field.path, "own-choice", {"known": known})]
    if field.type is FieldType.EMAIL and not all(is_address(one) for one in given):
        return [Refusal(Code.INVALID, field.path, "own-email")]
    if field.type in _MOMENTS and not _as_iso(field.type, text, lang):
        return [Refusal(Code.INVALID, field.path, f"own-{field.type}")]
    if field.pattern and not read_pattern(field.pattern).matches(text):
        return [_not_as_asked(field, lang)]
    return _too_few(field, text, given)


def _not_as_asked(field: OwnField, lang: str) -> Refusal:
    example = field.placeholder.say(lang)
    if not example:
        return Refusal(Code.INVALID, field.path, "own-pattern")
    return Refusal(Code.INVALID, field.path, "own-example", {"example": example})


def _too_few(field: OwnField, text: str, given: list[str]) -> list[Refusal]:
    counts_entries = field.type in {FieldType.CHECKBOXES, FieldType.EMAIL}
    if (len(given) if counts_entries else len(text)) >= field.minimum:
        return []
    details = {"minimum": field.minimum, "length": len(given) if counts_entries else len(text)}
    if counts_entries:
        return [Refusal(Code.INVALID, field.path, "own-few", details)]
    return [Refusal(Code.INVALID, field.path, "own-short", details)]


def _as_iso(kind: FieldType, text: str, lang: str) -> str:
    """A day, a time, or both as ISO 8601 writes them; "" for what is none."""
    text = " ".join(text[: _LONGEST_MOMENT + 1].replace("T", " ").split())
    if not text or len(text) > _LONGEST_MOMENT:
        return ""
    first, _, rest = text.partition(" ")
    day, at = _day(first, lang), _time(text if kind is FieldType.TIME else rest.removeprefix("à ").strip())
    if kind is FieldType.TIME:
        return at
    if kind is FieldType.DATE:
        return day if not rest else ""
    return f"{day}T{at}" if day and at else ""


def _day(text: str, lang: str) -> str:
    parts = text.replace("/", "-").replace(".", "-").split("-")
    if lang == "fr" and len(parts[-1]) == 4:
        parts.reverse()
    if len(parts) != 3 or len(parts[0]) != 4 or not all(part.isascii() and part.isdecimal() for part in parts):
        return ""
    try:
        return date(*(int(part[:4]) for part in parts)).isoformat()
    except ValueError:
        return ""


def _time(text: str) -> str:
    parts = text.casefold().replace("h", ":").replace(" ", "").rstrip(":").split(":")
    parts += ["0"] * (2 - len(parts))
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return ""
    try:
        return time(int(parts[0][:3]), int(parts[1][:3])).isoformat("minutes")
    except ValueError:
        return ""


_MOMENTS = frozenset({FieldType.DATE, FieldType.TIME, FieldType.DATETIME})
