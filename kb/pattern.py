"""Patterns that authors write, matched in time that grows with the text and never faster.

Python's own `re` takes for ever on some patterns, and an author cannot know which. This reads the plain part of the
language (characters, classes, groups, alternatives, counts), makes a graph of states of it, and walks all the ways
at once (Thompson, “Regular expression search algorithm”, CACM 11(6), 1968). Look-around and back references do not
exist here, and are refused when the pattern is read.
"""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_MOST_STATES = 400
_MOST_REPEATS = 200
_MOST_NESTED = 20
_LONGEST_TEXT = 500

_Test = Callable[[str], bool]
_CLASSES: dict[str, _Test] = {
    "d": str.isdecimal,
    "w": lambda one: one.isalnum() or one == "_",
    "s": str.isspace,
}
_COUNTS: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}


class BadPattern(ValueError):
    """A pattern that cannot be read. The message says where and why, for its author."""


@functools.lru_cache(maxsize=256)
def read_pattern(text: str) -> "Pattern":
    """The pattern that `text` writes down. Raises `BadPattern`."""
    graph = _Graph()
    start = graph.state()
    return Pattern(graph, start, _add(graph, _Reader(text).whole(), start))


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: "_Part"
    least: int
    most: int | None


# A test of one character, parts one after the other, one of several, or one several times.
_Part = _Test | tuple["_Part", ...] | frozenset["_Part"] | _Repeat


@dataclass(slots=True)
class _Graph:
    """States by number: the test that leads out of each and where to (None: for nothing), and the free ways on."""

    steps: list[tuple[_Test, int] | None] = field(default_factory=list)
    free: list[list[int]] = field(default_factory=list)

    def state(self) -> int:
        """A new state, that nothing leads out of yet."""
        if len(self.steps) >= _MOST_STATES:
            raise BadPattern("this pattern is too large; write it shorter")
        self.steps.append(None)
        self.free.append([])
        return len(self.steps) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """What a text has to look like, whole."""

    _graph: _Graph
    _start: int
    _end: int

    def matches(self, text: str) -> bool:
        """Whether all of `text` is as the pattern says. A text of more than 500 characters never is."""
        if len(text) > _LONGEST_TEXT:
            return False
        here = self._reach([self._start])
        for character in text:
            steps = (self._graph.steps[place] for place in here)
            here = self._reach({step[1] for step in steps if step is not None and step[0](character)})
            if not here:
                return False
        return self._end in here

    def _reach(self, places: Iterable[int]) -> set[int]:
        """These places and all that can be reached from them for nothing."""
        waiting = list(places)
        reached = set(waiting)
        while waiting:
            fresh = [way for way in self._graph.free[waiting.pop()] if way not in reached]
            reached.update(fresh)
            waiting.extend(fresh)
        return reached


def _add(graph: _Graph, part: _Part, start: int) -> int:
    """Build a part on from the state `start`. Returns the state in which it is done."""
    match part:
        case tuple():
            for inner in part:
                start = _add(graph, inner, start)
            return start
        case frozenset():
            end = graph.state()
            for inner in part:
                way = graph.state()
                graph.free[start].append(way)
                graph.free[_add(graph, inner, way)].append(end)
            return end
        case _Repeat():
            return _add_repeat(graph, part, start)
        case _:
            end = graph.state()
            way = graph.state()
            graph.free[start].append(way)
            graph.steps[way] = (part, end)
            return end


def _add_repeat(graph: _Graph, repeat: _Repeat, start: int) -> int:
    for _ in range(repeat.least):
        start = _add(graph, repeat.part, start)
    end = graph.state()
    if repeat.most is None:
        graph.free[start].append(end)
        graph.free[_add(graph, repeat.part, end)].append(end)
        return end
    for _ in range(repeat.most - repeat.least):
        graph.free[start].append(end)
        start = _add(graph, repeat.part, start)
    graph.free[start].append(end)
    return end


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, text: str) -> None:
        text = text.removeprefix("^")
        self._text = text[:-1] if text.endswith("$") and not text.endswith("\\$") else text
        self._at = 0
        self._depth = 0

    def whole(self) -> _Part:
        part = self._alternatives()
        if self._next():
            raise self._fault("a bracket is closed that was not opened")
        return part

    def _alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self._next() == "|":
            self._take()
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else frozenset(parts)

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._next() not in {"", "|", ")"}:
            parts.append(self._counted(self._atom()))
        return tuple(parts)

    def _counted(self, part: _Part) -> _Part:
        sign = self._next()
        if sign in _COUNTS:
            self._take()
            least, most = _COUNTS[sign]
        elif sign == "{":
            self._take()
            least, most = self._range()
        else:
            return part
        if self._next() in {*_COUNTS, "{"}:
            raise self._fault("a count follows a count")
        return _Repeat(part, least, most)

    def _range(self) -> tuple[int, int | None]:
        written, closed, _ = self._text[self._at :].partition("}")
        least, comma, most = written.partition(",")
        if not closed or not least.isdecimal() or not (most.isdecimal() or most == ""):
            raise self._fault("a count is written {2}, {2,} or {2,4}")
        self._at += len(written) + 1
        numbers = int(least[:4]), int((most if comma else least)[:4] or 0)
        if max(numbers) > _MOST_REPEATS or (most and numbers[1] < numbers[0]):
            raise self._fault(f"a count goes up, and to {_MOST_REPEATS} at most")
        return numbers[0], None if comma and not most else numbers[1]

    def _atom(self) -> _Part:
        sign = self._take()
        match sign:
            case "(":
                return self._group()
            case "[":
                return self._set()
            case ".":
                return lambda one: one != "\n"
            case "\\":
                return self._escaped()
            case "*" | "+" | "?" | "{" | "^" | "$":
                raise self._fault(f"“{sign}” has nothing to stand for; write \\{sign} for the sign itself")
            case _:
                return sign.__eq__

    def _group(self) -> _Part:
        if self._text.startswith("?:", self._at):
            self._at += 2
        elif self._next() == "?":
            raise self._fault("a group cannot look around")
        self._depth += 1
        if self._depth > _MOST_NESTED:
            raise self._fault("the brackets are nested too deeply")
        part = self._alternatives()
        if self._next() != ")":
            raise self._fault("a bracket is not closed")
        self._take()
        self._depth -= 1
        return part

    def _escaped(self) -> _Test:
        sign = self._take()
        known = _CLASSES.get(sign.lower())
        if known is not None:
            return known if sign.islower() else lambda one: not known(one)
        if sign.isalnum():
            raise self._fault(f"\\{sign} is not known here; use \\d, \\w, \\s or a sign after the \\")
        return sign.__eq__

    def _set(self) -> _Test:
        inverted = self._next() == "^"
        if inverted:
            self._take()
        tests: list[_Test] = []
        while not tests or self._next() != "]":
            tests.append(self._member())
        self._take()
        return (
            (lambda one: not any(test(one) for test in tests)) if inverted else lambda one: any(t(one) for t in tests)
        )

    def _member(self) -> _Test:
        sign = self._take()
        if sign == "\\":
            if self._next().isalpha():
                return self._escaped()
            sign = self._take()
        if self._next() == "-" and self._text[self._at + 1 : self._at + 2] not in {"]", ""}:
            self._take()
            last = self._take()
            if last == "\\":
                last = self._take()
            if last < sign:
                raise self._fault(f"“{sign}-{last}” goes backwards")
            return lambda one: sign <= one <= last
        return sign.__eq__

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        sign = self._next()
        if not sign:
            raise self._fault("it ends too early")
        self._at += 1
        return sign

    def _fault(self, what: str) -> BadPattern:
        return BadPattern(f"this pattern cannot be used: {what} (at character {self._at})")
