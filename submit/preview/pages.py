"""The pages of a preview: the real application, with a box that tells faults and a script that reloads.

The script asks for the state several times a second instead of holding a connection open: a page that waits
would take a thread of the server for each tab, and some tabs would hang. What must stay true: before the first
build there is a page too, whatever is wrong with the sources.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.security import safe_join
from werkzeug.wrappers import Request, Response

from kb.phrases import Phrases
from submit.preview.board import Board

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS = "/-/preview"
_STATIC = Path(__file__).parents[1] / "static" / "preview"
_FILES = {"preview.js": "text/javascript", "preview.css": "text/css"}
_BODY = re.compile(r"<body\b[^>]*>")
_MOST_WARNINGS = 50


class Preview:
    """Wraps the application of the service. `var` is the preview's own."""

    def __init__(self, app: Flask, var: Path, languages: tuple[str, ...], phrases: Phrases, board: Board) -> None:
        self._app = app
        self._inner: WSGIApplication = app.wsgi_app
        self._var = var
        self._languages = languages
        self._phrases = phrases
        self._board = board

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        if request.path.startswith(f"{ADDRESS}/"):
            return self._own(request)(environ, start_response)
        if not (self._var / "current").exists():
            return Response(self._waiting(request.path), 503, mimetype="text/html")(environ, start_response)
        return self._with_box(request)(environ, start_response)

    def _own(self, request: Request) -> Response:
        name = request.path.removeprefix(f"{ADDRESS}/")
        if name == "state":
            page = request.args.get("page", "/")
            state = {"digest": self._digest(page), "box": self._box(page)}
            return _fresh(Response(self._app.json.dumps(state), mimetype="application/json"))
        if name in _FILES:
            return _fresh(Response((_STATIC / name).read_bytes(), mimetype=_FILES[name]))
        return Response("", 404)

    def _with_box(self, request: Request) -> Response:
        """The application's answer; a page of HTML with the box in it."""
        # A page that the browser has kept may have another box by now.
        for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"):
            request.environ.pop(name, None)
        response = Response.from_app(self._inner, request.environ, buffered=True)
        if response.mimetype != "text/html" or request.method == "HEAD":
            return response
        html = response.get_data(as_text=True)
        response.set_data(_BODY.sub(lambda body: body[0] + self._head(request.path), html, count=1))
        response.headers.pop("ETag", None)
        return _fresh(response)

    def _waiting(self, path: str) -> str:
        """The page before the first build."""
        say = self._say(path)
        template = self._app.jinja_env.get_template("preview/waiting.html")
        return template.render(lang=self._lang(path), t=say, head=self._head(path))

    def _head(self, path: str) -> str:
        template = self._app.jinja_env.get_template("preview/head.html")
        return template.render(address=ADDRESS, digest=self._digest(path), box=self._box(path))

    def _box(self, path: str) -> str:
        """What there is to mend, as HTML; empty when all is well."""
        template = self._app.jinja_env.get_template("preview/box.html")
        notice = self._board.notice
        return template.render(
            notice=notice, warnings=notice.warnings[:_MOST_WARNINGS], t=self._say(path), lang=self._lang(path)
        ).strip()

    def _digest(self, path: str) -> str:
        """Says whether a page of the site is still the same. The service's own pages never ask for a reload: it would
        throw away what was typed.
        """
        found = safe_join(str(self._var / "current" / "site"), path.strip("/")) if "\0" not in path else None
        try:
            return hashlib.sha256(Path(found or "", "index.html").read_bytes()).hexdigest()
        except OSError:
            return "" if (self._var / "current").exists() else "none"

    def _lang(self, path: str) -> str:
        first = path.strip("/").partition("/")[0]
        return first if first in self._languages else self._languages[0]

    def _say(self, path: str) -> Callable[..., str]:
        lang = self._lang(path)

        def say(key: str, **values: object) -> str:
            return self._phrases.say(lang, key, **values)

        return say


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
