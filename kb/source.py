"""YAML as people write it: values stay the strings that stand there, and each keeps its line and column.

PyYAML's own loader turns `3.10` into 3.1, keeps only the last of two equal keys, and MkDocs swallows the errors
of both; here nothing is guessed and every fault has a place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kb.finding import Finding

Place = tuple[int, int]
Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_MAX_DEPTH = 40
_NULLS = frozenset({"", "null", "~"})


@dataclass(slots=True)
class Source:
    """A parsed YAML text: its data, where each value stands (line and column from 1), and what is wrong with it."""

    name: str
    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Where `path` stands, or the nearest thing around it that stands anywhere."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def finding(self, path: Path, rule: str, message: str, cure: str) -> Finding:
        """A finding at the place of `path`."""
        line, column = self.place(path)
        return Finding(self.name, line, column, rule, message, cure)


def parse_yaml(text: str, name: str, *, first_line: int = 1) -> Source:
    """Parse one YAML document. Faults are in `findings`; `data` is None when nothing could be read."""
    source = Source(name)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        source.findings.append(_broken(error, name, first_line))
        return source
    if node is not None:
        source.data = _value(node, (), source, first_line)
    return source


def validate(source: Source, model: type[Model]) -> Model | None:
    """The data as `model`, or None after every fault has been added to the source's findings."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.findings.extend(_findings(error, source, model))
        return None


def _broken(error: yaml.YAMLError, name: str, first_line: int) -> Finding:
    mark = getattr(error, "problem_mark", None)
    line = first_line + (mark.line if mark else 0)
    problem = getattr(error, "problem", None) or "it cannot be read"
    return Finding(
        name,
        line,
        (mark.column if mark else 0) + 1,
        "broken-yaml",
        f"this is not valid YAML: {problem}",
        'put values that hold ": " or "#" in quotes, and indent with spaces',
    )


def _value(node: yaml.Node, path: Path, source: Source, first_line: int) -> Any:
    source.places[path] = (first_line + node.start_mark.line, node.start_mark.column + 1)
    if len(path) > _MAX_DEPTH:
        source.findings.append(source.finding(path, "broken-yaml", "this is nested too deeply", "flatten it"))
        return None
    if isinstance(node, yaml.MappingNode):
        return dict(_entries(node, path, source, first_line))
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(item, (*path, position), source, first_line) for position, item in enumerate(node.value)
        ]
    is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return None if is_plain and node.value.lower() in _NULLS else node.value


def _entries(
    node: yaml.MappingNode, path: Path, source: Source, first_line: int
) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key = str(key_node.value)
        value = _value(value_node, (*path, key), source, first_line)
        # A fault belongs to the line on which the author sees the key.
        source.places[(*path, key)] = (first_line + key_node.start_mark.line, key_node.start_mark.column + 1)
        if key in seen:
            source.findings.append(
                source.finding(
                    (*path, key), "doubled-key", f"“{key}” is written twice", "keep one of the two"
                )
            )
        seen.add(key)
        yield key, value


def _findings(error: ValidationError, source: Source, model: type[BaseModel]) -> Iterator[Finding]:
    for fault in error.errors(include_url=False):
        path = tuple(fault["loc"])
        name = ".".join(str(part) for part in path) or "the front matter"
        match fault["type"]:
            case "extra_forbidden":
                known = ", ".join(sorted(model.model_fields)) if len(path) == 1 else "those in the manual"
                yield source.finding(
                    path, "unknown-key", f"“{name}” is not a key that is known here", f"use one of: {known}"
                )
            case "missing":
                yield source.finding(path, "missing-key", f"“{name}” is missing", f"add “{path[-1]}”")
            case _:
                yield source.finding(path, "bad-value", f"“{name}”: {fault['msg']}", "correct the value")
