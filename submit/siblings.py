"""Siblings: one message that holds several questions, taken as that many linked tickets or as none.

The same as for one draft holds for each: its words are searched before it is taken, all refusals are told at once,
and a retry finds what it made. The customer who was interrupted on the whole message is not interrupted again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from deflect.suggestion import Suggestion
from submit.asks import Outcome, record_outcome
from submit.customer import Customer
from submit.draft import Draft
from submit.gate.review import Review, review, tidy
from submit.gate.shares import join
from submit.library import Shelf
from submit.mail.set_aside import SetAside
from submit.reception import KEY_USED, Accepted, Origin, Reception, each_field_once
from submit.refusal import Code, Refusal
from submit.store.tables import Event, IdempotencyKey, Mail, Ticket
from submit.tokens import digest, new_id, tracking_token
from submit.uploads import KeptFile

# A message of a customer holds two or three; the rest of a longer one stays together in the last.
MOST_SIBLINGS = 10


@dataclass(frozen=True, slots=True)
class Sibling:
    """One of the drafts: on which ask its words are searched, what was found, and what stands against it."""

    draft: Draft
    ask: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A part that needs no ticket: the customer found its answer in a suggestion of its ask."""

    ask: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class SiblingsRefused:
    """Something stands against at least one of them, so none was taken."""

    siblings: tuple[Sibling, ...]


@dataclass(frozen=True, slots=True)
class SiblingsUnsearched:
    """All complete, but words of at least one had not been searched; here is what was found, this once."""

    siblings: tuple[Sibling, ...]


@dataclass(frozen=True, slots=True)
class SiblingsAccepted:
    """All of them are on disk, in the order of their drafts. `replayed` when this very call had been accepted."""

    tickets: tuple[Accepted, ...]
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Siblings:
    """What taking several drafts at once needs: the reception that takes one."""

    reception: Reception

    def part(self, drafts: Sequence[Draft], ask_id: str, page: str = "") -> tuple[Sibling, ...]:
        """The parts of the message on `ask_id`, each searched: one half of it may already be answered."""
        return self.look_at([Sibling(draft) for draft in _at_most(drafts)], ask_id=ask_id, page=page)

    def look_at(self, siblings: Sequence[Sibling], *, ask_id: str, page: str = "") -> tuple[Sibling, ...]:
        """Each with what stands against it and what is found for it; nothing is taken."""
        shelf = self.reception.library.shelf()
        return tuple(one for one, _ in self._judge(siblings, shelf, ask_id, page, anew=True))

    def receive(
        self,
        siblings: Sequence[Sibling],
        files: Sequence[KeptFile] = (),
        *,
        ask_id: str = "",
        key: str = "",
        page: str = "",
        answered: Sequence[Answered] = (),
        customer: Customer | None = None,
    ) -> SiblingsRefused | SiblingsUnsearched | SiblingsAccepted:
        """Judge all of them, and take all when nothing stands against any; `ask_id` is the whole message's ask.
        `customer` is whom the product vouches for.

        The refusals that a sibling brings along are those found while it was read.
        """
        shelf = self.reception.library.shelf()
        drafts = [tidy(one.draft, shelf.support) for one in siblings]
        if key:
            with self.reception.database.read() as session:
                before = self._replay(session, drafts, files, key)
            if before is not None:
                return before
        judged = self._judge(siblings, shelf, ask_id, page)
        told = tuple(one for one, _ in judged)
        if any(one.refusals for one in told):
            return SiblingsRefused(told)
        if any(hold_back for _, hold_back in judged):
            return SiblingsUnsearched(told)
        return self._take(told, files, key, answered, ask_id, shelf, Origin(customer, page))

    def _judge(
        self, siblings: Sequence[Sibling], shelf: Shelf, whole: str, page: str, *, anew: bool = False
    ) -> list[tuple[Sibling, bool]]:
        """What the gate says of each, what was found for it, and whether the customer has yet to be shown that.

        Whoever is refused one sees what was found for all of them.
        """
        reviews = [(one, _reviewed(one, shelf)) for one in siblings]
        anew = anew or any(judged.refusals for _, judged in reviews)
        told = []
        for one, judged in reviews:
            found = self.reception.search_words(judged, shelf, one.ask, page, whole=whole, anew=anew)
            told.append((Sibling(judged.draft, found.ask, found.suggestions, judged.refusals), found.hold_back))
        return told

    def _take(
        self,
        siblings: Sequence[Sibling],
        files: Sequence[KeptFile],
        key: str,
        answered: Sequence[Answered],
        whole: str,
        shelf: Shelf,
        origin: Origin,
    ) -> SiblingsRefused | SiblingsAccepted:
        reception, now = self.reception, self.reception.clock()
        drafts = [one.draft for one in siblings]
        with reception.database.write() as session:
            if key:
                # Two calls with one key may arrive together: the second waits for the lock and finds the first.
                before = self._replay(session, drafts, files, key)
                if before is not None:
                    return before
            siblings_key = new_id() if len(siblings) > 1 else None
            tickets = [
                reception.write_ticket(
                    session, one.draft, files, one.ask, shelf, now, origin, siblings_key=siblings_key
                )
                for one in siblings
            ]
            self._note(session, tickets, answered, now)
            if key:
                known = IdempotencyKey(
                    key_digest=digest(key), body_digest=_body_digest(drafts, files), at=now, ticket_id=tickets[0].id
                )
                session.add(known)
            aside = {
                ticket.reference: reception.note_aside(session, ticket, (whole, one.ask), shelf)
                for ticket, one in zip(tickets, siblings, strict=True)
            }
            self._write_to_people(session, tickets, drafts, shelf, aside, now)
        return SiblingsAccepted(self._accepted(tickets))

    def _note(self, session: Session, tickets: Sequence[Ticket], answered: Sequence[Answered], now: datetime) -> None:
        for ticket in tickets if len(tickets) > 1 else ():
            data = {"siblings": [one.reference for one in tickets if one is not ticket]}
            session.add(Event(at=now, name="split", ask_id=ticket.ask_id, ticket_id=ticket.id, data=data))
        for one in answered:
            record_outcome(session, one.ask, one.suggestion, Outcome.SOLVED, now)

    def _write_to_people(
        self,
        session: Session,
        tickets: Sequence[Ticket],
        drafts: Sequence[Draft],
        shelf: Shelf,
        aside: Mapping[str, Sequence[SetAside]],
        now: datetime,
    ) -> None:
        tokens = [tracking_token(self.reception.secret_key, ticket.reference) for ticket in tickets]
        together = list(zip(tickets, drafts, tokens, strict=True))
        for ticket, mail in self.reception.letters.on_acceptance_of_several(together, shelf.support, aside):
            session.add(Mail(at=now, due=now, ticket_id=ticket.id, **mail))

    def _replay(
        self, session: Session, drafts: Sequence[Draft], files: Sequence[KeptFile], key: str
    ) -> SiblingsRefused | SiblingsAccepted | None:
        known = session.get(IdempotencyKey, digest(key))
        if known is None:
            return None
        first = session.get_one(Ticket, known.ticket_id)
        if known.body_digest != _body_digest(drafts, files):
            refusal = Refusal(Code.INVALID, "Idempotency-Key", KEY_USED, {"reference": first.reference})
            return SiblingsRefused(tuple(Sibling(draft, refusals=(refusal,)) for draft in drafts))
        tickets = [first]
        if first.siblings_key is not None:
            tickets = list(
                session.scalars(select(Ticket).where(Ticket.siblings_key == first.siblings_key).order_by(Ticket.id))
            )
        return SiblingsAccepted(self._accepted(tickets), replayed=True)

    def _accepted(self, tickets: Sequence[Ticket]) -> tuple[Accepted, ...]:
        key = self.reception.secret_key
        return tuple(Accepted(one.reference, tracking_token(key, one.reference)) for one in tickets)


def _reviewed(one: Sibling, shelf: Shelf) -> Review:
    judged = review(one.draft, shelf.support)
    return replace(judged, refusals=each_field_once(one.refusals, judged.refusals))


def _at_most(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, the last of them with what goes beyond the limit: nothing that was written is left out."""
    kept = list(drafts[:MOST_SIBLINGS])
    return [*kept[:-1], join((kept[-1], *drafts[MOST_SIBLINGS:]))] if kept else kept


def _body_digest(drafts: Sequence[Draft], files: Sequence[KeptFile]) -> str:
    """What makes two calls the same: what the customer wrote and attached, not the asks or the time."""
    bodies = [draft.model_dump(mode="json", exclude={"attachments"}) for draft in drafts]
    return digest(json.dumps(["siblings", bodies, [file.sha256 for file in files]], sort_keys=True))
