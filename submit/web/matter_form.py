"""What the form shows of a draft's matter: its topic and what support does about it, the fields that it needs, and
what is new for its version. Facts alone; the templates say them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from deflect.suggestion import Suggestion
from kb.incident import Verdict
from kb.own_field import OwnField
from kb.product import Product, Release, ReleaseState
from kb.support import Support
from kb.topic import Standing, Topic
from submit.draft import Draft
from submit.gate.scope import acceptance_of, is_accepted, needs_word
from submit.library import Shelf
from submit.matter import asked_fields, offered_topics, standing_of


@dataclass(frozen=True, slots=True)
class Scope:
    """The chosen topic, and what support does about it for this customer.

    `needs_word` says whether they have to choose it knowingly, `accept` is the vow that does so.
    """

    topic: Topic
    standing: Standing
    plans: tuple[str, ...]
    page: str
    needs_word: bool
    accept: str
    is_accepted: bool

    @property
    def says_something(self) -> bool:
        """Whether there is anything to read before writing: most included topics need no word."""
        said = self.topic.description or self.plans or self.page
        return self.standing is not Standing.INCLUDED or bool(said)


@dataclass(frozen=True, slots=True)
class VersionNews:
    """What a customer should know of their version before anything else; empty parts where there is nothing."""

    product: Product | None
    ended: Release | None
    current: Release | None
    update_page: str
    fixes: tuple[Suggestion, ...]

    def __bool__(self) -> bool:
        return self.ended is not None or bool(self.fixes)


@dataclass(frozen=True, slots=True)
class MatterForm:
    """The parts of the form that follow from kind, product, topic, plan and version."""

    topics: tuple[Topic, ...]
    scope: Scope | None
    fields: tuple[OwnField, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """What refusals call the fields of the vendor's own."""
        return tuple(field.path for field in self.fields)


def matter_form(draft: Draft, shelf: Shelf, lang: str) -> MatterForm:
    """What the form of this draft shows in `lang`."""
    support = shelf.support
    return MatterForm(offered_topics(draft, support), _scope(draft, shelf, lang), asked_fields(draft, support))


def version_news(draft: Draft, shelf: Shelf, suggestions: Sequence[Suggestion], lang: str) -> VersionNews:
    """What is new for the draft's version; `suggestions` are what was found for its words."""
    product = shelf.support.products.get(draft.product)
    release = product.release(draft.version) if product and draft.version else None
    ended = release if release is not None and release.state is ReleaseState.ENDED else None
    return VersionNews(
        product,
        ended,
        product.current() if product and ended else None,
        page_url(product.update_page, shelf, lang) if product and ended else "",
        tuple(one for one in suggestions if one.verdict is Verdict.UPDATE),
    )


def page_url(page_id: str, shelf: Shelf, lang: str) -> str:
    """Where a page stands in `lang`, else in the default language; "" when this build has no such page."""
    if not page_id or shelf.generation is None:
        return ""
    default = shelf.support.default_language
    for path in dict.fromkeys((page_id if lang == default else f"{lang}/{page_id}", page_id)):
        if (shelf.generation.site / path / "index.html").is_file():
            return f"/{path}/"
    return ""


def _scope(draft: Draft, shelf: Shelf, lang: str) -> Scope | None:
    topic = shelf.support.topics.get(draft.topic)
    if topic is None:
        return None
    return Scope(
        topic,
        standing_of(draft, shelf.support),
        _plan_names(topic, shelf.support, lang),
        page_url(topic.page, shelf, lang),
        needs_word(draft, shelf.support),
        acceptance_of(topic.id),
        is_accepted(draft),
    )


def _plan_names(topic: Topic, support: Support, lang: str) -> tuple[str, ...]:
    return tuple(support.plans[plan].name.say(lang) if plan in support.plans else plan for plan in topic.plans)
