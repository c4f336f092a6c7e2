"""The journey: one customer's way from the first words to the ticket, carried from page to page in the form itself.

There is no session: whatever the customer wrote is in the page, so nothing is lost with a cookie, a restart or the
back button.
"""

from dataclasses import dataclass
from enum import StrEnum

from flask import Request

from kb.request_kind import RequestKind
from kb.support import Support
from submit.customer import Customer
from submit.draft import Draft
from submit.gate.review import FORM_ORDER
from submit.gate.version_and_build import normalise
from submit.refusal import Code, Refusal
from submit.tokens import new_id
from submit.uploads import KeptFile, Uploads
from submit.web.draft_reading import draft_fields, keep_files, parse_draft, read_uploads

_LONGEST_SUBJECT = 200
_NOT_TEXT = frozenset({"kind", "steps", "attachments", "extra"})


class Stage(StrEnum):
    """Which page the customer is on."""

    ASK = "ask"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Journey:
    """Where a customer stands. `key` makes a second press of the button the same ticket.

    `asked` tells which words were found to be several questions, when the customer chose to write them anew.
    """

    stage: Stage
    text: str
    draft: Draft
    ask: str
    key: str
    page: str
    kept: tuple[KeptFile, ...]
    asked: str = ""
    refusals: tuple[Refusal, ...] = ()
    # Whom the product vouches for, as the form carries it; or why its word could not be taken.
    customer: Customer | None = None
    customer_seal: str = ""
    customer_fault: str = ""

    @property
    def words(self) -> str:
        """What to search at this stage: the sentence, then the draft's own words once there are some."""
        return self.draft.words_to_search() if self.stage is Stage.REQUEST else self.text


def read_journey(request: Request, lang: str, support: Support, uploads: Uploads) -> Journey:
    """The journey as the form, or the link that led here, tells it."""
    values = request.form if request.method == "POST" else request.args
    fields = draft_fields(values)
    if fields.get("kind") not in support.kinds:
        # A link of old, or of another vendor: the form is that of a kind which is offered here.
        offered = RequestKind.QUESTION in support.kinds
        fields["kind"] = RequestKind.QUESTION if offered else next(iter(support.kinds))
    if not fields.get("product") and len(support.products) == 1:
        fields["product"] = next(iter(support.products))
    draft, misshapen = parse_draft(fields, lang)
    draft = normalise(draft, support)
    dropped = set(values.getlist("drop"))
    kept_ids = [kept_id for kept_id in values.getlist("kept") if kept_id not in dropped]
    kept, described = keep_files(uploads, kept_ids, read_uploads(request, "files"), draft, support)
    return Journey(
        stage=Stage.REQUEST if values.get("stage") == Stage.REQUEST else Stage.ASK,
        text=values.get("text", "").replace("\r\n", "\n").replace("\0", "").strip(),
        draft=draft.model_copy(update={"attachments": described}),
        ask=values.get("ask", ""),
        key=values.get("key", "") or new_id(),
        page=values.get("page", "")[:200],
        kept=tuple(kept),
        asked=values.get("asked", ""),
        refusals=tuple(misshapen),
    )


def carried(journey: Journey, *shown: str) -> list[tuple[str, str]]:
    """What a page holds without showing it, as hidden inputs: nothing the customer wrote is lost."""
    draft = journey.draft
    single = {"text": journey.text, "kind": str(draft.kind), "page": journey.page, "ask": journey.ask}
    single |= {"asked": journey.asked, "key": journey.key, "stage": str(journey.stage)}
    single |= {"customer": journey.customer_seal}
    single |= {name: getattr(draft, name) for name in FORM_ORDER if name not in _NOT_TEXT}
    pairs = [(name, value) for name, value in single.items() if value and name not in shown]
    if "steps" not in shown:
        pairs += [("steps", step) for step in draft.steps]
    if "attachments" not in shown:
        pairs += [("kept", file.id) for file in journey.kept]
    # The form shows the box of the chosen topic itself, so that it can be unticked.
    own_vow = f"{Code.OUT_OF_SCOPE}:" if "topic" in shown else "\0"
    pairs += [("attest", vow) for vow in draft.attest if not vow.startswith(own_vow)]
    if "extra" not in shown:
        pairs += [(f"extra.{name}", value) for name, value in draft.extra.items()]
    return pairs


def subject_from(text: str) -> tuple[str, str]:
    """The subject and description that a first sentence gives: a short line is the subject, more is both."""
    first, _, rest = text.partition("\n")
    if not rest.strip() and len(first) <= _LONGEST_SUBJECT:
        return first.strip(), ""
    cut = first if len(first) <= _LONGEST_SUBJECT else first[:_LONGEST_SUBJECT].rsplit(" ", 1)[0]
    return cut.strip(), text.strip()
