"""The support pages: the question, what was found for it, the form, and the way back from every refusal.

Everything works without JavaScript: each button is a submit button of one form, and every page carries what
the customer wrote. Scripts only save round trips.
"""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from deflect.question import Question
from deflect.suggestion import Suggestion
from kb.request_kind import RequestKind
from kb.secrets.masking import mask
from kb.support import Support
from submit.asks import Outcome, UnknownAsk
from submit.draft import Draft
from submit.matter import labels, of_its_product
from submit.reception import KEY_USED, Accepted, Refused, Unsearched
from submit.refusal import Refusal
from submit.tokens import new_id
from submit.web import customer_pages
from submit.web.allowance import client_of
from submit.web.attachment_pages import LIMITS, script_words
from submit.web.form_faults import form_faults
from submit.web.form_fields import follows_product, placed_fields, shown_fields
from submit.web.held_back import TRAP, TRAPPED, held_back, too_many
from submit.web.journey import Journey, Stage, carried, read_journey, subject_from
from submit.web.matter_form import matter_form, version_news
from submit.web.me_too_pages import offer_page
from submit.web.outcomes import JustAside, just_aside, read_outcome
from submit.web.repairs import mended
from submit.web.service import service
from submit.web.shell import checked_language, prefix, render_page
from submit.web.split_page import (
    ask_to_split,
    ask_why_same,
    asked_once,
    has_parts,
    say_why_same,
    send_parts,
    show_parts,
    to_be_rewritten,
)

blueprint = Blueprint("support", __name__)

_LEAST_STEPS = 3
_MAX_SEARCHED = 8_000


@blueprint.get("/support/")
@blueprint.get("/<lang>/support/")
def ask(lang: str = "") -> str | AnyResponse:
    """The first page: one sentence, and what it is about."""
    lang = checked_language(lang)
    if customer_pages.FIELD in request.args:
        return customer_pages.hand_over(lang)
    return _ask_page(_journey(lang), lang, None)


@blueprint.get("/support")
@blueprint.get("/<lang>/support")
def add_slash(lang: str = "") -> AnyResponse:
    """The address with its slash. Relative, because what a stranger sends as `Host` is nothing to lead anybody to."""
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return redirect(f"{prefix(checked_language(lang))}/support/{query}", code=HTTPStatus.PERMANENT_REDIRECT)


@blueprint.post("/support/")
@blueprint.post("/<lang>/support/")
def go_on(lang: str = "") -> AnyResponse:
    """What the pressed button asks for."""
    lang = checked_language(lang)
    journey = _journey(lang)
    if "forget" in request.form and journey.stage is Stage.REQUEST:
        return _html(_request_page(journey, lang, ()))
    as_kind = request.form.get("as_kind", "")
    if as_kind in service().library.shelf().support.kinds:
        draft = journey.draft.model_copy(update={"kind": RequestKind(as_kind)})
        return _html(_begin_request(replace(journey, draft=draft), lang))
    match request.form.get("step", "search"):
        case "send":
            return _send(journey, lang)
        case "send-parts" | "parts" | "same" if not has_parts(request.form):
            return _html(_begin_request(journey, lang))
        case "send-parts":
            return send_parts(journey, lang)
        case "parts":
            return show_parts(journey, lang)
        case "same":
            vouched = say_why_same(journey, lang)
            return ask_why_same(journey, lang) if vouched is None else _send(vouched, lang)
        case "edit":
            return _html(_request_page(replace(to_be_rewritten(journey), stage=Stage.REQUEST), lang, ()))
        case "form":
            return _html(_begin_request(journey, lang))
        case "refresh":
            return _html(_refreshed(replace(journey, stage=Stage.REQUEST), lang))
        case _:
            return _html(_searched(replace(journey, stage=Stage.ASK), lang))


@blueprint.post("/support/repair")
@blueprint.post("/<lang>/support/repair")
def repair(lang: str = "") -> AnyResponse:
    """The one click that a refusal offered: lower case, lighter punctuation, a masked secret, the nearest version."""
    lang = checked_language(lang)
    if has_parts(request.form):
        return show_parts(_journey(lang), lang, request.form.get("repair", ""))
    return _html(_repaired(_journey(lang), lang))


@blueprint.post("/support/outcome")
@blueprint.post("/<lang>/support/outcome")
def outcome(lang: str = "") -> AnyResponse:
    """What a customer says of a suggestion, pressed on a page without script; “me too” always comes here."""
    lang = checked_language(lang)
    journey = _journey(lang)
    parts = service()
    said = read_outcome(request.form)
    # Beyond the allowance it is not written down, and the customer goes on as if it were.
    heard = None
    if not parts.outcomes.take(client_of(request.remote_addr)):
        heard = parts.reception.hear(journey.ask, said.page, said.outcome, said.reason)
    if said.outcome is Outcome.ME_TOO:
        parts.me_too_counts.forget()
        incident = parts.me_toos.incident(said.page, lang)
        if incident is not None:
            return _html(offer_page(journey, lang, incident))
    if said.outcome is Outcome.SOLVED:
        title = parts.phrases.say(lang, "solved.title")
        return _html(render_page("solved.html", lang, title, journey=journey, carried=carried(journey)))
    aside = None if isinstance(heard, UnknownAsk) else just_aside(said, lang)
    if journey.stage is Stage.REQUEST:
        return _html(_request_page(journey, lang, _found(journey)[1], aside=aside))
    return _html(_searched(journey, lang, aside))


def _journey(lang: str) -> Journey:
    parts = service()
    support = parts.library.shelf().support
    return customer_pages.identified(read_journey(request, lang, support, parts.uploads), support)


def _html(page: str, status: int = HTTPStatus.OK) -> Response:
    return Response(page, status=status, mimetype="text/html")


def _found(journey: Journey) -> tuple[str, tuple[Suggestion, ...]]:
    """Search the journey's words, unless there are none. Returns the ask and what was found."""
    if not journey.words.strip():
        return journey.ask, ()
    return service().reception.suggest(_question(journey), journey.ask)


def _question(journey: Journey) -> Question:
    draft = journey.draft
    return Question(
        text=journey.words[:_MAX_SEARCHED],
        lang=draft.lang,
        product=draft.product,
        version=draft.version,
        build=draft.build,
        kind=str(draft.kind),
        page=journey.page,
    )


def _searched(journey: Journey, lang: str, aside: JustAside | None = None) -> str:
    ask_id, suggestions = _found(journey)
    return _ask_page(replace(journey, ask=ask_id), lang, suggestions if journey.words.strip() else None, aside)


def _begin_request(journey: Journey, lang: str) -> str:
    """The form for the chosen kind, with the first sentence as its subject."""
    draft = journey.draft
    if not draft.subject:
        subject, description = subject_from(journey.text)
        draft = draft.model_copy(update={"subject": subject, "description": draft.description or description})
    seen = _already_searched(journey)
    ask_id, suggestions = (journey.ask, ()) if seen else _found(journey)
    journey = replace(journey, ask=ask_id, draft=draft, stage=Stage.REQUEST)
    return _request_page(journey, lang, suggestions)


def _refreshed(journey: Journey, lang: str) -> str:
    """The form as kind, product, topic, plan and version now ask for it. A script that only wants parts of it says
    so, and nothing is searched on the customer's behalf.
    """
    if request.form.get("quiet"):
        return _request_page(journey, lang, ())
    ask_id, suggestions = _found(journey)
    return _request_page(replace(journey, ask=ask_id), lang, suggestions)


def _fixed_elsewhere(journey: Journey) -> tuple[Suggestion, ...]:
    """What is found for the journey's words, where a newer version may mend them; nothing is written down."""
    draft = journey.draft
    if not draft.version or not journey.words.strip():
        return ()
    parts = service()
    dismissed = parts.searches.dismissed(journey.ask) or ()
    found = parts.library.shelf().suggest(_question(journey))
    return tuple(one for one in found if one.id not in dismissed)


def _already_searched(journey: Journey) -> bool:
    """Whether the customer has already seen what there is for the first sentence."""
    return bool(journey.ask) and service().reception.has_searched(journey.text, journey.ask)


def _repaired(journey: Journey, lang: str) -> str:
    """The form with the better text in place and what still stands against it, ready to be sent again."""
    parts = service()
    draft = mended(journey.draft, parts.library.shelf().support, request.form.getlist("repair"))
    journey = replace(journey, draft=draft, text=mask(journey.text))
    left = (*journey.refusals, *parts.reception.inspect(draft).refusals)
    return _request_page(journey, lang, (), refusals=left, repaired=True)


def _send(journey: Journey, lang: str) -> AnyResponse:
    parts = service()
    journey = asked_once(replace(journey, stage=Stage.REQUEST))
    if request.form.get(TRAP):
        # Nothing is searched or written for a machine that fills in every field there is.
        return _html(_request_page(journey, lang, (), refusals=(TRAPPED,)), HTTPStatus.UNPROCESSABLE_ENTITY)
    client = customer_pages.client(journey.customer)
    wait = parts.tickets.take(client)
    if wait:
        return held_back(_request_page(journey, lang, (), refusals=(too_many(wait),)), wait)
    answer = parts.reception.receive(
        of_its_product(journey.draft, parts.library.shelf().support),
        journey.kept,
        ask_id=journey.ask,
        key=journey.key,
        page=journey.page,
        refusals=journey.refusals,
        customer=journey.customer,
    )
    if not isinstance(answer, Accepted) or answer.replayed:
        parts.tickets.give_back(client)
    match answer:
        case Accepted():
            parts.wake()
            # Seen after a redirect, so that reloading sends nothing twice.
            return redirect(f"/t/{answer.token}?sent=1", code=HTTPStatus.SEE_OTHER)
        case Unsearched():
            page = _request_page(replace(journey, ask=answer.ask), lang, answer.suggestions, interrupted=True)
            return _html(page, HTTPStatus.CONFLICT)
        case Refused():
            journey = replace(journey, ask=answer.ask or journey.ask)
            refusals = answer.refusals
            if answer.drafts:
                return ask_to_split(journey, lang, answer)
            if any(refusal.reason == KEY_USED for refusal in refusals):
                # The back button, then more words: who presses again means a second request.
                journey = replace(journey, key=new_id())
                refusals = tuple(replace(refusal, reason="already-sent") for refusal in refusals)
            page = _request_page(journey, lang, answer.suggestions, refusals=refusals)
            return _html(page, HTTPStatus.UNPROCESSABLE_ENTITY)


def _ask_page(
    journey: Journey, lang: str, suggestions: Sequence[Suggestion] | None, aside: JustAside | None = None
) -> str:
    shelf = service().library.shelf()
    title = service().phrases.say(lang, "ask.title")
    return render_page(
        "ask.html",
        lang,
        title,
        journey=journey,
        suggestions=suggestions,
        aside=aside,
        searchable=shelf.searchable,
        news=version_news(journey.draft, shelf, suggestions or (), lang),
        carried=carried(journey, "text", "product", "version", "build", "kind"),
    )


def _request_page(
    journey: Journey,
    lang: str,
    suggestions: Sequence[Suggestion],
    *,
    refusals: Sequence[Refusal] = (),
    interrupted: bool = False,
    aside: JustAside | None = None,
    repaired: bool = False,
) -> str:
    parts = service()
    shelf = parts.library.shelf()
    support = shelf.support
    matter = matter_form(journey.draft, shelf, lang)
    placed = placed_fields(journey.draft, support)
    fields = shown_fields(journey.draft, support, refusals)
    named = (*fields, *matter.paths)
    title = parts.phrases.say(lang, "request.title.refused" if refusals else "request.title")
    return render_page(
        "request.html",
        lang,
        title,
        journey=journey,
        draft=journey.draft,
        fields=fields,
        placed=placed,
        released=[one.name.say(lang) for one in support.products.values() if one.releases],
        product_matters=follows_product(support),
        required=_required(journey.draft, support),
        suggestions=suggestions,
        aside=aside,
        interrupted=interrupted,
        repaired=repaired,
        faults=form_faults(service().phrases, lang, refusals, named, labels(support, lang), support.gate.advice),
        step_count=max(_LEAST_STEPS, len(journey.draft.steps) + 1),
        carried=carried(journey, *placed, "attest"),
        attaching={"limits": LIMITS, "words": script_words},
        product=support.products.get(journey.draft.product),
        matter=matter,
        news=version_news(journey.draft, shelf, suggestions or _fixed_elsewhere(journey), lang),
    )


def _required(draft: Draft, support: Support) -> frozenset[str]:
    kind = support.kinds.get(draft.kind)
    return frozenset() if kind is None else frozenset(kind.required)
