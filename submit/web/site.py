"""The static site of the current build, served as any web server would."""

import os
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, request, send_from_directory
from werkzeug.security import safe_join
from werkzeug.wrappers import Response as AnyResponse

from kb.secrets.browser import SHAPES_FILE
from submit.web.service import service
from submit.web.shell import error_page

blueprint = Blueprint("site", __name__)

# What the service's scripts share with the site's; it is there also while there is no build.
_SHARED = frozenset({"secret-spans.js", "secret-shapes.js"})
_STATIC = Path(__file__).parents[1] / "static"
# Its name says XML, its readers ask for Atom.
_FEED = "incidents/feed.xml"
_ATOM = "application/atom+xml"


@blueprint.get("/support/assets/<path:name>")
def asset(name: str) -> Response:
    """The service's own scripts: kept by the browser and asked for again each time, as an upgrade keeps their names."""
    return send_from_directory(SHAPES_FILE.parent if name in _SHARED else _STATIC, name)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What search engines are asked to leave alone: what customers write, and the pages that only help to write."""
    private = "".join(f"Disallow: {path}\n" for path in ("/t/", "/api/", "/support/", "/*/support/"))
    site_map = f"Sitemap: {service().settings.base_url}/sitemap.xml\n"
    return Response(f"User-agent: *\n{private}\n{site_map}", mimetype="text/plain")


@blueprint.get("/")
@blueprint.get("/<path:path>")
def page(path: str = "") -> AnyResponse | tuple[str, int]:
    """A file of the site; a folder is its `index.html`, under an address that ends in a slash."""
    generation = service().library.shelf().generation
    if generation is None:
        return error_page(503, "no-build"), 503
    found = safe_join(str(generation.site), path) if "\0" not in path else None
    if found is None:
        abort(404)
    # Unlike `Path.is_dir`, this says no to a name that is too long to be one.
    if os.path.isdir(found):  # noqa: PTH112
        if path and not path.endswith("/"):
            query = f"?{request.query_string.decode('utf-8', 'replace')}" if request.query_string else ""
            return redirect(f"/{path}/{query}", code=301)
        path = f"{path}index.html"
    kind = _ATOM if path.endswith(_FEED) else None
    return send_from_directory(generation.site, path, mimetype=kind)
