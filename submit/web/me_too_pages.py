"""The pages of those who have the problem of an incident: “tell me when it is fixed”, and the link that confirms it.

GET shows and changes nothing, for mail scanners and browsers open links on their own; POST acts. What must stay
true: an answer is the same whether or not an address is known, and nothing typed for a request gets lost here.
"""

from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from submit.gate.required import is_address
from submit.me_too import Subscription
from submit.pages import PageFacts
from submit.web.journey import Journey, carried, read_journey
from submit.web.service import service
from submit.web.shell import checked_language, render_page

blueprint = Blueprint("me_too", __name__)

_WAY = "/support/me-too"


@blueprint.app_template_global()
def me_too_count(page: str) -> int:
    """How many people have the problem of an incident."""
    return service().me_too_counts.of([page]).get(page, 0)


@blueprint.get(_WAY)
@blueprint.get(f"/<lang>{_WAY}")
def offer(lang: str = "") -> str:
    """What the link on an incident's page leads to."""
    lang = checked_language(lang)
    return offer_page(_journey(lang), lang, _incident(request.args.get("incident", ""), lang))


@blueprint.post(_WAY)
@blueprint.post(f"/<lang>{_WAY}")
def subscribe(lang: str = "") -> Response:
    """Somebody wants to be told. The owner of the address is asked first."""
    lang = checked_language(lang)
    journey = _journey(lang)
    incident = _incident(request.form.get("incident", ""), lang)
    address = request.form.get("address", "").strip()
    if not is_address(address):
        page = offer_page(journey, lang, incident, address=address, refused=True)
        return Response(page, status=HTTPStatus.UNPROCESSABLE_ENTITY, mimetype="text/html")
    parts = service()
    # A field that people do not see. Who fills it in is answered like everybody, and learns nothing.
    if not request.form.get("website"):
        parts.me_toos.subscribe(incident, address, lang, journey.ask)
        parts.wake()
    title = parts.phrases.say(lang, "me-too.asked.title")
    return Response(render_page("me_too_asked.html", lang, title, address=address, incident=incident))


@blueprint.get(f"{_WAY}/<token>")
def show(token: str) -> str:
    """What the link in the mail leads to: confirm it, or end it."""
    return _page(token, _opened(service().me_toos.open(token)))


@blueprint.post(f"{_WAY}/<token>/confirm")
def confirm(token: str) -> AnyResponse:
    """The owner of the address wants to be told."""
    _opened(service().me_toos.confirm(token))
    service().me_too_counts.forget()
    return redirect(f"{_WAY}/{token}", code=HTTPStatus.SEE_OTHER)


@blueprint.get(f"{_WAY}/<token>/stop")
def ask_to_stop(token: str) -> str:
    """What a mail program's own “unsubscribe” opens where it does not act by itself."""
    return show(token)


@blueprint.post(f"{_WAY}/<token>/stop")
def stop(token: str) -> AnyResponse:
    """The owner does not want the mail; also pressed by mail programs (RFC 8058), which follow no redirect."""
    subscription = _opened(service().me_toos.stop(token))
    return Response(_page(token, subscription), mimetype="text/html")


def offer_page(journey: Journey, lang: str, incident: PageFacts, *, address: str = "", refused: bool = False) -> str:
    """“We know of it. Shall we tell you when it is fixed?”, and the way on to a request."""
    parts = service()
    name = "me-too.counted" if journey.ask else "me-too.known"
    title = parts.phrases.say(lang, f"{name}.title")
    return render_page(
        "me_too.html",
        lang,
        title,
        incident=incident,
        count=parts.me_too_counts.of([incident.id]).get(incident.id, 0),
        counted=bool(journey.ask),
        address=address or journey.draft.email,
        refused=refused,
        carried=carried(journey),
    )


def _journey(lang: str) -> Journey:
    parts = service()
    return read_journey(request, lang, parts.library.shelf().support, parts.uploads)


def _incident(page: str, lang: str) -> PageFacts:
    incident = service().me_toos.incident(page, lang)
    if incident is None:
        abort(HTTPStatus.NOT_FOUND)
    return incident


def _opened(subscription: Subscription | None) -> Subscription:
    if subscription is None:
        abort(HTTPStatus.NOT_FOUND)
    return subscription


def _page(token: str, subscription: Subscription) -> str:
    languages = service().languages()
    lang = subscription.lang if subscription.lang in languages else languages[0]
    title = service().phrases.say(lang, "me-too.link.title")
    return render_page("me_too_link.html", lang, title, token=token, subscription=subscription)
