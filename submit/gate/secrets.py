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
from kb.secrets.masking import find_secrets, mask
from kb.support import Support
from submit.draft import Draft
from submit.gate.too_long import limit_of
from submit.refusal import Code, Refusal

# A file is read in windows, so that the cost grows with its length and no faster; they overlap by more than the
# longest line that a secret stands in.
_WINDOW = 100_000
_OVERLAP = 2_000


def check(draft: Draft, _support: Support) -> list[Refusal]:
    """One refusal for each field or readable file that holds a secret, unless it is said to be harmless."""
    numbers: dict[str, int] = {}
    refusals = []
    for field, text in _readable(draft):
        spans, masked = _judge(field, text, numbers)
        machine = any(span.machine for span in spans)
        if not spans or (not machine and draft.attests(Code.SECRET, field)):
            continue
        details: dict[str, object] = {"spans": [[span.start, span.end, span.kind] for span in spans]}
        if masked:
            details["masked"] = masked
        refusals.append(Refusal(Code.SECRET, field, "machine" if machine else "prose", details))
    return refusals


def _judge(field: str, text: str, numbers: dict[str, int]) -> tuple[list[SecretSpan], str]:
    """The secrets of one field and its masked text. A file is not ours to rewrite: its masked text is empty."""
    if field.startswith("attachments."):
        return _find_in_file(text), ""
    read = text[: limit_of(field)]
    spans = find_secrets(read) or _find_by_name(field, read)
    return spans, _masked(read, spans, numbers) + text[len(read) :] if spans else ""


def _masked(text: str, spans: list[SecretSpan], numbers: dict[str, int]) -> str:
    masked = mask(text, numbers)
    # A value that only its field's name gives away is masked whole.
    return f"[secret-{max(numbers.values(), default=0) + 1}]" if masked == text and spans else masked


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
