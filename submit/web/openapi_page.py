"""The pages that a search finds, as JSON Schemas of the description of the API."""

from typing import Any

from kb.incident import Severity


def suggestion_schema() -> dict[str, Any]:
    """A page that is offered on the form: why, and what it means for the customer's version."""
    text = {"type": "string"}
    extra = {
        "why": {"type": "array", "items": {"type": "object"}},
        "verdict": {"type": ["string", "null"]},
        "fixed_in": text,
    }
    return extended(found_page_schema(), extra)


def found_page_schema() -> dict[str, Any]:
    """A page as the site's search box shows it."""
    text = {"type": "string"}
    return {
        "type": "object",
        "required": ["id", "kind", "title", "url", "excerpt", "score"],
        "properties": {
            "id": text,
            "lang": text,
            "kind": {"type": "string", "enum": ["incident", "article", "question"]},
            "title": text,
            "url": text,
            "excerpt": text,
            "marks": {
                "type": "array",
                "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
                "description": "Where in the excerpt the words of the question stand",
            },
            "score": {"type": "number", "minimum": 0, "maximum": 1},
            "state": {"type": "string", "description": "Of an incident"},
            "severity": {"type": "string", "enum": [str(one) for one in Severity], "description": "Of an incident"},
        },
    }


def extended(schema: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    """An object's schema with more properties."""
    return {**schema, "properties": {**schema["properties"], **properties}}
