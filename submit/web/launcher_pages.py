"""The launcher for other sites: its script, and the panel that the script shows there in a frame.

The panel is the one page of ours that may stand in somebody else's, and only in those that `PALIER_EMBED_ORIGINS`
names. It holds no ticket and nothing to press that acts: the form opens in a tab of its own, under our own address.
"""

from dataclasses import replace
from hashlib import sha256

from flask import Blueprint, Response, render_template, request

from submit.web.customer_pages import identified
from submit.web.journey import carried, read_journey
from submit.web.service import service
from submit.web.shell import checked_language, prefix, render_page

blueprint = Blueprint("launcher", __name__)

SCRIPT = "/support/launcher.js"
_PANEL = "/support/launcher/"
_KEPT_S = 300
_WORDS = ("open", "title", "close", "tab", "sorry")


@blueprint.get(SCRIPT)
def script() -> Response:
    """The script that a product puts into its pages with one tag."""
    parts = service()
    words = {
        lang: {name: parts.phrases.say(lang, f"embed.{name}") for name in _WORDS} | {"prefix": prefix(lang).strip("/")}
        for lang in parts.languages()
    }
    text = render_template("launcher.js", words=words, style=render_template("launcher.css"))
    answer = Response(text, mimetype="text/javascript")
    answer.cache_control.public = True
    answer.cache_control.max_age = _KEPT_S
    # Sites that isolate themselves (COEP) take scripts only from who says so.
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.set_etag(sha256(text.encode()).hexdigest()[:20])
    answer.make_conditional(request)
    return answer


@blueprint.get(_PANEL)
@blueprint.get(f"/<lang>{_PANEL}")
def panel(lang: str = "") -> Response:
    """Answers in a frame, and the way to the form."""
    lang = checked_language(lang)
    parts = service()
    support = parts.library.shelf().support
    journey = identified(read_journey(request, lang, support, parts.uploads), support)
    # The tab that the form opens begins a request of its own each time.
    pairs = carried(replace(journey, key=""), "text")
    page = render_page("panel.html", lang, parts.phrases.say(lang, "embed.title"), carried=pairs)
    return Response(page, mimetype="text/html")


def may_be_framed() -> bool:
    """Whether the answer at hand is the panel."""
    return request.endpoint == f"{blueprint.name}.{panel.__name__}"
