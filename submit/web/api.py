"""The API: the four calls that a page, a product or a script makes. Described at `/api/v1/openapi.json`."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from deflect.question import Question
from deflect.suggestion import MOST_PAGES, Suggestion
from kb.document import PageKind
from kb.secrets.masking import mask
from submit.asks import Outcome, UnknownAsk, searchable
from submit.draft import Text
from submit.gate.required import is_address
from submit.matter import labels
from submit.reception import Accepted, Refused, Unsearched, usable_key
from submit.web import customer_pages
from submit.web.allowance import client_of
from submit.web.draft_reading import draft_fields, keep_files, parse_draft, read_uploads
from submit.web.json_body import BadBody, parse_json_object, read_json_object
from submit.web.openapi import describe
from submit.web.problem import problem, too_many_calls
from submit.web.refusal_sentences import as_json
from submit.web.service import service
from submit.web.siblings_api import parts_as_json, take_siblings

blueprint = Blueprint("api", __name__)

_MAX_SEARCHED = 8_000
# A search box holds some words; a whole message is for the form.
_MAX_BROWSED = 500
_BROWSED_KEPT_S = 60
_FOUND_PAGE = ("id", "lang", "kind", "title", "url", "excerpt", "marks", "score", "state", "severity")


class SearchCall(BaseModel):
    """The query of `GET /search`."""

    model_config = ConfigDict(extra="ignore")

    q: str
    lang: Text = ""
    limit: int = Field(default=MOST_PAGES, ge=1, le=MOST_PAGES)


class SuggestionsCall(BaseModel):
    """The body of `POST /suggestions`. `ask` goes on with an earlier ask instead of beginning one."""

    model_config = ConfigDict(extra="ignore")

    text: str
    lang: Text = ""
    product: Text = ""
    version: Text = ""
    build: Text = ""
    kind: Text = ""
    page: Text = ""
    ask: Text = ""


class OutcomesCall(BaseModel):
    """The body of `POST /outcomes`."""

    model_config = ConfigDict(extra="ignore")

    ask: str
    suggestion: str
    outcome: Outcome
    reason: Text = Field(default="", max_length=200)
    email: Text = ""


class MeTooCall(BaseModel):
    """The query of `GET /me-too`."""

    model_config = ConfigDict(extra="ignore")

    incident: str


@blueprint.errorhandler(BadBody)
def _bad_body(error: BadBody) -> Response:
    return problem(HTTPStatus.BAD_REQUEST, "Bad body", detail=str(error))


@blueprint.errorhandler(ValidationError)
def _bad_fields(error: ValidationError) -> Response:
    faults = [
        {"field": ".".join(str(part) for part in fault["loc"]), "fault": fault["msg"]}
        for fault in error.errors(include_url=False, include_input=False, include_context=False)
    ]
    return problem(HTTPStatus.BAD_REQUEST, "Bad fields", errors=faults)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of this API (OpenAPI 3.1)."""
    return jsonify(describe(service().settings.base_url, service().library.shelf().support))


@blueprint.get("/search")
def search() -> Response:
    """The pages for somebody who looks around. Not an ask: neither words nor pages are written down."""
    call = SearchCall.model_validate(request.args.to_dict())
    parts = service()
    question = Question(searchable(mask(call.q[:_MAX_BROWSED])), parts.language(call.lang), limit=call.limit)
    pages = [_found_page(one) for one in parts.library.shelf().suggest(question)]
    answer = jsonify({"pages": pages})
    # Whoever takes back a letter asks the same again. Only in the reader's own browser: the words are the reader's.
    answer.cache_control.private = True
    answer.cache_control.max_age = _BROWSED_KEPT_S
    return answer


@blueprint.post("/suggestions")
def suggestions() -> Response:
    """What the customer may want to read before writing a ticket."""
    call = SuggestionsCall.model_validate(read_json_object(request))
    question = Question(
        text=call.text[:_MAX_SEARCHED],
        lang=service().language(call.lang),
        product=call.product,
        version=call.version,
        build=call.build,
        kind=call.kind,
        page=call.page,
    )
    ask, found = service().reception.suggest(question, call.ask)
    return jsonify({"ask": ask, **_shown(found)})


@blueprint.post("/outcomes")
def outcomes() -> Response | tuple[str, int]:
    """What the customer said of a suggestion."""
    call = OutcomesCall.model_validate(read_json_object(request))
    wait = service().outcomes.take(client_of(request.remote_addr))
    if wait:
        return too_many_calls("Too many outcomes from this address", wait)
    if call.email and not is_address(call.email):
        return problem(
            HTTPStatus.BAD_REQUEST, "Bad fields", errors=[{"field": "email", "fault": "not one mail address"}]
        )
    parts = service()
    heard = parts.reception.hear(call.ask, call.suggestion, call.outcome, call.reason)
    if isinstance(heard, UnknownAsk):
        return problem(HTTPStatus.NOT_FOUND, "Unknown ask", detail="that ask never showed that suggestion")
    if call.outcome is Outcome.ME_TOO:
        parts.me_too_counts.forget()
        lang = parts.language(heard.lang)
        incident = parts.me_toos.incident(call.suggestion, lang)
        if call.email and incident is not None:
            parts.me_toos.subscribe(incident, call.email, lang, call.ask)
            parts.wake()
    return "", HTTPStatus.NO_CONTENT


@blueprint.get("/me-too")
def me_too() -> Response:
    """How many people have the problem of an incident."""
    page = MeTooCall.model_validate(request.args.to_dict()).incident
    return jsonify({"incident": page, "count": service().me_too_counts.of([page]).get(page, 0)})


@blueprint.post("/tickets")
def tickets() -> Response:
    """Take a draft: 201, or 409 when its words were not searched, or 422 with every refusal."""
    parts = service()
    key = request.headers.get("Idempotency-Key", "")
    if key and not usable_key(key):
        return problem(HTTPStatus.BAD_REQUEST, "Bad Idempotency-Key", detail="use 1 to 200 printable characters")
    fields = _ticket_fields()
    if "drafts" in fields:
        return take_siblings(fields, key)
    lang = parts.language(str(fields.get("lang") or ""))
    draft, misshapen = parse_draft({**fields, "lang": lang}, lang)
    support = parts.library.shelf().support
    kept, described = keep_files(
        parts.uploads, _texts(fields.get("kept")), read_uploads(request, "attachments"), draft, support
    )
    draft = draft.model_copy(update={"attachments": described})
    customer, faults = customer_pages.vouched(str(fields.get("customer") or ""))
    if customer is not None:
        draft = draft.model_copy(update={"email": customer.email})
    ask = fields.get("ask")
    client = customer_pages.client(customer)
    wait = parts.tickets.take(client)
    if wait:
        return too_many_calls("Too many requests from this address", wait)
    answer = parts.reception.receive(
        draft,
        kept,
        ask_id=ask if isinstance(ask, str) else "",
        key=key,
        page=str(fields.get("page") or ""),
        refusals=(*misshapen, *faults),
        customer=customer,
    )
    if not isinstance(answer, Accepted) or answer.replayed:
        parts.tickets.give_back(client)
    match answer:
        case Accepted():
            return _accepted(answer)
        case Unsearched():
            return problem(
                HTTPStatus.CONFLICT,
                "The final words have not been searched yet",
                detail="show these suggestions, then send the draft again with this ask",
                ask=answer.ask,
                **_shown(answer.suggestions),
            )
        case Refused():
            return problem(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "The draft lacks something",
                refusals=as_json(parts.phrases, lang, answer.refusals, labels(support, lang)),
                drafts=parts_as_json(answer, str(fields.get("page") or "")),
                ask=answer.ask,
                **_shown(answer.suggestions),
                kept=[file.id for file in kept],
            )


def _accepted(answer: Accepted) -> Response:
    parts = service()
    if not answer.replayed:
        parts.wake()
    track = f"{parts.settings.base_url}/t/{answer.token}"
    response = jsonify({"reference": answer.reference, "track": track})
    response.status_code = HTTPStatus.CREATED
    response.headers["Location"] = track
    return response


def _ticket_fields() -> dict[str, Any]:
    """The draft of a ticket call: JSON, or a form with files whose fields may also lie in one `draft` part."""
    if request.mimetype != "multipart/form-data":
        return read_json_object(request)
    if "draft" in request.form:
        fields = parse_json_object(request.form["draft"].encode("utf-8", errors="surrogatepass"))
    else:
        fields = draft_fields(request.form)
    for name in ("ask", "page", "customer"):
        fields.setdefault(name, request.form.get(name, ""))
    fields.setdefault("kept", request.form.getlist("kept"))
    return fields


def _shown(found: Sequence[Suggestion]) -> dict[str, Any]:
    """Suggestions, and how many people have the problem of those that are incidents."""
    counts = service().me_too_counts.of(one.id for one in found if one.kind is PageKind.INCIDENT)
    return {"suggestions": [one.as_json() for one in found], **({"me_too": counts} if counts else {})}


def _found_page(found: Suggestion) -> dict[str, Any]:
    """What a list of results shows. Why a page was found is left out: it would quote the reader."""
    plain = found.as_json()
    return {name: plain[name] for name in _FOUND_PAGE if name in plain}


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
