"""The feed: a language's incidents as Atom (RFC 4287), one entry an incident, the last changed first. Pure.

What must stay true: an entry keeps its id when its page's address or the site's moves, and its `updated` follows
its dated news, so that a reader shows what is new and nothing twice.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment, FileSystemLoader

from kb.edition import VERSION
from kb.incident import Incident
from kb.navigation import Navigation
from kb.page import Matter, Page
from kb.phrases import Phrases
from kb.stylesheet import THEME
from kb.timeline import instant, last_change, newest_first, say_moment

_TEMPLATE = "feed.xml"
# Atom wants a date even of a feed without entries, and of an incident without dates. This one is the same each build.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One incident in the feed."""

    id: str
    page: Page
    incident: Incident
    url: str
    updated: datetime
    published: datetime | None


def incident_feed(navigation: Navigation, phrases: Phrases, base_url: str) -> str:
    """The feed as XML. `base_url` is the public address without a path; every link begins with it."""
    brand, lang = navigation.knowledge.support.brand, navigation.lang
    entries = feed_entries(navigation)
    theme = Environment(loader=FileSystemLoader(THEME), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    xml = theme.get_template(_TEMPLATE).render(
        lang=lang,
        feed_id=_urn(navigation, ""),
        brand=brand.name,
        updated=max((entry.updated for entry in entries), default=_NEVER),
        entries=entries,
        ways=navigation,
        base_url=base_url,
        version=VERSION,
        say=partial(phrases.say, lang),
        history=lambda incident: newest_first(incident.updates, brand.timezone),
        moment=lambda at: say_moment(at, lang, brand.timezone),
    )
    return _NOT_XML.sub("", xml)


def feed_entries(navigation: Navigation) -> tuple[FeedEntry, ...]:
    """Every incident of the language, the last changed first; of one moment, by id."""
    pages = (*navigation.open_incidents, *navigation.limitations, *navigation.resolved_incidents)
    found = [_entry(navigation, page, page.incident) for page in pages if page.incident is not None]
    return tuple(sorted(found, key=lambda entry: (-entry.updated.timestamp(), entry.page.id)))


def _entry(navigation: Navigation, page: Page, incident: Incident) -> FeedEntry:
    timezone = navigation.knowledge.support.brand.timezone
    return FeedEntry(
        id=_urn(navigation, _first_name(page)),
        page=page,
        incident=incident,
        url=navigation.url(page),
        updated=last_change(incident, timezone) or _NEVER,
        published=None if incident.started is None else instant(incident.started, timezone),
    )


def _first_name(page: Page) -> str:
    """What the page was called first; a renamed incident is no new one."""
    old = page.matter.redirects_from if isinstance(page.matter, Matter) else ()
    return old[0] if old else page.id


def _urn(navigation: Navigation, page_id: str) -> str:
    """A name for the feed (no page) or an entry that no change of address touches."""
    brand = navigation.knowledge.support.brand
    return uuid5(NAMESPACE_URL, f"palier:{brand.name}:{navigation.lang}:{page_id}").urn
