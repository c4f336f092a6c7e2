"""Repairs: what one click on a refused form puts in order, without changing anything else that was written.

A version or build that the registry does not list is replaced by one that it does: `version:14.2` is the click on 14.2.
A secret is masked wherever it stands, also when only one field was clicked: the same secret has one number in the
whole request, and no field keeps what another hides.
"""

from collections.abc import Iterable

from kb.support import Support
from submit.draft import Draft
from submit.gate.review import review, tidy
from submit.refusal import Code, Refusal

EVERYTHING = "*"
_TONE = frozenset({Code.SHOUTING, Code.PUNCTUATION})
_CHOSEN = ("version", "build")
# Masking may bring to light what a capital hid, and small letters what a pile of marks did.
_MOST_ROUNDS = 4


def mended(draft: Draft, support: Support, wanted: Iterable[str]) -> Draft:
    """The draft with the better text of every refusal in the `wanted` fields in place; `*` stands for all fields."""
    fields = frozenset(wanted)
    for one in fields:
        field, chosen, value = one.partition(":")
        if chosen and field in _CHOSEN:
            draft = _with_choice(draft, support, field, value)
    for _ in range(_MOST_ROUNDS):
        judged = review(_asked_again(draft), support)
        secrets = [
            refusal for refusal in judged.refusals if refusal.code is Code.SECRET and "masked" in refusal.details
        ]
        if any(_is_wanted(refusal, fields) for refusal in secrets):
            draft = _replaced(draft, secrets, "masked")
            continue
        tone = [one for one in judged.refusals if one.code in _TONE and _is_wanted(one, fields)]
        if not tone:
            break
        # Both rules may stand at one field: the second sees the text that the first has mended.
        first = {refusal.field: refusal for refusal in reversed(tone)}
        draft = _replaced(draft, first.values(), "repaired")
    return draft


def _with_choice(draft: Draft, support: Support, field: str, value: str) -> Draft:
    """The draft with a listed version or build in place; what the product does not list is no choice.

    Whoever chooses from the list no longer says that theirs is not in it.
    """
    product = support.products.get(draft.product)
    lists = (
        None if product is None else product.release(value) if field == "version" else product.release_of_build(value)
    )
    if lists is None:
        return draft
    kept = tuple(
        vow for vow in draft.attest if vow not in {str(Code.UNKNOWN_VERSION), f"{Code.UNKNOWN_VERSION}:{field}"}
    )
    return tidy(draft.model_copy(update={field: value, "attest": kept}), support)


def _asked_again(draft: Draft) -> Draft:
    """The draft without the vows that a refused form gives for its tone: whoever clicks wants it mended."""
    kept = tuple(vow for vow in draft.attest if vow.partition(":")[0] not in _TONE)
    return draft.model_copy(update={"attest": kept})


def _is_wanted(refusal: Refusal, fields: frozenset[str]) -> bool:
    return EVERYTHING in fields or refusal.field in fields


def _replaced(draft: Draft, refusals: Iterable[Refusal], detail: str) -> Draft:
    for refusal in refusals:
        draft = _with_text(draft, refusal.field, str(refusal.details[detail]))
    return draft


def _with_text(draft: Draft, field: str, text: str) -> Draft:
    name, _, rest = field.partition(".")
    if name == "steps" and rest.isdecimal():
        steps = list(draft.steps)
        steps[int(rest)] = text
        return draft.model_copy(update={"steps": tuple(steps)})
    if name == "extra":
        return draft.model_copy(update={"extra": {**draft.extra, rest: text}})
    return draft.model_copy(update={name: text}) if name != "attachments" else draft
