"""The reception: takes a draft and says what lacks, what to read first, or that the ticket is taken.

Page and API both come through here, so neither can be kinder or stricter than the other. In this order:
a retry finds its ticket; the final words are searched; every refusal is told at once, with what was found;
the customer is held back at most once to read suggestions; then the ticket is on disk before anything else happens.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from deflect.question import Question
from deflect.suggestion import Suggestion
from kb.secrets.masking import mask
from submit.asks import Outcome, Search, UnknownAsk, open_ask, record_outcome, record_search, searchable, words_digest
from submit.customer import Customer
from submit.dismissals import put_on_ticket
from submit.draft import Draft
from submit.gate.review import Review, review, tidy
from submit.library import Library, Shelf
from submit.mail.letters import Letters
from submit.mail.set_aside import SetAside, name_pages
from submit.me_too import join, leave
from submit.pages import pages_of
from submit.refusal import Code, Refusal
from submit.search_log import SearchLog
from submit.store.database import Database
from submit.store.tables import Ask, AttachmentRow, Event, IdempotencyKey, Mail, Ticket
from submit.tokens import digest, new_id, new_reference, tracking_token
from submit.uploads import KeptFile, Uploads

_MAX_KEY = 200
_LONGEST_PAGE = 200
KEY_USED = "key-used"


@dataclass(frozen=True, slots=True)
class Refused:
    """The draft lacks something; what was found for its words comes along."""

    refusals: tuple[Refusal, ...]
    drafts: tuple[Draft, ...]
    ask: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Unsearched:
    """The draft is complete, but its words had not been searched; here is what was found, this once."""

    ask: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The ticket is on disk. `replayed` when this very call had been accepted before."""

    reference: str
    token: str
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What the final words of a draft found, on which ask, and whether the customer has yet to be shown it."""

    ask: str
    suggestions: tuple[Suggestion, ...]
    hold_back: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a ticket comes from: whom the product vouches for, and on which of its pages they were."""

    customer: Customer | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Reception:
    """What taking a ticket needs. The clock is passed in; times are aware UTC."""

    database: Database
    searches: SearchLog
    library: Library
    uploads: Uploads
    attachments: Path
    letters: Letters
    secret_key: bytes
    clock: Callable[[], datetime]

    def receive(
        self,
        draft: Draft,
        files: Sequence[KeptFile] = (),
        *,
        ask_id: str = "",
        key: str = "",
        page: str = "",
        refusals: Sequence[Refusal] = (),
        customer: Customer | None = None,
    ) -> Refused | Unsearched | Accepted:
        """Judge one draft, whole, and take it when nothing stands against it.

        `refusals` are those found while the draft was read; they are told together with the gate's own. `customer`
        is whom the product vouches for.
        """
        shelf = self.library.shelf()
        draft = tidy(draft, shelf.support)
        if key:
            answered = self._answered_before(draft, files, key)
            if answered is not None:
                return answered
        judged = review(draft, shelf.support)
        judged = replace(judged, refusals=each_field_once(refusals, judged.refusals))
        found = self.search_words(judged, shelf, ask_id, page)
        if judged.refusals:
            return Refused(judged.refusals, judged.drafts, found.ask, found.suggestions)
        if found.hold_back:
            # The same call may have been taken meanwhile, and its ask with it; then this is its retry.
            answered = self._answered_before(draft, files, key) if key else None
            return answered or Unsearched(found.ask, found.suggestions)
        return self._take(draft, files, found.ask, key, shelf, Origin(customer, page))

    def inspect(self, draft: Draft) -> Review:
        """What the gate says of a draft, without searching, writing or taking anything."""
        return review(draft, self.library.shelf().support)

    def suggest(self, question: Question, ask_id: str = "") -> tuple[str, tuple[Suggestion, ...]]:
        """Search what a customer has written so far. Returns the ask (a new one when `ask_id` is not known) and
        what was found, without what the customer dismissed before. The ask is empty when the store has to be
        asked and does not answer: search must not wait for it.
        """
        question = replace(question, text=mask(question.text))
        found = self.library.shelf().suggest(replace(question, text=searchable(question.text)))
        try:
            dismissed = self.searches.dismissed(ask_id)
        except SQLAlchemyError:
            return "", tuple(found)
        ask_id = new_id() if dismissed is None else ask_id
        suggestions = tuple(one for one in found if one.id not in (dismissed or ()))
        noted = self.searches.note(Search(ask_id, self.clock(), question, tuple(one.id for one in suggestions)))
        return (ask_id if noted else ""), suggestions

    def has_searched(self, words: str, ask_id: str) -> bool:
        """Whether these words were searched on that ask."""
        self.searches.settle_ask(ask_id)
        with self.database.read() as session:
            ask = session.get(Ask, ask_id)
        return ask is not None and words_digest(words) in ask.searched

    def hear(self, ask_id: str, suggestion_id: str, outcome: Outcome, reason: str = "") -> Ask | UnknownAsk:
        """Write down what a customer said of a suggestion that was shown; `reason` says why it is not theirs."""
        self.searches.settle_ask(ask_id)
        generation = self.library.shelf().generation
        with self.database.write() as session:
            now = self.clock()
            ask = record_outcome(session, ask_id, suggestion_id, outcome, now, reason)
            if isinstance(ask, UnknownAsk):
                return ask
            facts = pages_of(generation, ask.lang).get(suggestion_id)
            if outcome is Outcome.ME_TOO and facts is not None and facts.is_being_mended:
                join(session, ask, suggestion_id, now)
            elif outcome is Outcome.NOT_MINE:
                leave(session, ask, suggestion_id)
            return ask

    def _answered_before(self, draft: Draft, files: Sequence[KeptFile], key: str) -> Accepted | Refused | None:
        with self.database.read() as session:
            return self._replay(session, draft, files, key)

    def _replay(self, session: Session, draft: Draft, files: Sequence[KeptFile], key: str) -> Accepted | Refused | None:
        known = session.get(IdempotencyKey, digest(key))
        if known is None:
            return None
        ticket = session.get_one(Ticket, known.ticket_id)
        if known.body_digest != _body_digest(draft, files):
            refusal = Refusal(Code.INVALID, "Idempotency-Key", KEY_USED, {"reference": ticket.reference})
            return Refused((refusal,), (), "", ())
        return Accepted(ticket.reference, tracking_token(self.secret_key, ticket.reference), replayed=True)

    def search_words(
        self, judged: Review, shelf: Shelf, ask_id: str, page: str, *, whole: str = "", anew: bool = False
    ) -> Found:
        """Search the final words unless they were, write that down, and say whether to hold the customer back.

        `whole` is the ask of the message that the draft was a part of: what the customer set aside there stays
        aside, and whoever was interrupted there is not interrupted again. `anew` finds what was found before again.
        """
        draft = judged.draft
        words = mask(draft.words_to_search())
        self.searches.settle_ask(ask_id)
        self.searches.settle_ask(whole)
        with self.database.read() as session:
            ask = open_ask(session, ask_id)
            before = ask or open_ask(session, whole)
        searched = ask is not None and words_digest(words) in ask.searched
        if ask is not None and searched and not judged.refusals and not anew:
            return Found(ask.id, (), hold_back=False)
        question = _question(draft, words, page)
        dismissed = before.dismissed if before is not None else []
        found = shelf.suggest(replace(question, text=searchable(words)))
        suggestions = tuple(one for one in found if one.id not in dismissed)
        if ask is not None and searched:
            return Found(ask.id, suggestions, hold_back=False)
        return self._write_down(question, suggestions, ask_id, whole, searchable=shelf.searchable)

    def _write_down(
        self, question: Question, suggestions: tuple[Suggestion, ...], ask_id: str, whole: str, *, searchable: bool
    ) -> Found:
        with self.database.write() as session:
            ask = open_ask(session, ask_id)
            before = ask or open_ask(session, whole)
            interrupted = before is not None and before.interrupted
            # A client that never searched is told so even where nothing is found; a person only if it helps.
            hold_back = searchable and not interrupted and (bool(suggestions) or before is None)
            shown = tuple(one.id for one in suggestions)
            search = Search(new_id() if ask is None else ask.id, self.clock(), question, shown)
            ask = record_search(session, ask, search)
            # Refusals show the suggestions too: that is the one interruption.
            ask.interrupted = interrupted or hold_back
            ask.dismissed = list(before.dismissed) if before is not None else []
            return Found(ask.id, suggestions, hold_back)

    def _take(
        self, draft: Draft, files: Sequence[KeptFile], ask_id: str, key: str, shelf: Shelf, origin: Origin
    ) -> Accepted | Refused:
        now = self.clock()
        with self.database.write() as session:
            if key:
                # Two calls with one key may arrive together: the second waits for the lock and finds the first.
                answered = self._replay(session, draft, files, key)
                if answered is not None:
                    return answered
            ticket = self.write_ticket(session, draft, files, ask_id, shelf, now, origin)
            token = tracking_token(self.secret_key, ticket.reference)
            if key:
                body = _body_digest(draft, files)
                session.add(IdempotencyKey(key_digest=digest(key), body_digest=body, at=now, ticket_id=ticket.id))
            aside = self.note_aside(session, ticket, [ask_id], shelf)
            for mail in self.letters.on_acceptance(ticket, draft, token, shelf.support, aside):
                session.add(Mail(at=now, due=now, ticket_id=ticket.id, **mail))
        # The kept files stay until they are swept: a retry names them again and must be the same call.
        return Accepted(ticket.reference, token)

    def write_ticket(
        self,
        session: Session,
        draft: Draft,
        files: Sequence[KeptFile],
        ask_id: str,
        shelf: Shelf,
        now: datetime,
        origin: Origin,
        *,
        siblings_key: str | None = None,
    ) -> Ticket:
        """Write one ticket with its files and its event; whose `session` it is commits it."""
        reference = _free_reference(session, shelf.support.brand.reference_prefix)
        ticket = _ticket(draft, reference, tracking_token(self.secret_key, reference), ask_id, now)
        ticket.siblings_key = siblings_key
        ticket.customer = None if origin.customer is None else origin.customer.as_json()
        ticket.page = mask(origin.page)[:_LONGEST_PAGE]
        # Each ticket has its own copy: whatever is done with one of them, the others keep theirs.
        folder = self.attachments / reference
        ticket.attachments = [_row(file, self.uploads.settle(file, folder)) for file in files]
        session.add(ticket)
        session.flush()
        data = {"kind": ticket.kind, "files": len(files)}
        session.add(Event(at=now, name="accepted", ask_id=ticket.ask_id or None, ticket_id=ticket.id, data=data))
        return ticket

    def note_aside(
        self, session: Session, ticket: Ticket, ask_ids: Iterable[str], shelf: Shelf
    ) -> tuple[SetAside, ...]:
        """Put on a ticket what its customer read and set aside on these asks; returns it with the pages' titles."""
        asks = [ask_id for ask_id in dict.fromkeys(ask_ids) if ask_id]
        copies = [copy for ask_id in asks for copy in put_on_ticket(session, ask_id, ticket.id)]
        return tuple(name_pages(copies, pages_of(shelf.generation, ticket.lang)))


def each_field_once(first: Sequence[Refusal], then: Sequence[Refusal]) -> tuple[Refusal, ...]:
    """A field that could not be read is not also reported as missing."""
    unreadable = {refusal.field for refusal in first}
    return (*first, *(refusal for refusal in then if refusal.field not in unreadable))


def usable_key(key: str) -> bool:
    """Whether a client's idempotency key can be used: 1 to 200 letters, all of them printable."""
    return 0 < len(key) <= _MAX_KEY and key.isprintable()


def _question(draft: Draft, words: str, page: str) -> Question:
    return Question(
        text=words,
        lang=draft.lang,
        product=draft.product,
        version=draft.version,
        build=draft.build,
        kind=str(draft.kind),
        page=page,
    )


def _free_reference(session: Session, prefix: str) -> str:
    """A reference that no ticket has; longer ones once the short ones get scarce."""
    for attempt in range(64):
        reference = new_reference(prefix, 4 + attempt // 8)
        if session.scalar(select(Ticket.id).where(Ticket.reference == reference)) is None:
            return reference
    raise RuntimeError("no free reference in 64 attempts: the random source is broken")


def _ticket(draft: Draft, reference: str, token: str, ask_id: str, now: datetime) -> Ticket:
    return Ticket(
        reference=reference,
        token_digest=digest(token),
        at=now,
        updated=now,
        lang=draft.lang,
        kind=str(draft.kind),
        product=draft.product,
        subject=draft.subject,
        email=draft.email,
        draft=draft.model_dump(mode="json", exclude={"attachments"}),
        ask_id=ask_id or None,
    )


def _row(file: KeptFile, stored_as: str) -> AttachmentRow:
    return AttachmentRow(
        name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256, stored_as=stored_as
    )


def _body_digest(draft: Draft, files: Sequence[KeptFile]) -> str:
    """What makes two calls the same: what the customer wrote and attached, not the ask or the time."""
    body = draft.model_dump(mode="json", exclude={"attachments"})
    return digest(json.dumps([body, [file.sha256 for file in files]], sort_keys=True))
