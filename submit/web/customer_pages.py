"""Customers on the page: how a product's token comes in, and how our pages carry on who somebody is.

A token in an address is taken out of it at once: the answer is a redirect to the same page without it, and what it
said travels in a cookie for the ten minutes in which that page may be loaded again. From there on it is a hidden field
of the form, sealed. So it is in no history, in no referrer, and in no log of ours.
"""

from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from flask import redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kb.secrets.masking import mask
from kb.support import Support
from submit.customer import SEAL_LIFE, Customer, CustomerFault, read_customer, seal_key, sign_customer
from submit.refusal import Code, Refusal
from submit.tokens import digest
from submit.web.allowance import client_of
from submit.web.journey import Journey
from submit.web.service import service
from submit.web.shell import prefix

FIELD = "customer"
_SAID = "identity"
_SENT = "sent"
_COOKIE = "palier_customer"
_COOKIE_S = 600


def hand_over(lang: str) -> AnyResponse:
    """The same page without the token in its address."""
    found = read_any(request.args.get(FIELD, ""))
    rest = [(name, text) for name, text in request.args.items(multi=True) if name not in {FIELD, _SAID}]
    path = f"{prefix(lang)}/support/"
    said = str(found) if isinstance(found, CustomerFault) else _SENT
    answer = redirect(f"{path}?{urlencode([*rest, (_SAID, said)])}", code=HTTPStatus.SEE_OTHER)
    if isinstance(found, Customer):
        is_secure = service().settings.base_url.startswith("https:")
        answer.set_cookie(
            _COOKIE, seal(found), max_age=_COOKIE_S, path=path, secure=is_secure, httponly=True, samesite="Lax"
        )
    return answer


def identified(journey: Journey, support: Support) -> Journey:
    """The journey of whoever the form, or the cookie of the redirect, says; their address is no longer to be typed."""
    if request.method != "POST":
        journey = _prefilled(journey, support)
    said = request.args.get(_SAID, "") if request.method != "POST" else ""
    if said in list(CustomerFault):
        return replace(journey, customer_fault=said)
    token = request.cookies.get(_COOKIE, "") if said == _SENT else request.form.get(FIELD, "")
    if request.form.get("forget") == FIELD or not (token or said):
        return journey
    found = read_any(token)
    if isinstance(found, CustomerFault):
        return replace(journey, customer_fault=str(found))
    draft = journey.draft.model_copy(update={"email": found.email})
    return replace(journey, draft=draft, customer=found, customer_seal=seal(found))


def vouched(token: str) -> tuple[Customer | None, tuple[Refusal, ...]]:
    """Whom the token of a call speaks of, where there is one, and what is wrong with it."""
    found = read_any(token) if token else None
    if isinstance(found, CustomerFault):
        return None, (Refusal(Code.INVALID, "customer", f"customer-{found}"),)
    return found, ()


def read_any(token: str) -> Customer | CustomerFault:
    """Whom a token of the product, or a seal of ours, speaks of."""
    parts = service()
    now = parts.clock()
    found = read_customer(token, seal_key(parts.settings.secret_key), now, SEAL_LIFE)
    if found is CustomerFault.INVALID:
        found = read_customer(token, parts.settings.customer_key, now)
    return found


def seal(customer: Customer) -> str:
    """What the form carries: the same words, for as long as it takes to write."""
    parts = service()
    return sign_customer(customer, seal_key(parts.settings.secret_key), parts.clock() + SEAL_LIFE)


def client(customer: Customer | None) -> str:
    """Whose allowance a call takes from: many customers may stand behind one product's server."""
    return client_of(request.remote_addr) if customer is None else f"customer:{digest(customer.email)}"


def _prefilled(journey: Journey, support: Support) -> Journey:
    """What a link filled in: a product that does not exist is passed over, a secret in the address is masked."""
    draft = journey.draft
    facts = {name: mask(getattr(draft, name)) for name in ("version", "build")}
    facts["product"] = draft.product if draft.product in support.products else ""
    return replace(journey, draft=draft.model_copy(update=facts), page=mask(journey.page))
