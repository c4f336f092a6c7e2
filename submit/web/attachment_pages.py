"""Attachments on the page: what the form says beforehand, and small pictures of what waits for its ticket."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, send_file

from submit.gate.attachments import MOST_BYTES, MOST_BYTES_TOGETHER, MOST_FILES, MOST_TEXT_BYTES, endings
from submit.web.service import service

blueprint = Blueprint("attachments", __name__)

# The limits of the gate, for those who can be told before they send.
LIMITS = {
    "files": MOST_FILES,
    "bytes": MOST_BYTES,
    "text_bytes": MOST_TEXT_BYTES,
    "together": MOST_BYTES_TOGETHER,
    "endings": endings(),
}


def script_words(say: Callable[..., str]) -> dict[str, Any]:
    """The sentences of attachments.js: the refusals that the server would tell, and its own few."""
    name = "{name}"
    refusals = {"type": "type", "empty": "empty", "too_large": "too-large"}
    together = {"too_many": "too-many", "together": "too-large-together"}
    return {
        **{key: say(f"refusal.attachment.{reason}", name=name) for key, reason in refusals.items()},
        **{key: say(f"refusal.attachment.{reason}") for key, reason in together.items()},
        "screenshot": say("attach.screenshot"),
        "one": say("attach.count", count=1),
        "other": say("attach.count", count=2).replace("2", "#"),
        "sizes": say("unit.sizes"),
    }


@blueprint.get("/support/kept/<kept_id>")
def kept_picture(kept_id: str) -> Response:
    """A picture that waits for its ticket, for whoever has the page that holds its id. We drew it ourselves."""
    found = service().uploads.find([kept_id])
    if not found or not found[0].media_type.startswith("image/"):
        abort(HTTPStatus.NOT_FOUND)
    (file,) = found
    response = send_file(file.path, mimetype=file.media_type, as_attachment=True, download_name=file.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
