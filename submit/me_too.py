"""Me too: who has the problem of an incident, and who is told, once, when it is fixed.

What must stay true: an address is written to about an incident only after its owner confirmed it, by POST; nothing
that a caller sees depends on whether an address is known; a link opens nothing for whoever has a copy of the store;
and each confirmed person gets exactly one mail a fix, because that mail and the note that they are told are written
in one transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, func, select
from sqlalchemy.orm import Session

from submit.library import Library
from submit.mail.notices import Notices
from submit.pages import PageFacts, pages_of
from submit.search_log import SearchLog
from submit.store.database import Database
from submit.store.tables import Ask, Event, Mail, MeToo
from submit.tokens import digest, me_too_token, new_id, person_digest

# Whoever types somebody else's address can have them written to this often, and no more.
MOST_CONFIRMATIONS_A_DAY = 3
_DAY = timedelta(days=1)
# A second press of the button, not somebody who still waits for the mail.
_AT_ONCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What its owner sees behind the link. `page` is None when the incident's page is gone."""

    lang: str
    page: PageFacts | None
    waiting: bool
    confirmed: bool
    told: bool


@dataclass(frozen=True, slots=True)
class MeToos:
    """What following an incident needs. The clock is passed in."""

    database: Database
    searches: SearchLog
    library: Library
    notices: Notices
    secret_key: bytes
    clock: Callable[[], datetime]

    def incident(self, page: str, lang: str) -> PageFacts | None:
        """The incident with this id, while there is something to wait for."""
        facts = pages_of(self.library.shelf().generation, lang).get(page)
        return facts if facts is not None and facts.is_being_mended else None

    def subscribe(self, incident: PageFacts, email: str, lang: str, ask_id: str = "") -> None:
        """Ask the owner of an address whether they want to be told. Says nothing of what it knows of the address."""
        self.searches.settle_ask(ask_id)
        now = self.clock()
        with self.database.write() as session:
            ask = session.get(Ask, ask_id, with_for_update=True) if ask_id else None
            own = None if ask is None else session.scalar(_of_ask(incident.id, ask.id))
            asked = _asked_lately(session, email, now)
            if len(asked) >= MOST_CONFIRMATIONS_A_DAY:
                return
            if any(one.incident == incident.id and now - _moment(one) < _AT_ONCE for one in asked):
                return
            row = self._row_for(session, own, incident.id, lang, now)
            if ask is not None:
                row.product = ask.product
                row.ask_id = row.ask_id if own is not None else ask.id
            row.email, row.asked, row.name = email, now, new_id()
            token = me_too_token(self.secret_key, row.name)
            row.token_digest = digest(token)
            letter = self.notices.confirmation(row, incident, token, self.library.shelf().support, now)
            session.add(Mail(at=now, due=now, **letter))

    def open(self, token: str) -> Subscription | None:
        """What is behind a link; None when it leads nowhere."""
        with self.database.read() as session:
            row = session.scalar(_of_token(token))
        return None if row is None else self._shown(row)

    def confirm(self, token: str) -> Subscription | None:
        """The owner of the address wants to be told. Saying it twice is saying it once."""
        now = self.clock()
        with self.database.write() as session:
            row = session.scalar(_of_token(token).with_for_update())
            if row is None:
                return None
            if row.email and row.confirmed is None:
                self._confirm(session, row, now)
            return self._shown(row)

    def stop(self, token: str) -> Subscription | None:
        """The owner does not want the mail. That they have the problem still counts."""
        with self.database.write() as session:
            row = session.scalar(_of_token(token).with_for_update())
            if row is None:
                return None
            same = MeToo.person == row.person if row.person else MeToo.id == row.id
            for one in session.scalars(select(MeToo).where(MeToo.incident == row.incident, same).with_for_update()):
                one.email = ""
            session.add(Event(at=self.clock(), name="me-too-stopped", data={"incident": row.incident}))
            return self._shown(row)

    def tell(self) -> int:
        """Write to everybody whose incident the current build says is fixed. Returns how many are told.

        May run late, twice, beside itself, and after it was killed: nobody is told twice.
        """
        waits = and_(MeToo.confirmed.is_not(None), MeToo.told.is_(None), MeToo.email != "")
        with self.database.look() as connection:
            waiting = connection.execute(
                select(MeToo.incident, MeToo.person, MeToo.lang).where(waits).order_by(MeToo.id)
            ).all()
        pairs = dict.fromkeys((incident, person) for incident, person, lang in waiting if self._fixed(incident, lang))
        return sum(self._tell(incident, person, waits) for incident, person in pairs)

    def _row_for(self, session: Session, own: MeToo | None, incident: str, lang: str, now: datetime) -> MeToo:
        """The row of this ask, or a fresh one.

        One that already had an address stays as it is: its mail has gone out, and its link must go on working. When
        it was not confirmed, the ask counts with the new one: the first address was mistyped.
        """
        if own is not None and own.asked is None:
            return own
        row = MeToo(at=now, incident=incident, lang=lang, email="", product="")
        if own is not None and own.confirmed is None:
            row.ask_id, row.counted = own.ask_id, own.counted
            own.ask_id, own.counted = None, False
            session.flush()
        session.add(row)
        return row

    def _confirm(self, session: Session, row: MeToo, now: datetime) -> None:
        row.confirmed, row.counted = now, True
        row.person = person_digest(self.secret_key, row.email)
        same = select(MeToo).where(MeToo.incident == row.incident, MeToo.person == row.person, MeToo.id != row.id)
        for other in session.scalars(same.with_for_update()):
            other.counted = False
            if other.told is not None and row.asked is not None and other.told >= row.asked:
                # Told between the mail that asked and this click: once is enough.
                row.told, row.email = other.told, ""
        session.add(Event(at=now, name="me-too-confirmed", data={"incident": row.incident}))

    def _fixed(self, incident: str, lang: str) -> PageFacts | None:
        """The incident's page when the current build says that it is fixed, in this language or else another."""
        shelf = self.library.shelf()
        found = (pages_of(shelf.generation, one).get(incident) for one in (lang, *shelf.support.languages))
        facts = next((one for one in found if one is not None), None)
        return facts if facts is not None and facts.is_fixed else None

    def _tell(self, incident: str, person: str | None, waits: ColumnElement[bool]) -> int:
        now = self.clock()
        wanted = select(MeToo).where(MeToo.incident == incident, MeToo.person == person, waits)
        with self.database.write() as session:
            # Read again, now that nobody else can write: another tick may have been here in between.
            rows = session.scalars(wanted.order_by(MeToo.id).with_for_update()).all()
            facts = self._fixed(incident, rows[-1].lang) if rows else None
            if facts is None:
                return 0
            last = rows[-1]
            token = me_too_token(self.secret_key, last.name)
            letter = self.notices.fixed(last, facts, token, self.library.shelf().support, now)
            session.add(Mail(at=now, due=now, **letter))
            session.add(Event(at=now, name="me-too-told", data={"incident": incident}))
            for row in rows:
                row.told, row.email = now, ""
        return 1

    def _shown(self, row: MeToo) -> Subscription:
        facts = pages_of(self.library.shelf().generation, row.lang).get(row.incident)
        return Subscription(row.lang, facts, bool(row.email), row.confirmed is not None, row.told is not None)


def join(session: Session, ask: Ask, incident: str, now: datetime) -> None:
    """Count this ask's customer among those who have the problem. Saying it twice is saying it once."""
    known = session.scalar(_of_ask(incident, ask.id))
    if known is None:
        row = MeToo(at=now, incident=incident, counted=True, lang=ask.lang, product=ask.product, ask_id=ask.id)
        session.add(row)
    elif known.person is None:
        # Whoever confirmed an address is counted by it.
        known.counted = True


def leave(session: Session, ask: Ask, incident: str) -> None:
    """This ask's customer does not have the problem after all; whoever waits for a mail goes on waiting."""
    only_counted = and_(MeToo.incident == incident, MeToo.ask_id == ask.id, MeToo.email == "")
    session.execute(delete(MeToo).where(only_counted, MeToo.told.is_(None)))


def _of_ask(incident: str, ask_id: str) -> Select[MeToo]:
    return select(MeToo).where(MeToo.incident == incident, MeToo.ask_id == ask_id)


def _of_token(token: str) -> Select[MeToo]:
    return select(MeToo).where(MeToo.token_digest == digest(token))


def _asked_lately(session: Session, email: str, now: datetime) -> Sequence[MeToo]:
    lately = and_(func.lower(MeToo.email) == email.lower(), MeToo.asked > now - _DAY)
    return session.scalars(select(MeToo).where(lately)).all()


def _moment(row: MeToo) -> datetime:
    return row.asked or row.at
