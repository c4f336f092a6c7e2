"""No secret in a request (promise 14: “N'indiquez en aucun cas d'identifiant ou de mot de passe”).

The service masks before anything is stored, logged, searched or sent (`kb.secrets.masking`); the refusal carries
places and the masked text, never a secret.

Of a field no more is read than it may hold: the rest is refused as too long, and comes back when it is shorter.
What only words give away may be declared harmless (`secret:<field>`); what its own shape proves may not.
Limits: those of `kb.secrets`; a zip file, a PDF or a picture is not read.
"""

from collections.abc import Iterator
from dataclasses import replace

from kb.secrets.formats import SecretSpan
from kb.secrets.masking import find_secrets, highest_mask, mask, mentions
from kb.support import Support
from submit.draft import Draft
from submit.gate.too_long import limit_of
from submit.refusal import Code, Refusal

# A file is read in windows, so that the cost grows with its length and no faster; they overlap by more than the
# longest line that a secret stands in.
_WINDOW = 100_000
_OVERLAP = 2_000
_ZIP = "application/zip"


def check(draft: Draft, _support: Support) -> list[Refusal]:
    """One refusal for each field or readable file that holds a secret, unless it is said to be harmless.

    What is a secret in one field is one in every other: it has the same number there, and is refused there too.
    """
    texts = dict(_readable(draft))
    found = {field: _spans(field, text) for field, text in texts.items()}
    numbers = _numbered(draft, texts, found)
    refusals = []
    for field, text in texts.items():
        spans = found[field] or _mentions(field, text, numbers)
        machine = any(span.machine for span in spans)
        if not spans or (not machine and draft.attests(Code.SECRET, field)):
            continue
        details: dict[str, object] = {"spans": [[span.start, span.end, span.kind] for span in spans]}
        if field.startswith("attachments."):
            details |= _place_in_file(draft, field, text, spans[0])
        else:
            details["masked"] = _masked(field, text, spans, numbers)
        refusals.append(Refusal(Code.SECRET, field, "machine" if machine else "prose", details))
    return refusals


def _numbered(draft: Draft, texts: dict[str, str], found: dict[str, list[SecretSpan]]) -> dict[str, int]:
    """Every secret of the draft's fields that is not said to be harmless, with its number."""
    numbers: dict[str, int] = {}
    above = max((highest_mask(text[: limit_of(field)]) for field, text in texts.items()), default=0)
    for field, text in texts.items():
        harmless = draft.attests(Code.SECRET, field) and not any(span.machine for span in found[field])
        if found[field] and not field.startswith("attachments.") and not harmless:
            mask(text[: limit_of(field)], numbers, above=above)
    return numbers


def _spans(field: str, text: str) -> list[SecretSpan]:
    if field.startswith("attachments."):
        return _find_in_file(text)
    read = text[: limit_of(field)]
    return find_secrets(read) or _find_by_name(field, read)


def _mentions(field: str, text: str, numbers: dict[str, int]) -> list[SecretSpan]:
    """What another field gives away as a secret, standing here without a word about it."""
    if field.startswith("attachments."):
        return []
    return [
        SecretSpan(start, end, "password", machine=False) for start, end in mentions(text[: limit_of(field)], numbers)
    ]


def _place_in_file(draft: Draft, field: str, text: str, span: SecretSpan) -> dict[str, object]:
    """Which file it is and, where lines mean something, the line. The secrets of a name are masked."""
    place = int(field.split(".")[1])
    attachment = draft.attachments[place]
    details: dict[str, object] = {"name": mask(attachment.name)}
    if not field.endswith(".name") and attachment.media_type != _ZIP:
        details["line"] = text.count("\n", 0, span.start) + 1
    return details


def _masked(field: str, text: str, spans: list[SecretSpan], numbers: dict[str, int]) -> str:
    """The whole field with masks in it, also what lies beyond the length that is read."""
    read = text[: limit_of(field)]
    masked = mask(read, numbers)
    # A value that only its field's name gives away is masked whole.
    whole = f"[secret-{max(numbers.values(), default=0) + 1}]" if masked == read and spans else masked
    return whole + text[len(read) :]


def _find_by_name(field: str, text: str) -> list[SecretSpan]:
    """The whole value of a field of the vendor's own whose name says that it is a secret: `extra.password`."""
    _, _, name = field.partition("extra.")
    label = f"{name.replace('_', ' ').replace('-', ' ')} : "
    if not name or not find_secrets(f"{label}{text}"):
        return []
    return [SecretSpan(0, len(text), "password", machine=False)]


def _find_in_file(text: str) -> list[SecretSpan]:
    """The secrets of the first stretch of a file that has any: one is enough to refuse it."""
    for start in range(0, max(1, len(text)), _WINDOW - _OVERLAP):
        spans = find_secrets(text[start : start + _WINDOW])
        if spans:
            return [replace(span, start=span.start + start, end=span.end + start) for span in spans]
    return []


def _readable(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every text of the draft by its field; of files the readable part, as `attachments.<n>`, and the name."""
    yield from draft.texts().items()
    for place, attachment in enumerate(draft.attachments):
        if attachment.sample:
            yield f"attachments.{place}", attachment.sample
        if attachment.name:
            yield f"attachments.{place}.name", attachment.name
