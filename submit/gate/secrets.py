"""No secret in a request (promise 14: “N'indiquez en aucun cas d'identifiant ou de mot de passe”).

`find_secrets` reads a text, `mask` writes `[secret-1]` in their place (one secret, one number, wherever it
comes again). The service masks before anything is stored, logged, searched or sent; the refusal carries
places and the masked text, never a secret.

Of a field no more is read than it may hold: the rest is refused as too long, and comes back when it is shorter.
What only words give away may be declared harmless (`secret:<field>`); what its own shape proves may not.
Limits: see `secret_formats` and `secret_labels`; a picture is not read.
"""

import re
from bisect import bisect
from collections.abc import Iterator

from kb.support import Support
from submit.draft import Draft
from submit.gate.secret_formats import SecretSpan, find_formats
from submit.gate.secret_labels import find_labelled
from submit.gate.too_long import limit_of
from submit.refusal import Code, Refusal

LONGEST_FILE_READ = 100_000
_MASK = re.compile(r"\[secret-(\d{1,6})\]")
_MOST_PASSES = 5
_SHORTEST_REPEATED = 5


def check(draft: Draft, _support: Support) -> list[Refusal]:
    """One refusal for each field or readable file that holds a secret, unless it is said to be harmless."""
    numbers: dict[str, int] = {}
    refusals = []
    for field, text in _readable(draft):
        read = text[: LONGEST_FILE_READ if field.startswith("attachments.") else limit_of(field)]
        spans = find_secrets(read)
        if not any(span.machine for span in spans) and draft.attests(Code.SECRET, field):
            continue
        if spans:
            reason = "machine" if any(span.machine for span in spans) else "prose"
            places = [[span.start, span.end, span.kind] for span in spans]
            masked = mask(read, numbers) + text[len(read) :]
            refusals.append(Refusal(Code.SECRET, field, reason, {"spans": places, "masked": masked}))
    return refusals


def find_secrets(text: str) -> list[SecretSpan]:
    """Every secret in a text, in order, without overlaps: of two at one place the surer or longer."""
    claimed = sorted({*find_formats(text), *find_labelled(text)}, key=lambda s: (not s.machine, s.start - s.end))
    kept: list[SecretSpan] = []
    for span in claimed:
        place = bisect(kept, span)
        after_previous = place == 0 or kept[place - 1].end <= span.start
        before_next = place == len(kept) or span.end <= kept[place].start
        if after_previous and before_next:
            kept.insert(place, span)
    return kept


def mask(text: str, numbers: dict[str, int] | None = None) -> str:
    """The text with `[secret-n]` in the place of every secret and of every later mention of it.

    `numbers` says which secret has which number and is added to, so that several fields share their numbers.
    Masking a masked text changes nothing.
    """
    numbers = {} if numbers is None else numbers
    first = 1 + max((int(number) for number in _MASK.findall(text)), default=0)
    for _ in range(_MOST_PASSES):
        spans = find_secrets(text)
        if not spans:
            break
        for span in spans:
            taken = max((*numbers.values(), first - 1))
            numbers.setdefault(text[span.start : span.end], taken + 1)
        text = _replaced(text, spans, numbers)
    return _repeated(text, numbers)


def mask_draft(draft: Draft) -> Draft:
    """The draft with every secret of its fields, steps and readable files masked, with one numbering."""
    numbers: dict[str, int] = {}
    changed = {field: mask(text, numbers) for field, text in _readable(draft)}
    fields = {name: text for name, text in changed.items() if "." not in name}
    return draft.model_copy(
        update=fields
        | {
            "steps": tuple(changed.get(f"steps.{place}", step) for place, step in enumerate(draft.steps)),
            "extra": {name: changed.get(f"extra.{name}", text) for name, text in draft.extra.items()},
            "attachments": tuple(
                file.model_copy(
                    update={
                        "sample": changed.get(f"attachments.{place}", file.sample),
                        "name": changed.get(f"attachments.{place}.name", file.name),
                    }
                )
                for place, file in enumerate(draft.attachments)
            ),
        }
    )


def _readable(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every text of the draft by its field; of files the readable part, as `attachments.<n>`, and the name."""
    yield from draft.texts().items()
    for place, attachment in enumerate(draft.attachments):
        if attachment.sample:
            yield f"attachments.{place}", attachment.sample
        if attachment.name:
            yield f"attachments.{place}.name", attachment.name


def _replaced(text: str, spans: list[SecretSpan], numbers: dict[str, int]) -> str:
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], f"[secret-{numbers[text[span.start : span.end]]}]"]
        position = span.end
    return "".join([*pieces, text[position:]])


def _repeated(text: str, numbers: dict[str, int]) -> str:
    """Mask what was found to be a secret elsewhere, wherever it stands alone."""
    for secret, number in numbers.items():
        if len(secret) >= _SHORTEST_REPEATED and secret in text and not secret.isalpha():
            text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", f"[secret-{number}]", text)
    return text
