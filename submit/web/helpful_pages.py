"""“Was this page helpful?”: takes the form at the end of a page and says thank you.

The form stands in the static site (kb/theme/partials/helpful.html). What must stay true: only POST stores anything,
for mail scanners and browsers open links on their own.
"""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from submit.votes import pages_to_vote_on, record_vote
from submit.web.service import service
from submit.web.shell import checked_language, prefix, render_page

blueprint = Blueprint("helpful", __name__)

_ANSWERS = {"yes": True, "no": False}


@blueprint.post("/support/helpful")
@blueprint.post("/<lang>/support/helpful")
def vote(lang: str = "") -> str:
    """Store what the reader said, and thank them."""
    lang = checked_language(lang)
    parts = service()
    page = request.form.get("page", "")
    url = pages_to_vote_on(parts.library.shelf().generation, lang).get(page)
    if url is None:
        abort(HTTPStatus.NOT_FOUND)
    helpful = _ANSWERS.get(request.form.get("helpful", ""))
    if helpful is None:
        abort(HTTPStatus.BAD_REQUEST)
    # A field that people do not see. Who fills it in is thanked like everybody, and learns nothing.
    if not request.form.get("website"):
        with parts.database.write() as session:
            record_vote(session, page, lang, helpful, request.form.get("reason", ""), parts.clock())
    title = parts.phrases.say(lang, "helpful.thanks.title")
    return render_page("helpful.html", lang, title, url=url, helpful=helpful)


@blueprint.get("/support/helpful")
@blueprint.get("/<lang>/support/helpful")
def look(lang: str = "") -> AnyResponse:
    """Who comes back to the address of the thank-you page goes home; nothing is stored."""
    return redirect(f"{prefix(checked_language(lang))}/", code=HTTPStatus.SEE_OTHER)
