"""The split page: a message that holds several questions, taken apart, and three equal ways on.

The customer sends the parts as linked requests, says that they are one and the same problem, or writes the message
anew. What was written is in the page, whole and in parts; and whoever was asked once is not asked again.
"""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Response, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from submit.asks import Outcome, words_digest
from submit.draft import Draft
from submit.gate.one_question import take_apart
from submit.gate.review import FORM_ORDER
from submit.gate.shares import SCENARIO
from submit.matter import labels
from submit.reception import KEY_USED, Refused
from submit.refusal import Code, Refusal
from submit.siblings import MOST_SIBLINGS, Answered, Sibling, Siblings, SiblingsAccepted, SiblingsUnsearched
from submit.tokens import new_id
from submit.web import customer_pages
from submit.web.form_faults import form_faults
from submit.web.held_back import held_back, too_many
from submit.web.journey import Journey, carried
from submit.web.message_parts import OWN, SEND, Part, may_take, read_parts, repaired, vouching
from submit.web.refusal_sentences import base_field
from submit.web.repairs import mended
from submit.web.service import service
from submit.web.shell import render_page

SAME_REASONS = ("cause", "together", "task")
_MOST_SUGGESTIONS = 3


def ask_to_split(journey: Journey, lang: str, answer: Refused) -> AnyResponse:
    """The page for a message in which the gate found several questions."""
    siblings = Siblings(service().reception).part(answer.drafts, answer.ask, journey.page)
    journey = replace(journey, ask=answer.ask)
    return _html(_page(journey, lang, [SEND] * len(siblings), siblings), HTTPStatus.UNPROCESSABLE_ENTITY)


def show_parts(journey: Journey, lang: str, repair: str = "") -> AnyResponse:
    """The page as the customer left it, or with the better text that one click puts into `part.0.description`, or into
    a field that all of them share.
    """
    if repair and not repair.startswith("part."):
        journey = replace(journey, draft=mended(journey.draft, service().library.shelf().support, [repair]))
    parts = read_parts(request.form, journey, service().library.shelf().support)
    siblings = _looked_at(parts, journey)
    if repair:
        siblings = _looked_at(repaired(siblings, repair, service().library.shelf().support), journey)
    return _html(_page(journey, lang, [one.fate for one in parts], siblings), HTTPStatus.OK)


def send_parts(journey: Journey, lang: str) -> AnyResponse:
    """Send the parts that are to be sent, all or none."""
    parts = read_parts(request.form, journey, service().library.shelf().support)
    sending = [one for one in parts if one.fate == SEND]
    answered = [Answered(one.ask, one.answer) for one in parts if one.answer]
    if not sending:
        return _nothing_to_send(journey, lang, parts, answered)
    client = customer_pages.client(journey.customer)
    # One message takes one of the allowance, whatever it holds.
    wait = service().tickets.take(client)
    if wait:
        fates = [one.fate for one in parts]
        return held_back(_page(journey, lang, fates, _looked_at(parts, journey), (too_many(wait),)), wait)
    answer = Siblings(service().reception).receive(
        [Sibling(one.draft, one.ask, refusals=journey.refusals) for one in sending],
        journey.kept,
        ask_id=journey.ask,
        key=journey.key,
        page=journey.page,
        answered=answered,
        customer=journey.customer,
    )
    if not isinstance(answer, SiblingsAccepted) or answer.replayed:
        service().tickets.give_back(client)
    if isinstance(answer, SiblingsAccepted):
        service().wake()
        first, *others = answer.tickets
        # Seen after a redirect, so that reloading sends nothing twice.
        query = urlencode([("sent", "1"), *(("with", one.token) for one in others)])
        return redirect(f"/t/{first.token}?{query}", code=HTTPStatus.SEE_OTHER)
    told = iter(answer.siblings)
    rest = iter(_looked_at([one for one in parts if one.fate != SEND], journey))
    siblings = [next(told if one.fate == SEND else rest) for one in parts]
    if any(refusal.reason == KEY_USED for one in answer.siblings for refusal in one.refusals):
        # The back button, then other words: who presses again means further requests.
        journey = replace(journey, key=new_id())
        siblings = [_already_sent(one) for one in siblings]
    status = HTTPStatus.CONFLICT if isinstance(answer, SiblingsUnsearched) else HTTPStatus.UNPROCESSABLE_ENTITY
    return _html(_page(journey, lang, [one.fate for one in parts], siblings), status)


def say_why_same(journey: Journey, lang: str) -> Journey | None:
    """The journey with the reason why it is one and the same problem; None when the customer gave none."""
    chosen, text = request.form.get("same", ""), " ".join(request.form.get("same_text", "").split())
    said = [service().phrases.say(lang, f"split.same.{chosen}")] if chosen in SAME_REASONS else []
    said += [text] if text else []
    if not said:
        return None
    vows = (*journey.draft.attest, str(Code.SEVERAL_QUESTIONS))
    update = {"same_problem": " – ".join(said), "attest": vows}
    return replace(journey, draft=journey.draft.model_copy(update=update))


def ask_why_same(journey: Journey, lang: str) -> AnyResponse:
    """The page again, because nothing was said of what makes it one problem."""
    parts = read_parts(request.form, journey, service().library.shelf().support)
    refusal = Refusal(Code.MISSING, "same_problem", "same_problem")
    page = _page(journey, lang, [one.fate for one in parts], _looked_at(parts, journey), (refusal,))
    return _html(page, HTTPStatus.UNPROCESSABLE_ENTITY)


def has_parts(form: MultiDict[str, str]) -> bool:
    """Whether the form is one of this page."""
    return "part.0.description" in form


def to_be_rewritten(journey: Journey) -> Journey:
    """The journey of a customer who would rather write the message anew, and was asked about these words."""
    return replace(journey, asked=_words(journey.draft))


def asked_once(journey: Journey) -> Journey:
    """Whoever wrote the message anew was asked already: the new words are one request because the customer says so."""
    if not journey.asked or journey.asked == _words(journey.draft):
        return journey
    return replace(journey, draft=vouching(journey.draft))


def _html(page: str, status: int) -> Response:
    return Response(page, status=status, mimetype="text/html")


def _words(draft: Draft) -> str:
    return words_digest(f"{draft.subject}\n{draft.description}")


def _looked_at(parts: Sequence[Part | Sibling], journey: Journey) -> list[Sibling]:
    siblings = [Sibling(one.draft, one.ask) for one in parts]
    return list(Siblings(service().reception).look_at(siblings, ask_id=journey.ask, page=journey.page))


def _already_sent(one: Sibling) -> Sibling:
    told = (replace(refusal, reason="already-sent") for refusal in one.refusals if refusal.reason == KEY_USED)
    return replace(one, refusals=tuple(told))


def _nothing_to_send(journey: Journey, lang: str, parts: Sequence[Part], answered: Sequence[Answered]) -> AnyResponse:
    """All have their answer: thanks, and a way back. None has: then it was no way to send a request."""
    if not answered:
        refusal = Refusal(Code.MISSING, "parts", "no-part")
        page = _page(journey, lang, [one.fate for one in parts], _looked_at(parts, journey), (refusal,))
        return _html(page, HTTPStatus.UNPROCESSABLE_ENTITY)
    for one in answered:
        service().reception.hear(one.ask, one.suggestion, Outcome.SOLVED)
    title = service().phrases.say(lang, "solved.title")
    return _html(render_page("solved.html", lang, title, journey=journey, carried=carried(journey)), HTTPStatus.OK)


def _page(
    journey: Journey, lang: str, fates: Sequence[str], siblings: Sequence[Sibling], refusals: Sequence[Refusal] = ()
) -> str:
    """The page; `refusals` are those of the page itself."""
    phrases = service().phrases
    support = service().library.shelf().support
    named, advice = labels(support, lang), support.gate.advice
    sent = [one for one, fate in zip(siblings, fates, strict=True) if fate == SEND]
    common = _common(sent)
    mendable = tuple(name for name in dict.fromkeys(base_field(one.field) for one in common) if _is_mendable(name))
    parts = [
        replace(_part(one, fate, lang), may_take=may_take(one, siblings))
        for one, fate in zip(siblings, fates, strict=True)
    ]
    apart = take_apart(journey.draft.subject, journey.draft.description)
    faults = form_faults(phrases, lang, (*refusals, *common), (*mendable, "same_problem", "parts"), named, advice)
    title = phrases.say(lang, "split.title", count=len(parts))
    return render_page(
        "split.html",
        lang,
        title,
        journey=journey,
        draft=journey.draft,
        product=support.products.get(journey.draft.product),
        parts=parts,
        faults=faults,
        mendable=mendable,
        courtesy=apart.courtesy,
        beyond=len(apart.questions) - len(parts) if len(parts) == MOST_SIBLINGS else 0,
        scenario_fields=SCENARIO,
        asks={kind: (*facts.required, *facts.optional) for kind, facts in support.kinds.items()},
        shared=_shared(journey),
        reasons=SAME_REASONS,
        same=request.form.get("same", ""),
        same_text=request.form.get("same_text", ""),
        carried=[pair for pair in carried(journey, *mendable) if pair[0] not in mendable],
    )


def _part(one: Sibling, fate: str, lang: str) -> Part:
    own = [refusal for refusal in one.refusals if base_field(refusal.field) in OWN] if fate == SEND else []
    faults = form_faults(service().phrases, lang, own, OWN, advice=service().library.shelf().support.gate.advice)
    return Part(one.draft, one.ask, fate, one.suggestions[:_MOST_SUGGESTIONS], tuple(faults))


def _common(siblings: Sequence[Sibling]) -> list[Refusal]:
    """What stands against what they share, each once."""
    told: dict[tuple[str, str, str], Refusal] = {}
    for one in siblings:
        for refusal in one.refusals:
            if base_field(refusal.field) not in OWN:
                told.setdefault((str(refusal.code), refusal.field, refusal.reason), refusal)
    return list(told.values())


def _is_mendable(name: str) -> bool:
    return name.startswith("extra.") or (name in FORM_ORDER and name not in {*OWN, "topic", "extra"})


def _shared(journey: Journey) -> tuple[str, ...]:
    """The fields that every part takes along, in the order of the form."""
    draft = journey.draft
    own = {*OWN, "topic", "extra", "attachments", "same_problem"}
    return tuple(name for name in FORM_ORDER if name not in own and getattr(draft, name))
