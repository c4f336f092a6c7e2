"""Headers: what every answer tells the browser to allow. Nothing is fetched from elsewhere, nothing runs inline."""

from http import HTTPStatus

from flask import Flask, Response, request

from kb.secrets.masking import find_secrets
from submit.web.launcher_pages import SCRIPT, may_be_framed
from submit.web.service import service

_PRIVATE = ("/t/", "/support/", "/api/")
# Scripts and styles are the same for everybody (see `submit.web.site`).
_OWN_FILES = "/support/assets/"
# Says of its answers itself how long a browser may keep them.
_KEPT_BRIEFLY = "/api/v1/search"


# A page that answers a form is shown again by the back button only if the browser may keep it for itself.
_PAGES_TO_COME_BACK_TO = "private, no-cache"

_WITH_A_FORM = (HTTPStatus.OK, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS)


def content_security_policy(script_hashes: tuple[str, ...], framed_by: tuple[str, ...] = ()) -> str:
    """The policy for a build: its own files, and the theme's inline scripts by their hashes; `framed_by` are the other
    sites that may show the page.
    """
    scripts = " ".join(["'self'", *(f"'{one}'" for one in script_hashes)])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self'",
            # A customer's own files, shown before they are sent.
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            " ".join(("frame-ancestors 'self'", *framed_by)),
        )
    )


def _is_written(response: Response) -> bool:
    """Whether a page holds what the customer has written, and no secret: that is not left in any browser's cache."""
    if request.method != "POST" or request.blueprint != "support" or response.status_code not in _WITH_A_FORM:
        return False
    return not any(find_secrets(text) for values in request.form.listvalues() for text in values)


def register(app: Flask) -> None:
    """Put the headers on every answer of `app`."""

    @app.after_request
    def _protect(response: Response) -> Response:
        generation = service().library.shelf().generation
        hashes = () if generation is None else generation.facts.script_hashes
        framed_by = service().settings.embed_origins if may_be_framed() else ()
        response.headers.setdefault("Content-Security-Policy", content_security_policy(hashes, framed_by))
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Tracking links are secrets: they must not travel to other sites as a referrer.
        response.headers["Referrer-Policy"] = "same-origin"
        if any(part in request.path for part in _PRIVATE) and request.path != SCRIPT and _OWN_FILES not in request.path:
            if request.path != _KEPT_BRIEFLY or response.status_code != HTTPStatus.OK:
                response.headers["Cache-Control"] = _PAGES_TO_COME_BACK_TO if _is_written(response) else "no-store"
            response.headers["X-Robots-Tag"] = "noindex"
        return response
