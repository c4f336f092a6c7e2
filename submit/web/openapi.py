"""The description of the API (OpenAPI 3.1), made from the very models that read the requests."""

from typing import Any

from deflect.suggestion import MOST_PAGES
from kb.edition import VERSION
from kb.support import Support
from submit.asks import Outcome
from submit.dismissals import Reason
from submit.draft import Draft
from submit.refusal import Code
from submit.siblings import MOST_SIBLINGS
from submit.web.openapi_draft import draft_choices
from submit.web.openapi_page import extended, found_page_schema, suggestion_schema

_PROBLEM = "application/problem+json"
_REFERENCE = "#/components/schemas/"


def describe(base_url: str, support: Support) -> dict[str, Any]:
    """The whole document, for a service that answers at `base_url` for the vendor of `support`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Palier",
            "version": VERSION,
            "summary": "Search before asking, then take a request that support can act on.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": f"{base_url}/api/v1"}],
        "paths": {
            "/search": {"get": _search()},
            "/suggestions": {"post": _suggestions()},
            "/outcomes": {"post": _outcomes()},
            "/me-too": {"get": _me_too()},
            "/tickets": {"post": _tickets()},
        },
        "components": {"schemas": _schemas(support)},
    }


def _search() -> dict[str, Any]:
    text = {"type": "string"}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": MOST_PAGES}
    return {
        "operationId": "search",
        "summary": "The pages for somebody who looks around, best first, at most ten; nothing is written down",
        "parameters": [
            _in_query("q", text, "The words; only the first 500 characters are read", required=True),
            _in_query("lang", text, "A language of the help centre; its default language otherwise"),
            _in_query("limit", limit, "How many pages"),
        ],
        "responses": {
            "200": _json_answer("What was found; a browser may keep it for a minute", "Pages"),
            "400": _problem("There are no words, or the limit is none"),
            "503": _too_many(),
        },
    }


def _suggestions() -> dict[str, Any]:
    return {
        "operationId": "suggest",
        "summary": "What the customer may want to read, best first, at most five",
        "requestBody": _json_body("SuggestionsCall"),
        "responses": {
            "200": _json_answer("The ask, and what was found for it", "Found"),
            "400": _problem("The body cannot be read"),
            "413": _problem("The body is too large"),
            "503": _too_many(),
        },
    }


def _outcomes() -> dict[str, Any]:
    return {
        "operationId": "tellOutcome",
        "summary": "What the customer said of a suggestion",
        "requestBody": _json_body("OutcomesCall"),
        "responses": {
            "204": {"description": "Noted"},
            "400": _problem("The body cannot be read"),
            "413": _problem("The body is too large"),
            "404": _problem("That ask never showed that suggestion"),
            "429": _too_many("Too many outcomes from this address"),
        },
    }


def _me_too() -> dict[str, Any]:
    return {
        "operationId": "countMeToo",
        "summary": "How many people have the problem of an incident",
        "parameters": [_in_query("incident", {"type": "string"}, "The incident’s id", required=True)],
        "responses": {
            "200": _json_answer("The count; 0 too for what is no incident", "MeToo"),
            "400": _problem("No incident is named"),
        },
    }


def _tickets() -> dict[str, Any]:
    multipart = {
        "type": "object",
        "properties": {
            "draft": {"type": "string", "description": "The draft as JSON; or send its fields as parts"},
            "ask": {"type": "string"},
            "page": {"type": "string"},
            "customer": {"type": "string"},
            "kept": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Files of an earlier refusal",
            },
            "attachments": {"type": "array", "items": {"type": "string", "format": "binary"}},
        },
    }
    return {
        "operationId": "sendTicket",
        "summary": "Take a draft, or several at once",
        "description": (
            "With `drafts`, all of them become tickets that name each other, or none does. What stands beside "
            "`drafts` (fields, files) is common to all, and each is judged by its own kind. The `drafts` of a 422 may "
            "be sent back as they came. "
            "The Idempotency-Key is for the whole call."
        ),
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
                "description": "Your own name for this call: sending it again finds the same ticket.",
            }
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": f"{_REFERENCE}TicketsCall"}},
                "multipart/form-data": {"schema": multipart},
            },
        },
        "responses": {
            "201": {
                "description": "The ticket is on disk; of several drafts, all tickets are",
                "content": {"application/json": {"schema": {"oneOf": [_named("Accepted"), _named("AllAccepted")]}}},
            },
            "400": _problem("The body cannot be read"),
            "413": _problem("The body is too large"),
            "409": _problem("The final words had not been searched; once", "Unsearched"),
            "422": _problem("Everything that is to be mended, at once", "Refused"),
            "429": _too_many("Too many tickets from this address; nothing was taken"),
        },
    }


def _in_query(name: str, schema: dict[str, Any], description: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": description}


def _json_body(name: str) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": {"$ref": f"{_REFERENCE}{name}"}}}}


def _json_answer(description: str, name: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": {"$ref": f"{_REFERENCE}{name}"}}},
    }


def _named(name: str) -> dict[str, Any]:
    return {"$ref": f"{_REFERENCE}{name}"}


def _problem(description: str, name: str = "Problem") -> dict[str, Any]:
    return {"description": description, "content": {_PROBLEM: {"schema": {"$ref": f"{_REFERENCE}{name}"}}}}


def _too_many(why: str = "Too many people are asking; nothing was searched") -> dict[str, Any]:
    seconds = {"type": "integer", "minimum": 0}
    header = {"description": "In how many seconds to ask again", "required": True, "schema": seconds}
    return {**_problem(why), "headers": {"Retry-After": header}}


def _schemas(support: Support) -> dict[str, Any]:
    draft = Draft.model_json_schema(ref_template=f"{_REFERENCE}{{model}}")
    draft["properties"] |= draft_choices(draft["properties"], support)
    inner = draft.pop("$defs", {})
    text = {"type": "string"}
    suggestions = {"type": "array", "maxItems": 5, "items": {"$ref": f"{_REFERENCE}Suggestion"}}
    parts = {
        "type": "array",
        "items": _named("Part"),
        "description": (
            "What several questions in one draft may be sent as instead, each already searched. Each has the `kind` "
            "that its own words speak of, where they are clear; the steps, with what was expected and observed, are in "
            "the one that they are about. Both may be changed before the drafts are sent back. Beyond "
            f"{MOST_SIBLINGS}, the last one holds the rest"
        ),
    }
    counts = {
        "type": "object",
        "additionalProperties": {"type": "integer", "minimum": 1},
        "description": "By suggestion: how many people have the problem of that incident",
    }
    problem = {
        "type": "object",
        "required": ["type", "title", "status"],
        "properties": {"type": text, "title": text, "status": {"type": "integer"}, "detail": text},
    }
    return {
        **inner,
        "Draft": draft,
        "TicketsCall": {
            "allOf": [{"$ref": f"{_REFERENCE}Draft"}],
            "properties": {
                "ask": {"type": "string", "description": "The ask whose suggestions were shown"},
                "page": {"type": "string", "description": "Where in the product the customer was"},
                "customer": {"type": "string", "description": "The token in which the product says who this is"},
                "drafts": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": MOST_SIBLINGS,
                    "items": _named("Part"),
                    "description": "Several drafts instead of one: all of them become tickets, or none",
                },
            },
        },
        "Part": {
            "allOf": [_named("Draft")],
            "properties": {"ask": {"type": "string"}, "suggestions": suggestions},
            "description": "One of several drafts, on its own ask; `suggestions` is not read",
        },
        "SuggestionsCall": {
            "type": "object",
            "required": ["text"],
            "properties": dict.fromkeys(("text", "lang", "product", "version", "build", "kind", "page", "ask"), text),
        },
        "OutcomesCall": {
            "type": "object",
            "required": ["ask", "suggestion", "outcome"],
            "properties": {
                "ask": text,
                "suggestion": text,
                "outcome": {"type": "string", "enum": [str(outcome) for outcome in Outcome]},
                "reason": {
                    "type": "string",
                    "maxLength": 200,
                    "description": "Of `not_mine`: one of "
                    + ", ".join(f"`{reason}`" for reason in Reason)
                    + ", or words of the customer’s own",
                },
                "email": {
                    "type": "string",
                    "description": "Of `me_too` on an open incident: whom to tell once it is fixed. They get a mail "
                    "to confirm it first; the answer never says whether the address is known",
                },
            },
        },
        "MeToo": {
            "type": "object",
            "required": ["incident", "count"],
            "properties": {"incident": text, "count": {"type": "integer", "minimum": 0}},
        },
        "FoundPage": found_page_schema(),
        "Pages": {
            "type": "object",
            "required": ["pages"],
            "properties": {
                "pages": {
                    "type": "array",
                    "maxItems": MOST_PAGES,
                    "items": {"$ref": f"{_REFERENCE}FoundPage"},
                }
            },
        },
        "Suggestion": suggestion_schema(),
        "Found": {
            "type": "object",
            "required": ["ask", "suggestions"],
            "properties": {"ask": text, "suggestions": suggestions, "me_too": counts},
        },
        "Accepted": {
            "type": "object",
            "required": ["reference", "track"],
            "properties": {"reference": text, "track": {"type": "string", "format": "uri"}},
        },
        "AllAccepted": {
            "type": "object",
            "required": ["tickets"],
            "properties": {"tickets": {"type": "array", "items": _named("Accepted")}},
        },
        "Refusal": {
            "type": "object",
            "required": ["code", "field", "message"],
            "properties": {
                "code": {"type": "string", "enum": [str(code) for code in Code]},
                "field": text,
                "reason": text,
                "message": text,
                "draft": {"type": "integer", "description": "Which of several drafts, counted from 0"},
            },
            "additionalProperties": True,
        },
        "Problem": problem,
        "Unsearched": extended(problem, {"ask": text, "suggestions": suggestions, "me_too": counts, "drafts": parts}),
        "Refused": extended(
            problem,
            {
                "refusals": {"type": "array", "items": {"$ref": f"{_REFERENCE}Refusal"}},
                "drafts": parts,
                "ask": text,
                "suggestions": suggestions,
                "me_too": counts,
                "kept": {"type": "array", "items": text},
            },
        ),
    }
