"""No secret in a request (promise 14: “N'indiquez en aucun cas d'identifiant ou de mot de passe”).

The service masks before anything is stored, logged, searched or sent (`kb.secrets.masking`); the refusal carries
places and the masked text, never a secret.

Of a field no more is read than it may hold: the rest is refused as too long, and comes back when it is shorter.
What only words give away may be declared harmless (`secret:<field>`); what its own shape proves may not.
Limits: those of `kb.secrets`, and a file is read up to `LONGEST_FILE_READ` characters.
"""

from collections.abc import Iterator

from kb.secrets.masking import find_secrets, mask
from kb.support import Support
from submit.draft import Draft
from submit.gate.too_long import limit_of
from submit.refusal import Code, Refusal

LONGEST_FILE_READ = 100_000


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
