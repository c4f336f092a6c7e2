"""Days and moments as authors write them: `2026-11-22` or `2026-11-22T10:00:00Z`.

Pydantic would also read a bare number as seconds since 1970; a typing slip must not become a date.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _check_form(value: Any) -> Any:
    if isinstance(value, str | int | float) and not _DAY.match(str(value)):
        raise ValueError("it should be a date such as 2026-11-22")
    return value


Day = Annotated[date, BeforeValidator(_check_form)]
Moment = Annotated[date | datetime, Field(union_mode="left_to_right"), BeforeValidator(_check_form)]
