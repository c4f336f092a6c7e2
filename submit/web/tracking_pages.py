"""The tracking pages: a ticket by its secret link. GET shows and changes nothing; POST acts."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from submit.matter import answers, standing_of, unlisted
from submit.refusal import Refusal
from submit.siblings import MOST_SIBLINGS
from submit.store.tables import Ticket
from submit.tokens import digest
from submit.tracking import Tracked
from submit.web.refusal_sentences import sentence
from submit.web.service import service
from submit.web.shell import render_page
from submit.web.times import say_time

blueprint = Blueprint("tracking", __name__, url_prefix="/t")


@blueprint.get("/<token>")
def track(token: str) -> str:
    """The ticket: its state, what was said, what was sent."""
    return _page(token, _opened(token))


@blueprint.post("/<token>/messages")
def add_message(token: str) -> AnyResponse:
    """Add the customer's words."""
    parts = service()
    text = request.form.get("message", "").replace("\r\n", "\n").replace("\0", "").strip()
    refusals = parts.tracking.add_message(token, text)
    if refusals is None:
        abort(HTTPStatus.NOT_FOUND)
    if refusals:
        page = _page(token, _opened(token), refusals, text)
        return Response(page, status=HTTPStatus.UNPROCESSABLE_ENTITY, mimetype="text/html")
    parts.wake()
    return redirect(f"/t/{token}?said=1#messages", code=HTTPStatus.SEE_OTHER)


@blueprint.post("/<token>/close")
def close(token: str) -> AnyResponse:
    """The customer is satisfied."""
    if service().tracking.close(token) is None:
        abort(HTTPStatus.NOT_FOUND)
    return redirect(f"/t/{token}", code=HTTPStatus.SEE_OTHER)


@blueprint.get("/<token>/files/<int:attachment_id>")
def file(token: str, attachment_id: int) -> Response:
    """A file of the ticket, always as a download: nothing that was uploaded is ever run or shown by us."""
    found = service().tracking.file(token, attachment_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    row, path = found
    response = send_file(path, mimetype="application/octet-stream", as_attachment=True, download_name=row.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _opened(token: str) -> Tracked:
    tracked = service().tracking.open(token)
    if tracked is None:
        abort(HTTPStatus.NOT_FOUND)
    return tracked


def _with_links(siblings: Sequence[Ticket]) -> list[tuple[Ticket, str]]:
    """Each sibling with the secret part of its link, empty where the address does not name it already.

    Who has just sent them comes with all links; who was given one of them sees that there are others, and no more.
    """
    links = {digest(link): link for link in request.args.getlist("with")[:MOST_SIBLINGS]}
    return [(ticket, links.get(ticket.token_digest, "")) for ticket in siblings]


def _page(token: str, tracked: Tracked, refusals: list[Refusal] | None = None, text: str = "") -> str:
    parts = service()
    support = parts.library.shelf().support
    languages = parts.languages()
    lang = tracked.ticket.lang if tracked.ticket.lang in languages else languages[0]
    timezone = support.brand.timezone
    title = parts.phrases.say(lang, "track.title", reference=tracked.ticket.reference)
    return render_page(
        "track.html",
        lang,
        title,
        token=token,
        ticket=tracked.ticket,
        draft=tracked.draft,
        messages=tracked.messages,
        attachments=tracked.attachments,
        siblings=_with_links(tracked.siblings),
        sent="sent" in request.args,
        said="said" in request.args,
        text=text,
        faults=[sentence(parts.phrases, lang, refusal) for refusal in refusals or ()],
        say_time=lambda at: say_time(at, lang, timezone),
        fields=("same_problem", "goal", "steps", "expected", "observed", "since", "frequency"),
        answers=tuple(answers(tracked.draft, support, lang)),
        standing=standing_of(tracked.draft, support),
        unlisted=unlisted(tracked.draft, support),
    )
