"""Days are days: a bare number is a slip, not seconds since 1970."""

import datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from kb.day import Day, Moment

_DAY = datetime.date(2026, 11, 22)


def test_day_as_written():
    assert TypeAdapter(Day).validate_python("2026-11-22") == _DAY


@pytest.mark.parametrize("text", ["86400", "2026", "soon", "22/11/2026", "2026-02-30", "", 86400, "2026-11-22T10:00"])
def test_day_that_is_none(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-22", _DAY),
        ("2026-11-22T10:00:00Z", datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC)),
        ("2026-11-22 10:00:00+00:00", datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC)),
    ],
)
def test_moment_as_written(text, moment):
    read = TypeAdapter(Moment).validate_python(text)
    assert (read, type(read)) == (moment, type(moment))


@pytest.mark.parametrize("text", ["5", "10:00", "yesterday", "2026-13-01"])
def test_moment_that_is_none(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python(text)
