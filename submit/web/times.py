"""Times as people read them, in their language."""

from datetime import datetime

from babel.dates import format_datetime


def say_time(at: datetime, lang: str) -> str:
    """A day and time with its zone, as `lang` writes it: `22 novembre 2026 à 10:30 UTC`."""
    return f"{format_datetime(at, 'd MMMM y HH:mm', locale=lang)} UTC"
