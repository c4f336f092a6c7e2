"""YAML as people write it: values stay the strings that stand there, and each keeps its line and column.

PyYAML's own loader turns `3.10` into 3.1, keeps only the last of two equal keys, and MkDocs swallows the errors
of both; here nothing is guessed and every fault has a place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kb.finding import Finding
from kb.value_fault import explain_value, is_slip, keys_at, unknown_key_cure
from kb.yaml_fault import explain

Place = tuple[int, int]
Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_MAX_DEPTH = 40
# Aliases can make a short text mean more values than a machine can hold ("billion laughs").
_MAX_VALUES = 100_000
_NULLS = frozenset({"", "null", "~"})
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Source:
    """A parsed YAML text: its data, where each value stands (line and column from 1), and what is wrong with it."""

    name: str
    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Where `path` stands, or the nearest thing around it that stands anywhere."""
        return self.places.get(_written(path, self), (1, 1))

    def finding(self, path: Path, rule: str, message: str, cure: str) -> Finding:
        """A finding at the place of `path`."""
        line, column = self.place(path)
        return Finding(self.name, line, column, rule, message, cure)


def parse_yaml(text: str, name: str, *, first_line: int = 1) -> Source:
    """Parse one YAML document. Faults are in `findings`; `data` is None when nothing could be read."""
    source = Source(name)
    try:
        node = _compose(text)
        source.data = None if node is None else _value(node, (), source, first_line)
    except yaml.YAMLError as error:
        source.findings.append(_broken(error, text, name, first_line))
    return source


def validate(source: Source, model: type[Model]) -> Model | None:
    """The data as `model`, or None after every fault has been added to the source's findings."""
    if source.data is None and source.findings:
        return None
    if source.data is None:
        source.data = {}
    if not isinstance(source.data, dict):
        source.findings.append(
            source.finding((), "broken-yaml", "this is not a list of keys", "write `key: value` lines")
        )
        return None
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.findings.extend(_findings(error, source, model))
        return None


class _Loader(yaml.SafeLoader):
    """Composes nodes and constructs nothing. PyYAML recurses; here a limit comes before Python's."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _refuse(self.peek_event().start_mark, "it is nested too deeply", "flatten it")  # type: ignore[no-untyped-call]
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _compose(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    except (ValueError, OverflowError) as error:
        problem = "an escape such as \\U names no character"
        raise _refuse(loader.get_mark(), problem, "write the character itself") from error


def _refuse(mark: yaml.Mark, problem: str, cure: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark, note=cure)


def _broken(error: yaml.YAMLError, text: str, name: str, first_line: int) -> Finding:
    fault = explain(error, text)
    message = f"this is not valid YAML: {fault.message}"
    return Finding(name, first_line + fault.line, fault.column + 1, "broken-yaml", message, fault.cure)


def _value(node: yaml.Node, path: Path, source: Source, first_line: int) -> Any:
    if len(path) > _MAX_DEPTH:
        raise _refuse(node.start_mark, "it is nested too deeply", "flatten it")
    if len(source.places) > _MAX_VALUES:
        raise _refuse(node.start_mark, "it holds too many values", "write fewer, or remove the *aliases")
    source.places[path] = (first_line + node.start_mark.line, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return dict(_entries(node, path, source, first_line))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, position), source, first_line) for position, item in enumerate(node.value)]
    text = _text(node)
    is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return None if is_plain and text.lower() in _NULLS else text


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _refuse(node.start_mark, "a key is a list or a mapping", "write a word as the key")
    if _HALF_CHARACTER.search(node.value):
        raise _refuse(node.start_mark, "an escape names half a character", "write the character itself")
    return str(node.value)


def _entries(node: yaml.MappingNode, path: Path, source: Source, first_line: int) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key = _text(key_node)
        value = _value(value_node, (*path, key), source, first_line)
        # A fault belongs to the line on which the author sees the key.
        source.places[(*path, key)] = (first_line + key_node.start_mark.line, key_node.start_mark.column + 1)
        if key in seen:
            source.findings.append(
                source.finding((*path, key), "doubled-key", f"“{key}” is written twice", "keep one of the two")
            )
        seen.add(key)
        yield key, value


def _findings(error: ValidationError, source: Source, model: type[BaseModel]) -> Iterator[Finding]:
    told: set[Path] = set()
    faults = error.errors(include_url=False)
    extra = [tuple(fault["loc"]) for fault in faults if fault["type"] == "extra_forbidden"]
    for fault in faults:
        path: Path = tuple(fault["loc"])
        if fault["type"] != "missing":
            path = _written(path, source)
        elif any(one[:-1] == path[:-1] and is_slip(str(one[-1]), str(path[-1])) for one in extra):
            continue  # The key is there, misspelt; that is one fault, not two.
        if path in told:  # Where a value may be one of several types, each of them complains.
            continue
        told.add(path)
        name = ".".join(str(part) for part in path) or "this"
        match fault["type"]:
            case "extra_forbidden":
                cure = unknown_key_cure(str(path[-1]), keys_at(model, path[:-1]))
                yield source.finding(path, "unknown-key", f"“{name}” is not a key that is known here", cure)
            case "missing":
                yield source.finding(path, "missing-key", f"“{name}” is missing", f"add “{path[-1]}”")
            case _:
                message, cure = explain_value(fault)
                yield source.finding(path, "bad-value", f"“{name}”: {message}", cure)


def _written(path: Path, source: Source) -> Path:
    """The part of a place that the author wrote, without the names of types that pydantic adds to it."""
    while path and path not in source.places:
        path = path[:-1]
    return path
