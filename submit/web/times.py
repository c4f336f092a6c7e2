"""Times and sizes as people read them, in their language."""

from collections.abc import Sequence
from datetime import datetime

from babel.dates import format_date, format_time, get_timezone
from babel.numbers import format_decimal

_KILO = 1000


def say_time(at: datetime, lang: str, timezone: str) -> str:
    """A day and time where the help centre lives, as `lang` writes it: `22 novembre 2026, 10:30`."""
    local = at.astimezone(get_timezone(timezone))
    return f"{format_date(local, 'long', locale=lang)}, {format_time(local, 'short', locale=lang)}"


def say_size(size: int, lang: str, units: Sequence[str]) -> str:
    """A size in the largest of `units` (each 1,000 of the one before) that it fills, such as `1,2 Mo`."""
    value, unit = float(size), units[0]
    for bigger in units[1:]:
        if value >= _KILO:
            value, unit = value / _KILO, bigger
    return f"{format_decimal(round(value, 1 if value < 10 else 0), locale=lang)}\N{NO-BREAK SPACE}{unit}"
