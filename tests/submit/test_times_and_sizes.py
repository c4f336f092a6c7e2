from datetime import UTC, datetime

import pytest

from submit.web.times import say_size, say_time

UNITS = {"fr": ("octets", "ko", "Mo"), "en": ("bytes", "kB", "MB")}


@pytest.mark.parametrize(
    ("lang", "timezone", "said"),
    [
        ("fr", "UTC", "31 décembre 2026, 23:30"),
        ("fr", "Europe/Paris", "1 janvier 2027, 00:30"),
        ("en", "America/New_York", "December 31, 2026, 6:30\u202fPM"),
    ],
)
def test_time_is_said_where_the_help_centre_lives(lang: str, timezone: str, said: str) -> None:
    assert say_time(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), lang, timezone) == said


@pytest.mark.parametrize(
    ("size", "lang", "said"),
    [
        (0, "fr", "0\u00a0octets"),
        (999, "fr", "999\u00a0octets"),
        (1_000, "fr", "1\u00a0ko"),
        (1_250, "fr", "1,2\u00a0ko"),
        (25_400_000, "en", "25\u00a0MB"),
        (9_940_000, "en", "9.9\u00a0MB"),
        (12_000_000_000, "en", "12,000\u00a0MB"),
    ],
)
def test_size_is_said_in_the_largest_unit_that_it_fills(size: int, lang: str, said: str) -> None:
    assert say_size(size, lang, UNITS[lang]) == said
