"""What speaks for and against a segment opening a new question, as numbers for the model.

Each segment that could open one is compared with all that was said before it. The names are the model's
interface: `weights.json` holds a weight for each.
"""

import re
from dataclasses import dataclass

from kb.vocabulary import words
from submit.gate.question import cues
from submit.gate.question.segment import ASKING, BESIDE, Part, Segment

_WORD = re.compile(r"[a-z0-9]{3,40}")
_STEM = 5
_EMPTY_STEMS = frozenset(
    word[:_STEM]
    for word in words(
        """
        les des une est pas plus que qui dans pour sur par avec sans mais donc car son ses mon mes nos
        votre vos notre leur cette ces ceux cela comme tout tous toute toutes meme aussi bien tres etre
        avoir avez avons sont ont fait faire peut peux pouvez pourriez serait depuis quand lorsque alors
        aucun aucune encore toujours jamais rien ici bonjour merci avance cordialement comment combien
        quel quelle pourquoi question probleme souci point chose autre ailleurs egalement ensuite enfin
        sinon voir savoir voudrais souhaite aimerais besoin possible version build apres avant entre
        chez vers sous deux trois fois jour ainsi puis nous vous ils elles elle lui the and are was were
        has have had not but for with from this that these those they them then than there here you your
        our its can could would should will does did don doesn isn how what where when why which who
        since after before also another please need want like thanks hello issue problem thing still
        just any all some one been being into out get got use using
        """
    )
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A segment (its place among them) that could open a new question, and what speaks for and against it."""

    place: int
    features: dict[str, float]


def candidates(segments: list[Segment]) -> list[Candidate]:
    """The segments that could open a second question, in order: something was asked before them."""
    found = []
    context = _context(segments)
    for place, segment in enumerate(segments):
        before = [earlier for earlier in segments[:place] if earlier.part not in BESIDE]
        if segment.part in BESIDE or not any(_asks(earlier) for earlier in before):
            continue
        found.append(Candidate(place, _features(segments, place, before) | context))
    return found


def stems(piece: str) -> frozenset[str]:
    """The words of a plain text that carry meaning, cut to their beginnings."""
    return frozenset(word[:_STEM] for word in _WORD.findall(piece)) - _EMPTY_STEMS


def _asks(segment: Segment) -> bool:
    return segment.part in ASKING or segment.item or segment.part in {Part.STORY, Part.STEP}


def _context(segments: list[Segment]) -> dict[str, float]:
    """What holds for the whole text."""
    items = [segment for segment in segments if segment.item]
    clauses = [item for item in items if item.part in ASKING]
    steps_ahead = any(cues.STEPS_AHEAD.search(segment.plain) for segment in segments if not segment.item)
    return {
        "text_announces": float(any(cues.ANNOUNCE.search(s.plain) for s in segments if not s.item)),
        "text_has_log": float(any(segment.part is Part.LOG for segment in segments)),
        "text_has_steps": float(steps_ahead),
        "text_items_ask": len(clauses) / len(items) if items else 0.0,
        "text_length": min(len(segments), 20) / 10,
        "text_asking": min(sum(segment.part in ASKING for segment in segments), 6) / 3,
    }


def _features(segments: list[Segment], place: int, before: list[Segment]) -> dict[str, float]:
    segment, previous = segments[place], before[-1]
    body = cues.POSTSCRIPT.sub("", cues.ITEM.sub("", segment.plain, count=1), count=1).lstrip(" ,:-")
    named, added, weak, postscript = _links(segments, place)
    said = cues.LINK.sub("", body, count=1)
    own, earlier = stems(said), frozenset().union(*(stems(one.plain) for one in before))
    shared = len(own & earlier) / max(1, min(len(own), len(earlier)))
    asked = [one for one in before if one.part in ASKING]
    last = asked[-1].part if asked else previous.part
    leans = cues.LEANS_BACK.match(said) is not None
    fresh = not leans and cues.FRESH_SUBJECT.match(said) is not None
    unshared = len(own) >= 3 and not own & earlier
    asks = segment.part in ASKING
    follow_up = segment.part in {Part.QUESTION, Part.REQUEST} and cues.FOLLOW_UP.search(said) is not None
    points = cues.POINTS_BACK.search(said) is not None
    independent = asks and fresh and not follow_up
    other = independent and not points and len(own) >= 3 and len(own & earlier) <= len(own) / 6
    thing = cues.THING_FIRST.match(said) is not None
    listed = segment.item and _is_list_of_questions(segments, place)
    return {
        "named_link": float(named or postscript),
        "added_link": float(added),
        "weak_link": float(weak),
        "named_and_asks": float((named or postscript) and asks),
        "added_and_asks": float(added and asks),
        "added_and_leans": float((added or weak) and leans),
        "added_to_other": float(added and asks and fresh and not own & earlier),
        "added_about_it": float((added or weak) and cues.IT_FIRST.match(said) is not None),
        "link_inside": float(not named and not added and cues.INSIDE.search(said) is not None),
        "listed": float(listed),
        "listed_otherwise": float(segment.item and not listed),
        "problem": float(segment.part is Part.PROBLEM),
        "question": float(segment.part is Part.QUESTION),
        "request": float(segment.part is Part.REQUEST),
        "try": float(segment.part is Part.TRY),
        "step": float(segment.part is Part.STEP),
        "story": float(segment.part is Part.STORY),
        "problem_then_question": float(last is Part.PROBLEM and segment.part is Part.QUESTION and not follow_up),
        "problem_then_request": float(last is Part.PROBLEM and segment.part is Part.REQUEST and not follow_up),
        "asked_then_problem": float(last in {Part.QUESTION, Part.REQUEST} and segment.part is Part.PROBLEM),
        "problem_twice": float(last is Part.PROBLEM and segment.part is Part.PROBLEM),
        "question_twice": float(last is Part.QUESTION and segment.part is Part.QUESTION),
        "leans_back": float(leans),
        "points_back": float(points),
        "consequence": float(cues.CONSEQUENCE.search(said) is not None),
        "follow_up": float(follow_up),
        "fresh": float(fresh),
        "symptom_first": float(cues.SYMPTOM_FIRST.match(said) is not None),
        "people_first": float(cues.PEOPLE_FIRST.match(said) is not None),
        "shared": shared,
        "unshared": float(unshared),
        "independent": float(independent and unshared),
        "other_thing_fails": float(other and thing and segment.part is Part.PROBLEM),
        "other_thing_asked": float(other and segment.part in {Part.QUESTION, Part.REQUEST}),
        "other_after_other_part": float(other and last is not segment.part),
        "after_one_sentence": float(len(before) == 1),
        "words": min(len(own), 12) / 6,
        "previous_is_story": float(previous.part in {Part.STORY, Part.TRY}),
    }


def _links(segments: list[Segment], place: int) -> tuple[bool, bool, bool, bool]:
    """How a segment is tied on: by words that name another matter, by “also”, by “and”, as a postscript.

    A heading or a word of thanks before it may hold them; what was tried is never another matter.
    """
    if segments[place].part is Part.TRY:
        return False, False, False, False
    pieces = [cues.ITEM.sub("", segments[place].plain, count=1)]
    if place and segments[place - 1].part in {Part.HEADING, Part.COURTESY}:
        pieces.append(segments[place - 1].plain)
    postscript = any(cues.POSTSCRIPT.match(piece) for piece in pieces)
    heads = [cues.POSTSCRIPT.sub("", piece, count=1).lstrip(" ,:-") for piece in pieces]
    named = any(cues.NAMED.match(head) for head in heads)
    added = not named and any(cues.ADDED.match(head) for head in heads)
    weak = not named and not added and cues.WEAK.match(heads[0]) is not None
    return named, added, weak, postscript


def _is_list_of_questions(segments: list[Segment], place: int) -> bool:
    """Whether the list that an item belongs to holds questions: neither steps, nor examples, nor facts."""
    items = [segment for segment in segments if segment.item]
    first = segments.index(items[0])
    ahead = " ".join(segment.plain for segment in segments[max(0, first - 2) : first])
    if cues.STEPS_AHEAD.search(ahead):
        return False
    asking = sum(segment.part in ASKING for segment in items)
    acting = sum(cues.STEP.match(cues.ITEM.sub("", segment.plain, count=1)) is not None for segment in items)
    return len(items) >= 2 and asking * 2 >= len(items) and acting * 2 <= len(items) and place >= first
