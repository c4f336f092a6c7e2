"""The fields that a request of its kind needs (promises 5, 7, 8, 9, 10).

`support.yml` says per kind which fields are required; a field that holds only a filler (“-”, “n/a”) counts as
missing. What is chosen from a list (kind, product, priority) must be on it, and the address must be one that
an answer can reach. Version and build are asked for only where the product has releases to compare them with.

Limits: an address is judged by its shape alone, nobody is asked whether it exists. Whether what stands in a
field is any good is for the other rules.
"""

from collections.abc import Collection

from kb.support import Support
from submit.draft import Draft
from submit.gate.fillers import is_filler
from submit.refusal import Code, Refusal

_LONGEST_ADDRESS, _LONGEST_LOCAL, _LONGEST_LABEL = 254, 64, 63
_NOT_IN_ADDRESS = frozenset(',;:<>()[]\\"')
_RELEASE_FIELDS = frozenset({"version", "build"})
_LISTED_FIELDS = frozenset({"product", "priority"})


def check(draft: Draft, support: Support) -> list[Refusal]:
    """One refusal for each required field that is missing and each choice or address that cannot be right."""
    return [*_choices(draft, support), *_missing(draft, support), *_address(draft)]


def is_address(text: str) -> bool:
    """Whether `text` is one plain e-mail address: nothing around it, no second one, no line break."""
    local, at, domain = text.partition("@")
    if not at or len(text) > _LONGEST_ADDRESS or not 0 < len(local) <= _LONGEST_LOCAL:
        return False
    if any(not c.isprintable() or c.isspace() or c in _NOT_IN_ADDRESS for c in text):
        return False
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return False
    # Mail programs and servers know accents in a domain (as xn--…), hardly any in the part before it.
    if not local.isascii() or "=?" in local or not _is_idna(domain):
        return False
    labels = domain.split(".")
    return len(labels) >= 2 and not labels[-1].isdecimal() and all(_is_label(label) for label in labels)


def _is_idna(domain: str) -> bool:
    try:
        return bool(domain.encode("idna"))
    except UnicodeError:
        return False


def _is_label(label: str) -> bool:
    if not 0 < len(label) <= _LONGEST_LABEL or label.startswith("-") or label.endswith("-"):
        return False
    return all(character.isalnum() or character == "-" for character in label)


def _choices(draft: Draft, support: Support) -> list[Refusal]:
    """What was chosen from a list and is not on it."""
    chosen: tuple[tuple[str, str, Collection[str]], ...] = (
        ("kind", draft.kind, support.kinds),
        ("product", draft.product, support.products),
        ("priority", draft.priority, support.priorities),
    )
    return [
        Refusal(Code.INVALID, field, field, {"known": [str(entry) for entry in known]})
        for field, value, known in chosen
        if value and known and value not in known and not (field in _LISTED_FIELDS and is_filler(value))
    ]


def _missing(draft: Draft, support: Support) -> list[Refusal]:
    asked = support.kinds.get(draft.kind)
    if asked is None:
        return []
    return [
        Refusal(Code.MISSING, field, field.partition(".")[0])
        for field in dict.fromkeys(asked.required)
        if not (field in _RELEASE_FIELDS and not _has_releases(draft, support)) and _is_missing(draft, field)
    ]


def _is_missing(draft: Draft, field: str) -> bool:
    if field == "steps":
        return all(is_filler(step) for step in draft.steps)
    if field == "attachments":
        return not draft.attachments
    if field.startswith("extra."):
        return is_filler(draft.extra.get(field.removeprefix("extra."), ""))
    return is_filler(str(getattr(draft, field, "")))


def _has_releases(draft: Draft, support: Support) -> bool:
    """Whether a version can be asked for; of an unknown product, whether all products have one."""
    product = support.products.get(draft.product)
    if product is not None:
        return bool(product.releases)
    return all(candidate.releases for candidate in support.products.values())


def _address(draft: Draft) -> list[Refusal]:
    if is_filler(draft.email) or is_address(draft.email):
        return []
    return [Refusal(Code.INVALID, "email", "email")]
