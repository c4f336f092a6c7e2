"""The help centre's own facts, from `support.yml`: products, kinds of request, levels, words.

Facts of the domain live there, secrets and machine facts in `PALIER_*`, looks in `mkdocs.yml`; nothing in two places.
"""

import re
from typing import Annotated, TypeVar
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from kb.own_field import OwnField, is_name
from kb.product import Product
from kb.request_kind import RequestKind
from kb.topic import Plan, Topic
from kb.vocabulary import words
from kb.words import Words

# What `kinds` may ask for, beside fields of the vendor's own, which are written `extra.<name>`.
REQUEST_FIELDS = (
    "product",
    "version",
    "build",
    "subject",
    "description",
    "goal",
    "steps",
    "expected",
    "observed",
    "since",
    "frequency",
    "priority",
    "email",
    "topic",
    "plan",
    "attachments",
)
_PREFIX = re.compile("[A-Z]{2,5}")
Named = TypeVar("Named")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _known_timezone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("this is not a time zone; write it like Europe/Paris")
    return name


def _short_capitals(prefix: str) -> str:
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("it should be two to five capital letters, such as PAL")
    return prefix


class KindFields(_Strict):
    """What one kind of request asks for. Fields that are neither required nor optional are not shown."""

    required: tuple[str, ...] = Field(description="Fields that such a request has to have.")
    optional: tuple[str, ...] = Field(default=(), description="Fields that it may have; all others are not shown.")
    name: Words = Field(default=Words({}), description="What the form calls this kind.")
    advice: Words = Field(default=Words({}), description="One sentence that helps to write such a request.")


class Category(_Strict):
    """A shelf of articles: the folder `docs/articles/<id>/`."""

    id: SkipJsonSchema[str] = ""
    title: Words = Field(description="The category's title.")
    description: Words = Field(default=Words({}), description="One sentence that says what is in it.")
    icon: str = Field(default="", description="A Material icon, such as material/lifebuoy.")


class Priority(_Strict):
    """How pressing a request is, in words that say what the level means."""

    id: SkipJsonSchema[str] = ""
    name: Words = Field(description="What the form calls the level.")
    means: Words = Field(default=Words({}), description="What the level means, in customers' words.")
    ask_why: bool = Field(default=False, description="Whether who chooses the level has to say why.")


def _as_names(entries: dict[str, Named]) -> dict[str, Named]:
    for name in entries:
        if not is_name(name):
            raise ValueError(f"“{name}” cannot be an id here; write letters, digits, - and _, a letter first")
    return entries


class Brand(_Strict):
    """Who the help centre belongs to, and the time zone in which it tells times."""

    name: str = Field(description="Who the help centre belongs to.")
    tagline: Words = Field(default=Words({}), description="One sentence below the name.")
    reference_prefix: Annotated[str, AfterValidator(_short_capitals)] = Field(
        default="PAL",
        description="Two to five capitals that begin each request's number.",
        json_schema_extra={"pattern": f"^{_PREFIX.pattern}$"},
    )
    timezone: Annotated[str, AfterValidator(_known_timezone)] = Field(
        default="UTC", description="The time zone in which times are told, such as Europe/Paris."
    )


class Home(_Strict):
    """What the home page offers apart from the ask box: ids of the pages that people need most."""

    popular: tuple[str, ...] = Field(default=(), description="Ids of the pages that people need most.")


class Authoring(_Strict):
    """What `palier check` expects of authors."""

    review_every_days: int = Field(default=365, gt=0, description="After so many days a page is to be read again.")
    incident_update_every_days: int = Field(
        default=14, gt=0, description="An open incident says something new at least so often; limitations need not."
    )


# What the service refuses a request for; its own tests say that these are all.
REFUSAL_CODES = words(
    """
    missing several-questions unknown-version thin-scenario secret shouting punctuation too-long
    attachment out-of-scope invalid
    """
)


def _known_codes(advice: dict[str, Words]) -> dict[str, Words]:
    unknown = sorted(set(advice) - REFUSAL_CODES)
    if unknown:
        raise ValueError(
            f"{unknown[0]} is no reason to refuse a request; choose among {', '.join(sorted(REFUSAL_CODES))}"
        )
    return advice


class Gate(_Strict):
    """The vendor's own words where the form asks a customer to mend something."""

    advice: Annotated[dict[str, Words], AfterValidator(_known_codes)] = Field(
        default_factory=dict,
        description="A sentence by refusal code (shouting, secret, …), shown below Palier's own at the field.",
    )


class Term(_Strict):
    """Words that mean the same, for one product or for all: a question in one finds pages in the other."""

    words: tuple[str, ...] = Field(min_length=2, description="Words or groups of words that mean the same.")
    products: tuple[str, ...] = Field(default=(), description="The products for which they do; none: all of them.")


class Search(_Strict):
    """How pages are searched."""

    meaning: bool = Field(
        default=False,
        description="Whether pages are also found by what they mean, in other words or another language; "
        "needs the extra palier[semantic].",
    )


class Support(_Strict):
    """All of `support.yml`."""

    brand: Brand = Field(description="Who the help centre belongs to.")
    languages: tuple[str, ...] = Field(
        default=("fr", "en"), min_length=1, description="The languages of the help centre; the first is served at /."
    )
    products: dict[str, Product] = Field(min_length=1, description="The products that support answers for, by id.")
    categories: dict[str, Category] = Field(
        default_factory=dict, description="The shelves of articles; each is a folder below docs/articles/."
    )
    kinds: dict[RequestKind, KindFields] = Field(
        min_length=1, description="The kinds of request, and what each asks for."
    )
    priorities: dict[str, Priority] = Field(
        default_factory=dict, description="How pressing a request can be, from low to high."
    )
    fields: Annotated[dict[str, OwnField], AfterValidator(_as_names)] = Field(
        default_factory=dict, description="Fields of your own, by id, beside those that every request has."
    )
    topics: Annotated[dict[str, Topic], AfterValidator(_as_names)] = Field(
        default_factory=dict, description="What requests are about, and what support does about it."
    )
    plans: dict[str, Plan] = Field(default_factory=dict, description="What customers may have bought.")
    home: Home = Field(default=Home(), description="What the home page offers.")
    authoring: Authoring = Field(default=Authoring(), description="What `palier check` expects of authors.")
    gate: Gate = Field(default=Gate(), description="The vendor's own words where the form refuses something.")
    search: Search = Field(default=Search(), description="How pages are searched.")
    terms: tuple[Term, ...] = Field(default=(), description="Words that mean the same to the search.")
    promise: Words = Field(default=Words({}), description="How soon a person answers; shown with the way on.")

    def model_post_init(self, _context: object) -> None:
        """Give each named entry its name: the mapping's key is its id."""
        for name in ("products", "categories", "priorities", "fields", "topics", "plans"):
            entries = getattr(self, name)
            object.__setattr__(
                self, name, {key: entry.model_copy(update={"id": key}) for key, entry in entries.items()}
            )

    @property
    def default_language(self) -> str:
        """The language that is served at `/`."""
        return self.languages[0]
