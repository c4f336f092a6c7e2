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

    def as_github(self) -> str:
        """The finding as a workflow command, which GitHub shows beside the line that it is about.

        Source: docs.github.com, “Workflow commands for GitHub Actions”; actions/toolkit escapes in the same way.
        """
        facts = {"file": self.path, "line": self.line, "col": self.column, "title": self.rule}
        properties = ",".join(f"{name}={_in_property(str(value))}" for name, value in facts.items())
        return f"::{self.level} {properties}::{_in_message(f'{self.message} → {self.cure}')}"


def _in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")
