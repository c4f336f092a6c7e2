"""The service: the parts that every request needs, put together once at start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from kb import phrases as kb_phrases
from kb.phrases import Phrases
from submit.library import Library
from submit.mail.letters import Letters
from submit.mail.notices import Notices
from submit.mail.outbox import Outbox
from submit.mail.transports import Transport, transport_for
from submit.me_too import MeToos
from submit.me_too_counts import MeTooCounts
from submit.reception import Reception
from submit.search_log import SearchLog
from submit.settings import Settings
from submit.store.database import Database
from submit.tracking import Tracking
from submit.uploads import Uploads
from submit.web.allowance import Allowance

PHRASES = Path(__file__).parents[1] / "phrases"
_EXTENSION = "palier"

Clock = Callable[[], datetime]


def now() -> datetime:
    """The wall clock, for everything that is not a test."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """Everything behind the pages. `wake` is called once there is mail to send; `browsing` is the way into the search
    for those who only look around: half of the threads stay free of them. `tickets` and `outcomes` are what one client
    may send of each.
    """

    settings: Settings
    clock: Clock
    library: Library
    database: Database
    searches: SearchLog
    uploads: Uploads
    outbox: Outbox
    transport: Transport
    phrases: Phrases
    letters: Letters
    reception: Reception
    tracking: Tracking
    me_toos: MeToos
    me_too_counts: MeTooCounts
    wake: Callable[[], None]
    tickets: Allowance
    outcomes: Allowance

    def languages(self) -> tuple[str, ...]:
        """The help centre's languages, the default one first."""
        return self.library.shelf().support.languages

    def language(self, lang: str) -> str:
        """`lang` where the help centre speaks it, else its default language."""
        languages = self.languages()
        return lang if lang in languages else languages[0]

    def close(self) -> None:
        """Write what still waits to be written, and close the store. Nothing may call the service any more."""
        self.searches.stop()
        self.database.close()


def load_phrases() -> Phrases:
    """Every sentence of site and service."""
    return Phrases.load(kb_phrases.OWN, PHRASES)


def open_service(settings: Settings, clock: Clock = now, wake: Callable[[], None] = lambda: None) -> Service:
    """Open the store (migrating it), the library and the rest."""
    database = Database(settings.database_url)
    database.migrate()
    searches = SearchLog(database)
    library = Library(settings.root, settings.var, search_url=settings.search_url)
    uploads = Uploads(settings.uploads)
    phrases = load_phrases()
    letters = Letters(phrases, settings.base_url, settings.mail_from, settings.mailbox)
    transport = transport_for(settings)
    reception = Reception(
        database, searches, library, uploads, settings.attachments, letters, settings.secret_key, clock
    )
    tracking = Tracking(database, library, letters, settings.attachments, clock)
    outbox = Outbox(database, transport, settings.mail_from)
    notices = Notices(phrases, settings.base_url, settings.mail_from)
    me_toos = MeToos(database, searches, library, notices, settings.secret_key, clock)
    return Service(
        settings,
        clock,
        library,
        database,
        searches,
        uploads,
        outbox,
        transport,
        phrases,
        letters,
        reception,
        tracking,
        me_toos,
        MeTooCounts(database),
        wake,
        Allowance(settings.tickets_per_hour, clock),
        Allowance(settings.outcomes_per_hour, clock),
    )


def install(app: Flask, service: Service) -> None:
    """Let the requests of `app` find the service."""
    app.extensions[_EXTENSION] = service


def service() -> Service:
    """The service of the current request."""
    return cast(Service, current_app.extensions[_EXTENSION])
