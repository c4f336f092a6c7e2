"""Topics: what a request can be about, and what support does about it: in which plan, for money, or not at all."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from kb.when import When
from kb.words import Words


class Offer(StrEnum):
    """How support helps with a topic."""

    INCLUDED = "included"
    HOURLY = "hourly"
    TRAINING = "training"
    NONE = "none"


class Standing(StrEnum):
    """What a topic means for one customer; only `included` needs no word from them."""

    INCLUDED = "included"
    OTHER_PLAN = "other-plan"
    HOURLY = "hourly"
    TRAINING = "training"
    NONE = "none"


class Plan(BaseModel):
    """What a customer has bought, as far as support is concerned."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: SkipJsonSchema[str] = ""
    name: Words = Field(description="The plan's name, as customers know it.")
    description: Words = Field(default=Words({}), description="One sentence that says what is in it.")


class Topic(BaseModel):
    """One matter that customers write about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: SkipJsonSchema[str] = ""
    name: Words = Field(description="What the form calls the topic.")
    description: Words = Field(default=Words({}), description="What support does about it, or why it does not.")
    offer: Offer = Field(
        default=Offer.INCLUDED,
        description="How support helps: included, hourly (paid by the hour), training, or none (nobody's job here).",
    )
    plans: tuple[str, ...] = Field(default=(), description="The plans that include it; none: all of them.")
    price: Words = Field(default=Words({}), description="What it costs where it is not included, in words.")
    minimum: Words = Field(default=Words({}), description="The least that is sold, such as two hours.")
    language: Words = Field(default=Words({}), description="The language in which it is given, in words.")
    page: str = Field(default="", description="The id of the page that explains it.")
    quote: str = Field(default="", description="An address (https: or mailto:) that takes a request for a quote.")
    when: When = Field(default=When(), description="The requests that may be about it; all of them otherwise.")

    def standing(self, plan: str) -> Standing:
        """What the topic means for a customer of `plan`; one whose plan is not known is taken to have it."""
        if self.offer is not Offer.INCLUDED:
            return Standing(self.offer.value)
        return Standing.OTHER_PLAN if plan and self.plans and plan not in self.plans else Standing.INCLUDED
