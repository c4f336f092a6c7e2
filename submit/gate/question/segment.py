"""Segments: a text cut into sentences and list items, each with the part it plays in a request.

The segments of a text join up to it again, character for character. Cutting walks through the text once.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from submit.gate.question import cues, ties

LONGEST_READ = 8_000
_MOST_SEGMENTS = 120
_LONGEST_HEADING = 120
_LONGEST_SIGNATURE = 5  # words
_SPLICED_WORDS, _LONGEST_COUNTED = 4, 80  # words on either side of a comma, counted in so many letters
# What stands on a letter once accents are taken apart.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


class Part(StrEnum):
    """The part that a segment plays."""

    PROBLEM = "problem"
    QUESTION = "question"
    REQUEST = "request"
    STEP = "step"
    TRY = "try"
    LOG = "log"
    COURTESY = "courtesy"
    FACTS = "facts"
    HEADING = "heading"
    STORY = "story"


ASKING = frozenset({Part.PROBLEM, Part.QUESTION, Part.REQUEST})
BESIDE = frozenset({Part.COURTESY, Part.FACTS, Part.HEADING, Part.LOG})


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence or list item: `text[start:end]`; `plain` is it without capitals and accents.

    `inside` says that it begins within a sentence, at an “and” with something asked behind it; `spliced`, at a
    comma with another subject behind it.
    """

    start: int
    end: int
    plain: str
    part: Part
    item: bool
    inside: bool = False
    spliced: bool = False


def cut(text: str) -> list[Segment]:
    """The segments of a text, in order; what lies beyond the length that is read goes with the last one."""
    read = text[:LONGEST_READ]
    joints = {place.end() for place in cues.INLINE_ASK.finditer(read)}
    ends = {0, *_line_places(read)}
    splices = set(_splices(read, ends | joints))
    joints = (joints | splices) - ends
    places = sorted(ends | joints)
    bounds = list(zip(places, [*places[1:], len(read)], strict=True))
    bounds = _joined(read, bounds)
    segments = []
    for start, end in bounds:
        piece = plain(read[start:end])
        item = cues.ITEM.match(piece) is not None
        part = part_of(piece)
        if start in joints and part in BESIDE:
            part = Part.STORY  # half a sentence is never a mere courtesy
        segments.append(Segment(start, end, piece, part, item, start in joints - splices, start in splices))
    segments = _signed(read, segments)
    if segments and len(text) > LONGEST_READ:
        last = segments[-1]
        segments[-1] = replace(last, end=len(text))
    return segments


def plain(text: str) -> str:
    """Small letters without accents, straight apostrophes, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("œ", "oe"))
    return " ".join(_MARKS.sub("", decomposed).split())


def part_of(piece: str) -> Part:
    """The part that a plain segment plays, judged by its own words."""
    body = cues.ITEM.sub("", piece, count=1)
    if cues.LOG.search(piece):
        return Part.LOG
    if not any(character.isalnum() for character in body) or _is_courtesy(body):
        return Part.COURTESY
    if _is_heading(body):
        return Part.HEADING
    if (cues.FACTS.match(body) or cues.ACCESS.match(body)) and not cues.PROBLEM.search(body) and "?" not in body:
        return Part.FACTS
    if cues.ACCESS_TOLD.search(body) and not _asks(body):
        return Part.FACTS
    if _is_try(body):
        return Part.TRY
    if body.endswith("?") or cues.QUESTION.match(ties.LINK.sub("", body, count=1)):
        return Part.QUESTION
    if cues.REQUEST.search(body):
        return Part.REQUEST
    if cues.PROBLEM.search(body):
        return Part.PROBLEM
    return Part.STEP if cues.STEP.match(body) else Part.STORY


def _asks(body: str) -> bool:
    """Whether anything in a segment asks for something, or tells of a fault."""
    return "?" in body or any(cue.search(body) for cue in (cues.PROBLEM, cues.REQUEST, cues.TRY))


def _is_courtesy(body: str) -> bool:
    polite = len(body) < 140 and cues.COURTESY.match(body) is not None
    return polite and not cues.PROBLEM.search(body) and not cues.THANKS_AHEAD.search(body)


def _is_heading(body: str) -> bool:
    """Whether a segment only says that something comes: “Voici mes problèmes :”, “I have two questions.”"""
    if len(body) >= _LONGEST_HEADING:
        return False
    announces = ties.ANNOUNCE.search(body) is not None
    if body.endswith(":"):
        return announces or not cues.PROBLEM.search(body)
    return announces and ties.HAVING.fullmatch(body) is not None


def _is_try(body: str) -> bool:
    """Whether a segment tells what was tried; “it fails since I changed …” tells of a fault first."""
    tried, fault = cues.TRY.search(body), cues.PROBLEM.search(body)
    return tried is not None and "?" not in body and (fault is None or tried.start() < fault.start())


def _signed(text: str, segments: list[Segment]) -> list[Segment]:
    """The last lines from a name on (post, firm) taken for the courtesies they are: “Merci d’avance,⏎Claire”."""
    first = len(segments)
    while first > 1 and _may_sign(text, segments, first - 1):
        first -= 1
    signed, named = list(segments), False
    for place in range(first, len(segments)):
        segment = segments[place]
        name = segment.part is Part.STORY and cues.SIGNATURE.fullmatch(text, segment.start, segment.end) is not None
        named = named or name
        if named:
            signed[place] = replace(segment, part=Part.COURTESY)
    return signed


def _may_sign(text: str, segments: list[Segment], place: int) -> bool:
    """Whether a segment is a short line of its own, with a capital letter, that asks for nothing."""
    segment = segments[place]
    own_line = text[: segment.start].endswith("\n") or segments[place - 1].part is Part.COURTESY
    short = len(segment.plain.split()) <= _LONGEST_SIGNATURE and text[segment.start].isupper()
    told = segment.part is Part.STORY and not segment.item
    return segment.part is Part.COURTESY or (told and short and own_line)


def _line_places(text: str) -> Iterator[int]:
    """Where segments begin: at lines, after sentences, at numbers in a row, at strong connectives."""
    position = 0
    for line in text.splitlines(keepends=True):
        yield position
        for place in cues.SENTENCE_END.finditer(line):
            if not cues.ABBREVIATION.search(line[max(0, place.start() - 8) : place.start() + 1]):
                yield position + place.end()
        for pattern in (cues.INLINE_ITEM, cues.INLINE_LINK):
            for place in pattern.finditer(line):
                yield position + place.end()
        position += len(line)
    greeting = cues.GREETING.match(text)
    if greeting is not None and greeting.end() < len(text):
        yield greeting.end()


def _splices(text: str, places: set[int]) -> Iterator[int]:
    """Where a comma joins two sentences: enough words stand before it since the last place, and behind it."""
    known = sorted(places)
    last = 0
    for splice in cues.INLINE_SUBJECT.finditer(text):
        place = splice.end()
        behind = bisect(known, place)
        start = max([last, *known[behind - 1 : behind], place - _LONGEST_COUNTED])
        end = min([*known[behind : behind + 1], len(text), place + _LONGEST_COUNTED])
        if min(len(text[start:place].split()), len(text[place:end].split())) >= _SPLICED_WORDS:
            last = place
            yield place


def _joined(text: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Blank pieces and bare markers join what follows (at the end, what precedes); no more than are read."""
    joined: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in bounds:
        begin = start if pending is None else pending
        if not any(character.isalpha() for character in text[start:end]) or len(joined) >= _MOST_SEGMENTS:
            if joined:
                joined[-1] = (joined[-1][0], end)
            else:
                pending = begin
            continue
        joined.append((begin, end))
        pending = None
    if pending is not None:
        joined.append((pending, bounds[-1][1]))
    return joined
