"""Fields of a vendor's own, beside those that every request has, in the words of GitHub's issue forms.

`type`, `label`, `description`, `placeholder`, `required` and `options` mean what they mean there; `date`, `time`,
`datetime` and `email` are types that support needs and GitHub lacks, `pattern`, `minimum` and `when` are ours.
"""

import re
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from kb.pattern import BadPattern, read_pattern
from kb.when import When
from kb.words import Words

# As drafts hold their names; `extra.<name>` is what refusals call the field.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


class FieldType(StrEnum):
    """How a field is filled in."""

    INPUT = "input"
    TEXTAREA = "textarea"
    DROPDOWN = "dropdown"
    CHECKBOXES = "checkboxes"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    EMAIL = "email"


_CHOSEN = frozenset({FieldType.DROPDOWN, FieldType.CHECKBOXES})
_WRITTEN = frozenset({FieldType.INPUT, FieldType.TEXTAREA})


def _as_options(value: Any) -> Any:
    """A list of texts is a list of options that are their own ids, as on GitHub."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return {one: one for one in value}
    return value


def _as_pattern(text: str) -> str:
    try:
        read_pattern(text)
    except BadPattern as fault:
        raise ValueError(str(fault)) from fault
    return text


class OwnField(BaseModel):
    """One field that a vendor's support needs for some of its requests."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: SkipJsonSchema[str] = ""
    type: FieldType = Field(
        default=FieldType.INPUT,
        description="How it is filled in: input, textarea, dropdown, checkboxes, date, time, datetime or email.",
    )
    label: Words = Field(description="What the form calls the field.")
    description: Words = Field(default=Words({}), description="Help that stands below the label.")
    placeholder: Words = Field(default=Words({}), description="An example inside the empty field.")
    required: bool = Field(default=False, description="Whether a request is refused without it.")
    options: Annotated[dict[str, Words], BeforeValidator(_as_options)] = Field(
        default_factory=dict,
        description="What may be chosen: a list, or ids with their words.",
        json_schema_extra={"type": ["object", "array"]},
    )
    multiple: bool = Field(default=False, description="Of an address: whether there may be several.")
    pattern: Annotated[str, AfterValidator(_as_pattern)] = Field(
        default="", description="What an input has to look like, whole, as a regular expression."
    )
    minimum: int = Field(
        default=0, ge=0, description="The fewest characters of a text, boxes ticked, or addresses given."
    )
    when: When = Field(default=When(), description="The requests that are asked for it; all of them otherwise.")

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        """Refuse what would have no effect: its author believes that it has one."""
        if (self.type in _CHOSEN) != bool(self.options):
            raise ValueError(
                "a field to choose from needs options"
                if self.type in _CHOSEN
                else "options belong to a dropdown or to checkboxes"
            )
        if self.pattern and self.type is not FieldType.INPUT:
            raise ValueError("a pattern belongs to an input")
        if self.multiple and self.type is not FieldType.EMAIL:
            raise ValueError("several values belong to an email field; for choices use checkboxes")
        if self.minimum and self.type not in {*_WRITTEN, FieldType.CHECKBOXES, FieldType.EMAIL}:
            raise ValueError("a minimum belongs to texts, checkboxes and addresses")
        return self

    @property
    def path(self) -> str:
        """What drafts and refusals call the field."""
        return f"extra.{self.id}"

    @property
    def holds_entries(self) -> bool:
        """Whether a value is several entries, one a line."""
        return self.type is FieldType.CHECKBOXES


def is_name(text: str) -> bool:
    """Whether `text` can be the id of a field."""
    return _NAME.fullmatch(text) is not None
