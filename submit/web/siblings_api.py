"""Several drafts in one call: `POST /tickets` with `drafts`, all of which become tickets, or none.

What stands beside `drafts` is common to all of them; what a draft says itself comes before that. A refused message
names its parts in this very form, so that a client may send them back as they came.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, request

from submit.draft import Draft
from submit.matter import labels
from submit.reception import Refused
from submit.siblings import (
    MOST_SIBLINGS,
    Sibling,
    Siblings,
    SiblingsAccepted,
    SiblingsRefused,
    SiblingsUnsearched,
)
from submit.web import customer_pages
from submit.web.draft_reading import keep_files, parse_draft, read_uploads
from submit.web.json_body import BadBody
from submit.web.problem import problem, too_many_calls
from submit.web.refusal_sentences import as_json
from submit.web.service import service

_NOT_OF_A_DRAFT = frozenset({"drafts", "ask", "page", "kept", "customer"})


def parts_as_json(refused: Refused, page: str) -> list[dict[str, Any]]:
    """The parts of a refused message, each with its ask and what was found for it."""
    if not refused.drafts:
        return []
    return [_as_json(one) for one in Siblings(service().reception).part(refused.drafts, refused.ask, page)]


def take_siblings(fields: dict[str, Any], key: str) -> Response:
    """Take all drafts of a call: 201, or 409 when words of one were not searched, or 422 with every refusal."""
    parts = service()
    common = {name: value for name, value in fields.items() if name not in _NOT_OF_A_DRAFT}
    siblings = _read(fields["drafts"], common)
    customer, faults = customer_pages.vouched(_text(fields.get("customer")))
    client = customer_pages.client(customer)
    # One message takes one of the allowance, whatever it holds.
    wait = parts.tickets.take(client)
    if wait:
        return too_many_calls("Too many requests from this address", wait)
    own = {} if customer is None else {"email": customer.email}
    support = parts.library.shelf().support
    kept, described = keep_files(
        parts.uploads, _texts(fields.get("kept")), read_uploads(request, "attachments"), siblings[0].draft, support
    )
    answer = Siblings(parts.reception).receive(
        [
            Sibling(
                one.draft.model_copy(update={"attachments": described, **own}),
                one.ask,
                refusals=(*one.refusals, *faults),
            )
            for one in siblings
        ],
        kept,
        ask_id=_text(fields.get("ask")),
        key=key,
        page=str(fields.get("page") or ""),
        customer=customer,
    )
    if not isinstance(answer, SiblingsAccepted) or answer.replayed:
        parts.tickets.give_back(client)
    match answer:
        case SiblingsAccepted():
            return _accepted(answer)
        case SiblingsUnsearched():
            return problem(
                HTTPStatus.CONFLICT,
                "The final words have not been searched yet",
                detail="show the suggestions of each draft, then send the drafts again, each with its ask",
                drafts=[_as_json(one) for one in answer.siblings],
            )
        case SiblingsRefused():
            return problem(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "A draft lacks something",
                detail="none of them was taken; `draft` says which one a refusal is about, counted from 0",
                refusals=_refusals(answer.siblings),
                drafts=[_as_json(one) for one in answer.siblings],
                ask=_text(fields.get("ask")),
                suggestions=[],
                kept=[file.id for file in kept],
            )


def _read(value: Any, common: dict[str, Any]) -> list[Sibling]:
    """Each entry over what is common to all, in the language of the common part."""
    entries = value if isinstance(value, list) else []
    if not 0 < len(entries) <= MOST_SIBLINGS or not all(isinstance(one, dict) for one in entries):
        raise BadBody(f"`drafts` is not a list of 1 to {MOST_SIBLINGS} objects")
    siblings = []
    for entry in entries:
        fields = {**common, **entry}
        lang = service().language(_text(fields.get("lang")))
        draft, misshapen = parse_draft({**fields, "lang": lang}, lang)
        siblings.append(Sibling(draft, _text(entry.get("ask")), refusals=tuple(misshapen)))
    return siblings


def _accepted(answer: SiblingsAccepted) -> Response:
    parts = service()
    if not answer.replayed:
        parts.wake()
    tickets = [
        {"reference": one.reference, "track": f"{parts.settings.base_url}/t/{one.token}"} for one in answer.tickets
    ]
    response = jsonify({"tickets": tickets})
    response.status_code = HTTPStatus.CREATED
    return response


def _refusals(siblings: Sequence[Sibling]) -> list[dict[str, Any]]:
    """Every refusal with the place of its draft; what is said of the call or of the shared files, once and without."""
    told: list[dict[str, Any]] = []
    support = service().library.shelf().support
    for place, one in enumerate(siblings):
        named = labels(support, one.draft.lang)
        for said in as_json(service().phrases, one.draft.lang, one.refusals, named):
            shared = said["field"].partition(".")[0] in {"attachments", "customer", "Idempotency-Key"}
            if not shared:
                told.append({**said, "draft": place})
            elif place == 0:
                told.append(said)
    return told


def _as_json(one: Sibling) -> dict[str, Any]:
    draft: Draft = one.draft
    return {
        **draft.model_dump(mode="json", exclude={"attachments"}),
        "ask": one.ask,
        "suggestions": [found.as_json() for found in one.suggestions],
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
