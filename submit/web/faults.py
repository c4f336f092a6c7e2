"""Faults: what a person or a program is told when a request cannot be answered. The WSGI edge of the house."""

import logging
from http import HTTPStatus

from flask import Flask, Response, request, send_from_directory
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from kb.errors import PalierError
from submit.web.problem import problem
from submit.web.service import service
from submit.web.shell import error_page, page_language

_log = logging.getLogger(__name__)
_TOLD = {400: "bad-request", 404: "not-found", 405: "bad-request", 413: "too-large"}


def register(app: Flask) -> None:
    """Answer every fault of `app` in a way that its caller understands."""

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        answer = _answer(error.code or 500, _TOLD.get(error.code or 500, "broken"))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            answer.headers["Allow"] = ", ".join(error.valid_methods)
        return answer

    @app.errorhandler(SQLAlchemyError)
    @app.errorhandler(PalierError)
    @app.errorhandler(Exception)
    def _broken(error: Exception) -> Response:
        # The message of a database error quotes what a customer wrote, so only its kind is logged.
        _log.error("%s %s failed: %s", request.method, request.endpoint, type(error).__name__)
        _log.debug("details", exc_info=error)
        return _answer(500, "broken")


def _answer(status: int, name: str) -> Response:
    if request.path.startswith("/api/"):
        return problem(status, HTTPStatus(status).phrase)
    if status == HTTPStatus.NOT_FOUND and not request.path.startswith("/t/"):
        found = _site_404()
        if found is not None:
            return found
    return Response(error_page(status, name), status=status, mimetype="text/html")


def _site_404() -> Response | None:
    """The site's own page for addresses that lead nowhere, in the language of the address."""
    generation = service().library.shelf().generation
    if generation is None:
        return None
    lang = page_language()
    folder = generation.site if lang == service().languages()[0] else generation.site / lang
    if not (folder / "404.html").is_file():
        return None
    answer = send_from_directory(folder, "404.html")
    answer.status_code = HTTPStatus.NOT_FOUND
    return answer
