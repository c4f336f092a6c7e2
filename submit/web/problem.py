"""Problem details (RFC 9457): how the API says that something is wrong."""

import json
from http import HTTPStatus
from typing import Any

from flask import Response


def problem(status: int, title: str, **members: Any) -> Response:
    """An `application/problem+json` answer; `members` come after the standard ones."""
    body = {"type": "about:blank", "title": title, "status": int(HTTPStatus(status)), **members}
    return Response(json.dumps(body, ensure_ascii=False), status=status, mimetype="application/problem+json")


def too_many_calls(title: str, wait: int) -> Response:
    """429: this address has to come back in `wait` seconds."""
    answer = problem(HTTPStatus.TOO_MANY_REQUESTS, title, detail=f"come back in {wait} seconds; nothing was taken")
    answer.headers["Retry-After"] = str(wait)
    return answer
