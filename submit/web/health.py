"""`/health`: what a machine asks to know whether customers can be served, and by which build."""

from typing import Any

from flask import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from kb.edition import BUILD, VERSION
from submit.web.service import service

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> tuple[dict[str, Any], int]:
    """200 while requests can be taken, even without search (then `degraded`); 503 when the store does not answer."""
    parts = service()
    shelf = parts.library.shelf()
    generation = shelf.generation
    store = _store_state()
    searchable = shelf.searchable
    status = "failing" if store == "unavailable" else "ok" if searchable else "degraded"
    body = {
        "status": status,
        "version": VERSION,
        "build": BUILD,
        "knowledge": None
        if generation is None
        else {
            "build": generation.id,
            "created": generation.facts.created.isoformat(),
            "documents": {lang: shelf.index.size(lang) for lang in shelf.index.languages} if shelf.index else {},
        },
        "search": "ok" if searchable else "unavailable",
        "store": {"state": store, "engine": parts.database.engine_name},
        "mail": {
            "transport": parts.transport.name,
            "waiting": parts.outbox.waiting() if store == "ok" else None,
        },
    }
    return body, 503 if store == "unavailable" else 200


def _store_state() -> str:
    try:
        return "ok" if service().database.answers() else "unavailable"
    except SQLAlchemyError:
        return "unavailable"
