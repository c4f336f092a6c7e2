"""Masking: the secrets of a text found, and `[secret-1]` put in their place (one secret, one number).

Limits: those of the modules that find them; a picture is not read.
"""

import re
from bisect import bisect
from collections.abc import Iterable

from kb.secrets.blocks import find_blocks, find_columns, find_entries
from kb.secrets.codes import find_codes
from kb.secrets.commands import find_commands
from kb.secrets.formats import SecretSpan, find_formats
from kb.secrets.labels import find_labelled
from kb.secrets.networks import find_network_keys
from kb.secrets.pairs import find_pairs
from kb.secrets.passphrases import find_passphrases
from kb.secrets.reading import Reading

_FINDERS = (
    find_formats,
    find_labelled,
    find_passphrases,
    find_codes,
    find_pairs,
    find_commands,
    find_network_keys,
    find_blocks,
    find_columns,
    find_entries,
)
_MASK = re.compile(r"\[secret-(\d{1,6})\]")
_MOST_PASSES = 5
_SHORTEST_REPEATED = 5


def find_secrets(text: str) -> list[SecretSpan]:
    """Every secret in a text, in order, without overlaps: of two at one place the surer or longer."""
    reading = Reading(text)
    told = (finder(reading) for finder in _FINDERS)
    claimed = sorted({span for spans in told for span in spans}, key=lambda s: (not s.machine, s.start - s.end))
    kept: list[SecretSpan] = []
    for span in claimed:
        place = bisect(kept, span)
        after_previous = place == 0 or kept[place - 1].end <= span.start
        before_next = place == len(kept) or span.end <= kept[place].start
        if after_previous and before_next:
            kept.insert(place, span)
    return kept


def mask(text: str, numbers: dict[str, int] | None = None, *, above: int = 0) -> str:
    """The text with `[secret-n]` in the place of every secret and of every later mention of it.

    `numbers` says which secret has which number and is added to, so that several fields share their numbers; new
    ones are higher than `above`, and than those in the text. Masking a masked text changes nothing.
    """
    numbers = {} if numbers is None else numbers
    first = 1 + max(highest_mask(text), above)
    for _ in range(_MOST_PASSES):
        spans = find_secrets(text)
        if not spans:
            break
        for span in spans:
            taken = max((*numbers.values(), first - 1))
            numbers.setdefault(text[span.start : span.end], taken + 1)
        text = _replaced(text, spans, numbers)
    return _repeated(text, numbers)


def highest_mask(text: str) -> int:
    """The highest number of a mask in the text; 0 when it has none."""
    return max((int(number) for number in _MASK.findall(text)), default=0)


def mentions(text: str, secrets: Iterable[str]) -> list[tuple[int, int]]:
    """Where known secrets stand alone in a text, in order."""
    told = (one for one in secrets if _is_telling(one) and one in text)
    return sorted(found.span() for secret in told for found in _alone(secret).finditer(text))


def _replaced(text: str, spans: list[SecretSpan], numbers: dict[str, int]) -> str:
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], f"[secret-{numbers[text[span.start : span.end]]}]"]
        position = span.end
    return "".join([*pieces, text[position:]])


def _repeated(text: str, numbers: dict[str, int]) -> str:
    """Mask what was found to be a secret elsewhere, wherever it stands alone."""
    for secret, number in numbers.items():
        if _is_telling(secret) and secret in text:
            text = _alone(secret).sub(f"[secret-{number}]", text)
    return text


def _is_telling(secret: str) -> bool:
    """Whether a secret is known again without a word about it; a plain word or some digits may mean anything."""
    return len(secret) >= _SHORTEST_REPEATED and not secret.isalpha()


def _alone(secret: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(secret)}(?!\w)")
