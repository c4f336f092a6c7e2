"""What is wrong with a YAML text, for somebody who never heard of YAML: the place of the slip, the fault and the cure.

PyYAML says where it gave up, often lines after the slip, in the words of its own grammar. Pure.
"""

import re
from dataclasses import dataclass

import yaml
from yaml.reader import ReaderError

# Where YAML begins a new line, so that PyYAML's lines are these.
_LINE_END = re.compile("\n|\r(?!\n)|[\x85\u2028\u2029]")
_QUOTE_IT = "put the value in quotes"
_KEY = re.compile(r"\s*(?:- +)?[\w-]+:(?=[ \t\r]|$)")
# A no-break space, pasted from a text, is no space to YAML.
_GLUED = re.compile(r"\s*(?:- +)?[\w-]+:[^ \t\r]")
# A value whose opening quote is also closed may be followed by nothing but a comment.
_AFTER_QUOTE = re.compile(r"""\s*(?:- +)?(?:[\w-]+:\s+)?(?P<quote>["'])(?P<rest>.*)""")
_OPENED = {
    "while parsing a flow sequence": ("the list that opens here with [ is not closed", "close it with ]"),
    "while parsing a flow mapping": ("what opens here with { is not closed", "close it with }, or put it in quotes"),
    "while scanning a quoted scalar": ("the quote that opens here is not closed", "close it on the same line"),
    "while scanning a block scalar": ("nothing may follow > or | on its line", "put the value in quotes"),
    "while scanning an alias": ("a value cannot begin with *", _QUOTE_IT),
    "while scanning an anchor": ("a value cannot begin with &", _QUOTE_IT),
}
_CLOSING = {"while parsing a flow sequence": "]", "while parsing a flow mapping": "}"}
_WORDS = {
    "sequence entries are not allowed here": ("a list cannot begin beside its key", "begin it on the next line"),
    "mapping keys are not allowed here": ("a value cannot begin with ?", _QUOTE_IT),
}


@dataclass(frozen=True, slots=True)
class YamlFault:
    """A slip; `line` and `column` count from 0 within the text."""

    line: int
    column: int
    message: str
    cure: str


def explain(error: yaml.YAMLError, text: str) -> YamlFault:
    """The slip behind an error that PyYAML raised on `text`."""
    if isinstance(error, ReaderError):
        before = text[: error.position]
        column = len(before) - before.rfind("\n") - 1
        return YamlFault(
            before.count("\n"), column, f"the character U+{error.character:04X} is not allowed", "remove it"
        )
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return YamlFault(0, 0, "it cannot be read", _QUOTE_IT)
    return _explain_marked(error, error.problem_mark, _LINE_END.split(text))


def _explain_marked(error: yaml.MarkedYAMLError, mark: yaml.Mark, lines: list[str]) -> YamlFault:
    problem = error.problem or ""
    if error.note:
        return YamlFault(mark.line, mark.column, problem, error.note)
    start = error.context_mark
    if problem.startswith("found character"):
        return _forbidden(lines, mark.line, mark.column)
    closing = _CLOSING.get(error.context or "")
    if start is not None and closing and start.line == mark.line and closing in lines[mark.line][mark.column :]:
        return YamlFault(mark.line, mark.column, "this value cannot be read", "put each value between quotes")
    if start is not None and error.context in _OPENED:
        return YamlFault(start.line, start.column, *_OPENED[error.context])
    if start is not None and error.context == "while scanning a simple key":
        return _no_key(lines, start.line)
    if problem == "mapping values are not allowed here":
        return _colon(lines, mark.line, mark.column)
    if "undefined alias" in problem:
        return YamlFault(mark.line, mark.column, "a value cannot begin with *", _QUOTE_IT)
    if problem in _WORDS:
        return YamlFault(mark.line, mark.column, *_WORDS[problem])
    return _unexpected(lines, mark.line, mark.column)


def _forbidden(lines: list[str], line: int, column: int) -> YamlFault:
    character = lines[line][column : column + 1]
    if character == "\t":
        return YamlFault(line, column, "a tab stands here", "use spaces instead of the tab")
    return YamlFault(line, column, f"a value cannot begin with {character}", _QUOTE_IT)


def _no_key(lines: list[str], line: int) -> YamlFault:
    """A line that should be `key: value` and is not."""
    written = lines[line]
    column = len(written) - len(written.lstrip())
    glued = _GLUED.match(written)
    if glued:
        return YamlFault(line, glued.end() - 1, "a space is missing after the colon", "write `key: value`")
    return YamlFault(line, column, "there is no colon after the key", "write `key: value`")


def _colon(lines: list[str], line: int, column: int) -> YamlFault:
    """A colon where a value goes on: in the value itself, or the line before it lacks its own."""
    written = lines[line]
    if _KEY.match(written[:column]):
        return YamlFault(line, column, 'the value holds ": "', _QUOTE_IT)
    above = line - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    if above >= 0 and not _KEY.match(lines[above]):
        return _no_key(lines, above)
    indent = len(written) - len(written.lstrip())
    return YamlFault(line, indent, "this line is indented, and the one above has a value", "align it with the others")


def _unexpected(lines: list[str], line: int, column: int) -> YamlFault:
    """Something stands where nothing can: after a closed quote or list, or in a column of its own."""
    line = min(line, len(lines) - 1)
    written = lines[line]
    if not written[:column].strip():
        return YamlFault(line, column, "this line is not indented as those above it", "align it with the others")
    quoted = _AFTER_QUOTE.match(written)
    if quoted and quoted["quote"] in quoted["rest"]:
        cure = "put the whole value in quotes, and use the other quotes (\" or ') inside it"
        return YamlFault(line, column, "something follows the closing quote", cure)
    above = next((one for one in range(line - 1, -1, -1) if _opens_quote(lines[one])), None)
    if above is not None:
        return YamlFault(above, lines[above].index(_opened(lines[above])), *_OPENED["while scanning a quoted scalar"])
    return YamlFault(line, column, "something stands here that cannot be read", _QUOTE_IT)


def _opens_quote(line: str) -> bool:
    quoted = _AFTER_QUOTE.match(line)
    return quoted is not None and quoted["quote"] not in quoted["rest"]


def _opened(line: str) -> str:
    quoted = _AFTER_QUOTE.match(line)
    return quoted["quote"] if quoted is not None else ""
