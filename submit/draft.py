"""Drafts: what a customer has written so far, from the page, the API, or a line of `palier review`."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from kb.request_kind import RequestKind


def _as_list(value: Any) -> Any:
    """Steps may come as one text; each of its lines is a step."""
    if isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    return () if value is None else value


def _as_lines(value: Any) -> Any:
    """Several choices of one field may come as a list; each is a line of its text."""
    if not isinstance(value, dict):
        return value
    return {
        name: "\n".join(one) if isinstance(one, list | tuple) and all(isinstance(part, str) for part in one) else one
        for name, one in value.items()
    }


def _as_text(value: Any) -> Any:
    """Forms and hurried clients send nothing, or a number, where a text belongs. No store takes a null letter."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\0", "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_as_text)]
# Names are kept with the ticket without being read for secrets, so a sentence is not one.
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
# A refusal's code, a field, or both: `unknown-version:build`, `secret:steps.2`.
Vow = Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:-[a-z]+){0,2}(?::[a-z_]+(?:\.[A-Za-z0-9_-]{1,40}){0,2})?$")]


class Attachment(BaseModel):
    """A file as the gate sees it: what it is, not its bytes. `sample` is the readable part of a text file."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Text = ""
    size: int = Field(default=0, ge=0, description="bytes")
    media_type: Text = Field(default="", description="By content, not by what the browser claims.")
    sample: Text = ""
    picture_fault: Literal["", "unreadable", "too-large", "busy"] = Field(
        default="", description="What kept a picture from being drawn again."
    )


class Draft(BaseModel):
    """A request in the making. Every field may be empty: saying what lacks is the gate's work."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    lang: Text = "fr"
    kind: RequestKind = RequestKind.QUESTION
    product: Text = ""
    version: Text = ""
    build: Text = ""
    subject: Text = ""
    description: Text = ""
    same_problem: Text = Field(
        default="", description="Why what looks like several questions is one and the same problem."
    )
    goal: Text = ""
    steps: Annotated[tuple[Text, ...], BeforeValidator(_as_list)] = ()
    expected: Text = ""
    observed: Text = ""
    since: Text = ""
    frequency: Text = ""
    priority: Text = ""
    priority_reason: Text = ""
    email: Text = ""
    topic: Text = ""
    plan: Text = ""
    extra: Annotated[dict[Name, Text], BeforeValidator(_as_lines)] = Field(default_factory=dict)
    attest: Annotated[tuple[Vow, ...], BeforeValidator(_as_list)] = ()
    attachments: tuple[Attachment, ...] = ()

    def attests(self, code: str, field: str = "") -> bool:
        """Whether the customer vouched for what a refusal of `code` on `field` would ask: by either name."""
        return any(vow in {code, field, f"{code}:{field}"} for vow in self.attest if vow)

    def texts(self) -> dict[str, str]:
        """Each field that holds free text, by its name; steps and extra fields as `steps.0`, `extra.name`."""
        texts = {name: getattr(self, name) for name in TEXT_FIELDS}
        texts |= {f"steps.{place}": step for place, step in enumerate(self.steps)}
        texts |= {f"extra.{name}": text for name, text in self.extra.items()}
        return {name: text for name, text in texts.items() if text}

    def words_to_search(self) -> str:
        """What is searched before a ticket is taken: the subject, then what was written below it."""
        parts = (self.subject, self.description, self.goal, self.observed)
        return "\n".join(part.strip() for part in parts if part.strip())


TEXT_FIELDS = (
    "subject",
    "description",
    "same_problem",
    "goal",
    "expected",
    "observed",
    "since",
    "frequency",
    "priority",
    "priority_reason",
    "email",
    "topic",
    "plan",
    "product",
    "version",
    "build",
)
