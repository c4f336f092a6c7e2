"""Held back: what a client is told who looks like a machine, or sends more than people do. Nothing typed is lost."""

from http import HTTPStatus

from flask import Response

from submit.refusal import Code, Refusal

# The field that people do not see (templates/request.html).
TRAP = "website"
TRAPPED = Refusal(Code.INVALID, "", "trap")
_MINUTE_S = 60


def too_many(wait: int) -> Refusal:
    """Said at the top of the form: no fault of its fields."""
    # Two at least: who comes after one is early, and no language then needs its singular.
    return Refusal(Code.INVALID, "", "too-many-requests", {"minutes": max(2, -(-wait // _MINUTE_S))})


def held_back(page: str, wait: int) -> Response:
    """The filled form again, and when to send it."""
    answer = Response(page, status=HTTPStatus.TOO_MANY_REQUESTS, mimetype="text/html")
    answer.headers["Retry-After"] = str(wait)
    return answer
