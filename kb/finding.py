"""Findings: what an author can mend, with its place, the rule, the fault and the cure."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is. Errors stop a build; warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault in the knowledge.

    `path` is relative to the help centre's folder, with forward slashes; `line` and `column` count from 1.
    `cure` is a sentence that tells the author what to do.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    cure: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.rule} {self.message} → {self.cure}"

    def as_json(self) -> dict[str, str | int]:
        """The finding as plain data, for `palier check --json`."""
        return asdict(self)
