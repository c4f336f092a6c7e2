"""Refusals: what a customer is asked to mend, as data. The sentences live in the phrases."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Stable names of refusals. More may come; none is ever renamed."""

    MISSING = "missing"
    SEVERAL_QUESTIONS = "several-questions"
    UNKNOWN_VERSION = "unknown-version"
    THIN_SCENARIO = "thin-scenario"
    SECRET = "secret"  # noqa: S105 - the name of a refusal
    SHOUTING = "shouting"
    PUNCTUATION = "punctuation"
    TOO_LONG = "too-long"
    ATTACHMENT = "attachment"
    OUT_OF_SCOPE = "out-of-scope"
    INVALID = "invalid"


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """One thing to mend: its code, the field it stands at, and what its sentence needs to know.

    `reason` chooses among the sentences of one code (`unknown-version` has one for a version and one for a build);
    `details` are facts, never sentences: nearest versions, spans, limits.
    """

    code: Code
    field: str
    reason: str = ""
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The refusal as plain data; the web adds `message` in the customer's language."""
        return {"code": str(self.code), "field": self.field, "reason": self.reason, **self.details}
