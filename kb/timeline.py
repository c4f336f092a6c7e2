"""Timeline: when things happened to an incident, in the vendor's own time zone. Pure.

Authors write a day or a moment; a moment without a zone is one of the vendor's, and a day begins at its midnight.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from kb.day import Moment
from kb.incident import Incident, Update


def instant(moment: Moment, timezone: str) -> datetime:
    """The aware moment that an author means."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    zone = ZoneInfo(timezone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def newest_first(updates: Iterable[Update], timezone: str) -> tuple[Update, ...]:
    """An incident's history, the newest entry first; of one day, the one written last."""
    oldest_first = sorted(updates, key=lambda update: instant(update.at, timezone))
    return tuple(oldest_first[::-1])


def last_change(incident: Incident, timezone: str) -> datetime | None:
    """When something was last said of an incident; None when nothing in it has a date."""
    said: list[date | datetime] = [update.at for update in incident.updates]
    said += [day for day in (incident.started, incident.resolved) if day is not None]
    return max((instant(moment, timezone) for moment in said), default=None)


def say_moment(moment: Moment, lang: str, timezone: str) -> str:
    """A day, or a day and a time where the vendor lives, as `lang` writes it: `22 novembre 2026, 10:30`."""
    if not isinstance(moment, datetime):
        return format_date(moment, "long", locale=lang)
    local = instant(moment, timezone)
    return f"{format_date(local, 'long', locale=lang)}, {format_time(local, 'short', locale=lang)}"
