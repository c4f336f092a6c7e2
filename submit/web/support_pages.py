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
from kb.secrets.masking import mask
from kb.support import RequestKind, Support
from submit.asks import Outcome
from submit.draft import Draft
from submit.gate.review import FORM_ORDER
from submit.reception import KEY_USED, Accepted, Refused, Unsearched
from submit.refusal import Refusal
from submit.tokens import new_id
from submit.web.form_faults import form_faults
from submit.web.journey import Journey, Stage, carried, read_journey, subject_from
from submit.web.repairs import mended
from submit.web.service import service
from submit.web.shell import checked_language, prefix, render_page

blueprint = Blueprint("support", __name__)

_LEAST_STEPS = 3
_MAX_SEARCHED = 8_000


@blueprint.get("/support/")
@blueprint.get("/<lang>/support/")
def ask(lang: str = "") -> str:
    """The first page: one sentence, and what it is about."""
    lang = checked_language(lang)
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
    as_kind = request.form.get("as_kind", "")
    if as_kind in list(RequestKind):
        draft = journey.draft.model_copy(update={"kind": RequestKind(as_kind)})
        return _html(_begin_request(replace(journey, draft=draft), lang))
    match request.form.get("step", "search"):
        case "send":
            return _send(journey, lang)
        case "form":
            return _html(_begin_request(journey, lang))
        case _:
            return _html(_searched(replace(journey, stage=Stage.ASK), lang))


@blueprint.post("/support/repair")
@blueprint.post("/<lang>/support/repair")
def repair(lang: str = "") -> AnyResponse:
    """The one click that a refusal offered: lower case, lighter punctuation, or a masked secret."""
    lang = checked_language(lang)
    return _html(_repaired(_journey(lang), lang))


@blueprint.post("/support/outcome")
@blueprint.post("/<lang>/support/outcome")
def outcome(lang: str = "") -> AnyResponse:
    """“This answers my question” or “not my problem”, pressed on a page without script."""
    lang = checked_language(lang)
    journey = _journey(lang)
    solved, not_mine = request.form.get("solved", ""), request.form.get("not_mine", "")
    said = Outcome.SOLVED if solved else Outcome.NOT_MINE
    parts = service()
    parts.reception.hear(journey.ask, solved or not_mine, said)
    if solved:
        title = parts.phrases.say(lang, "solved.title")
        return _html(render_page("solved.html", lang, title, journey=journey, carried=carried(journey)))
    if journey.stage is Stage.REQUEST:
        return _html(_request_page(journey, lang, _found(journey)[1]))
    return _html(_searched(journey, lang))


def _journey(lang: str) -> Journey:
    parts = service()
    return read_journey(request, lang, parts.library.shelf().support, parts.uploads)


def _html(page: str, status: int = HTTPStatus.OK) -> Response:
    return Response(page, status=status, mimetype="text/html")


def _found(journey: Journey) -> tuple[str, tuple[Suggestion, ...]]:
    """Search the journey's words, unless there are none. Returns the ask and what was found."""
    if not journey.words.strip():
        return journey.ask, ()
    draft = journey.draft
    question = Question(
        text=journey.words[:_MAX_SEARCHED],
        lang=draft.lang,
        product=draft.product,
        version=draft.version,
        build=draft.build,
        kind=str(draft.kind),
        page=journey.page,
    )
    return service().reception.suggest(question, journey.ask)


def _searched(journey: Journey, lang: str) -> str:
    ask_id, suggestions = _found(journey)
    return _ask_page(replace(journey, ask=ask_id), lang, suggestions if journey.words.strip() else None)


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
    journey = replace(journey, stage=Stage.REQUEST)
    answer = parts.reception.receive(
        journey.draft,
        journey.kept,
        ask_id=journey.ask,
        key=journey.key,
        page=journey.page,
        refusals=journey.refusals,
    )
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
            if any(refusal.reason == KEY_USED for refusal in refusals):
                # The back button, then more words: who presses again means a second request.
                journey = replace(journey, key=new_id())
                refusals = tuple(replace(refusal, reason="already-sent") for refusal in refusals)
            page = _request_page(journey, lang, answer.suggestions, refusals=refusals)
            return _html(page, HTTPStatus.UNPROCESSABLE_ENTITY)


def _ask_page(journey: Journey, lang: str, suggestions: Sequence[Suggestion] | None) -> str:
    title = service().phrases.say(lang, "ask.title")
    return render_page(
        "ask.html",
        lang,
        title,
        journey=journey,
        suggestions=suggestions,
        searchable=service().library.shelf().searchable,
        carried=carried(journey, "text", "product", "version", "build", "kind"),
    )


def _request_page(
    journey: Journey,
    lang: str,
    suggestions: Sequence[Suggestion],
    *,
    refusals: Sequence[Refusal] = (),
    interrupted: bool = False,
    repaired: bool = False,
) -> str:
    parts = service()
    support = parts.library.shelf().support
    fields = shown_fields(journey.draft, support)
    title = parts.phrases.say(lang, "request.title.refused" if refusals else "request.title")
    return render_page(
        "request.html",
        lang,
        title,
        journey=journey,
        draft=journey.draft,
        fields=fields,
        required=_required(journey.draft, support),
        suggestions=suggestions,
        interrupted=interrupted,
        repaired=repaired,
        faults=form_faults(service().phrases, lang, refusals, fields, support.gate.advice),
        step_count=max(_LEAST_STEPS, len(journey.draft.steps) + 1),
        carried=carried(journey, *fields, "attest"),
        product=support.products.get(journey.draft.product),
    )


def shown_fields(draft: Draft, support: Support) -> tuple[str, ...]:
    """The fields that the form of a draft's kind shows, in the form's order."""
    kind = support.kinds.get(draft.kind)
    named = set() if kind is None else {*kind.required, *kind.optional}
    product = support.products.get(draft.product)
    if product is not None and not product.releases:
        named -= {"version", "build"}
    if len(support.products) == 1:
        named -= {"product"}
    named.add("email")
    return tuple(name for name in FORM_ORDER if name in named - {"kind", "topic", "extra"})


def _required(draft: Draft, support: Support) -> frozenset[str]:
    kind = support.kinds.get(draft.kind)
    return frozenset() if kind is None else frozenset(kind.required)
