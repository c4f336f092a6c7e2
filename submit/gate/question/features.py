"""What speaks for and against a segment opening a new question, as numbers for the model.

Each segment that could open one is compared with all that was said before it. The names are the model's
interface: `weights.json` holds a weight for each.
"""

import re
from dataclasses import dataclass

from kb.vocabulary import words
from submit.gate.question import cues, ties
from submit.gate.question.segment import ASKING, BESIDE, Part, Segment
from submit.gate.question.topics import CONTRACT, topics
from submit.gate.question.wording import wording

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
    """A segment (its place among them) that could open a new question, what speaks for and against it, its words."""

    place: int
    features: dict[str, float]
    wording: frozenset[str]


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before a candidate: the segments, the words in them that carry meaning, and their topics."""

    segments: tuple[Segment, ...]
    stems: frozenset[str]
    topics: frozenset[str]


def candidates(segments: list[Segment]) -> list[Candidate]:
    """The segments that could open a second question, in order: something was asked before them."""
    found = []
    whole = _context(segments)
    before: list[Segment] = []
    said, about = frozenset[str](), frozenset[str]()
    asked = False
    for place, segment in enumerate(segments):
        if segment.part in BESIDE:
            continue
        if asked:
            features = _features(segments, place, Before(tuple(before), said, about)) | whole
            found.append(Candidate(place, features, wording(segment.plain)))
        before.append(segment)
        said |= stems(segment.plain)
        about |= topics(segment.plain)
        asked = asked or _asks(segment)
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
    steps_ahead = any(ties.STEPS_AHEAD.search(segment.plain) for segment in segments if not segment.item)
    return {
        "text_announces": float(any(ties.ANNOUNCE.search(s.plain) for s in segments if not s.item)),
        "text_has_log": float(any(segment.part is Part.LOG for segment in segments)),
        "text_has_steps": float(steps_ahead),
        "text_items_ask": len(clauses) / len(items) if items else 0.0,
        "text_length": min(len(segments), 20) / 10,
        "text_asking": min(sum(segment.part in ASKING for segment in segments), 6) / 3,
    }


def _features(segments: list[Segment], place: int, before: Before) -> dict[str, float]:
    segment, previous = segments[place], before.segments[-1]
    body = ties.POSTSCRIPT.sub("", cues.ITEM.sub("", segment.plain, count=1), count=1).lstrip(" ,:-")
    named, added, weak, postscript = _links(segments, place)
    said = ties.LINK.sub("", body, count=1)
    own, earlier = stems(said), before.stems
    shared = len(own & earlier) / max(1, min(len(own), len(earlier)))
    asked = [one.part for one in before.segments if one.part in ASKING]
    last = asked[-1] if asked else previous.part
    leans = ties.LEANS_BACK.match(said) is not None
    fresh = not leans and ties.FRESH_SUBJECT.match(said) is not None
    unshared = len(own) >= 3 and not own & earlier
    asks = segment.part in ASKING
    follow_up = segment.part in {Part.QUESTION, Part.REQUEST} and ties.FOLLOW_UP.search(said) is not None
    points = ties.POINTS_BACK.search(ties.IMPERSONAL.sub("", said)) is not None
    independent = asks and fresh and not follow_up
    other = independent and not points and len(own) >= 3 and len(own & earlier) <= len(own) / 6
    thing = ties.THING_FIRST.match(said) is not None
    listed = segment.item and _is_list_of_questions(segments, place)
    about, known = topics(said), before.topics
    buys = CONTRACT in about or ties.BUYING.search(said) is not None
    apart = bool(about and known and not about & known)
    back = leans or points or ties.CLITIC_BACK.search(said) is not None or ties.MATTER_BACK.search(said) is not None
    told = ties.TOLD.match(said) is not None
    well = ties.ALL_WELL.search(said) is not None
    wished = segment.part in {Part.QUESTION, Part.REQUEST}
    return {
        "named_link": float(named or postscript),
        "postscript": float(postscript),
        "added_link": float(added),
        "weak_link": float(weak),
        "named_and_asks": float((named or postscript) and asks),
        "added_and_asks": float(added and asks),
        "added_and_leans": float((added or weak) and leans),
        "added_to_other": float(added and asks and fresh and not own & earlier),
        "added_about_it": float((added or weak) and ties.IT_FIRST.match(said) is not None),
        "named_about_it": float((named or postscript) and (back or ties.IT_FIRST.match(said) is not None)),
        "alternatives": float(ties.ALTERNATIVES.search(said) is not None),
        "link_inside": float(not named and not added and ties.INSIDE.search(said) is not None),
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
        "consequence": float(ties.CONSEQUENCE.search(said) is not None),
        "follow_up": float(follow_up),
        "fresh": float(fresh),
        "symptom_first": float(ties.SYMPTOM_FIRST.match(said) is not None),
        "people_first": float(ties.PEOPLE_FIRST.match(said) is not None),
        "shared": shared,
        "unshared": float(unshared),
        "independent": float(independent and unshared),
        "other_thing_fails": float(other and thing and segment.part is Part.PROBLEM),
        "other_thing_asked": float(other and segment.part in {Part.QUESTION, Part.REQUEST}),
        "other_after_other_part": float(other and last is not segment.part),
        "after_one_sentence": float(len(before.segments) == 1),
        "words": min(len(own), 12) / 6,
        "words_asking": min(len(own), 8) / 4 * asks * (not back),
        "not_found": float(ties.NOT_FOUND.search(said) is not None),
        "asks_detail": float(wished and ties.ASKS_DETAIL.match(said) is not None),
        "asks_detail_after_wish": float(
            wished and ties.ASKS_DETAIL.match(said) is not None and last in {Part.QUESTION, Part.REQUEST}
        ),
        "other_topic": float(apart),
        "other_topic_fails": float(apart and segment.part is Part.PROBLEM and not back and not told),
        "other_topic_asked": float(apart and wished and not back),
        "same_topic": float(bool(about & known)),
        "no_topic": float(not about),
        "turns_to_contract": float(asks and buys and CONTRACT not in known),
        "back": float(back),
        "back_by_clitic": float(ties.CLITIC_BACK.search(said) is not None),
        "matter_back": float(ties.MATTER_BACK.search(said) is not None),
        "closes": float(wished and ties.CLOSES.search(said) is not None),
        "follow_up_short": float(follow_up and len(own) <= 3),
        "all_well": float(well),
        "told": float(told),
        "story_then_asks": float(
            segment.part in {Part.STORY, Part.TRY, Part.STEP}
            and bool(asked)
            and not back
            and unshared
            and _next_part(segments, place) in {Part.QUESTION, Part.REQUEST, Part.PROBLEM}
        ),
        "inside": float(segment.inside),
        "spliced": float(segment.spliced),
        "inside_asks": float(segment.inside and wished),
        "inside_other": float(segment.inside and asks and not own & earlier and len(own) >= 2),
        "inside_about_it": float(segment.inside and (back or follow_up)),
        "after_story_only": float(not asked),
        "asked_after_fault_new": float(
            last is Part.PROBLEM and wished and not back and len(own) >= 3 and not own & earlier
        ),
        "fault_new": float(
            segment.part is Part.PROBLEM and not back and not told and thing and len(own) >= 3 and not own & earlier
        ),
        "told_new": float(
            segment.part is Part.STORY and not back and not told and thing and len(own) >= 3 and not own & earlier
        ),
        "repairs": float(wished and ties.REPAIRS.search(said) is not None),
        "announced_list": float(segment.item and _announced(segments)),
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
    postscript = any(ties.POSTSCRIPT.match(piece) for piece in pieces)
    heads = [ties.POSTSCRIPT.sub("", piece, count=1).lstrip(" ,:-") for piece in pieces]
    named = any(ties.NAMED.match(head) for head in heads)
    added = not named and any(ties.ADDED.match(head) for head in heads)
    weak = not named and not added and ties.WEAK.match(heads[0]) is not None
    return named, added, weak, postscript


def _next_part(segments: list[Segment], place: int) -> Part | None:
    """The part of the next segment that is not beside the matter."""
    return next((one.part for one in segments[place + 1 : place + 4] if one.part not in BESIDE), None)


def _announced(segments: list[Segment]) -> bool:
    """Whether a line before the first item says that several matters come."""
    first = next(place for place, segment in enumerate(segments) if segment.item)
    ahead = " ".join(segment.plain for segment in segments[max(0, first - 2) : first])
    return ties.ANNOUNCE.search(ahead) is not None and ties.STEPS_AHEAD.search(ahead) is None


def _is_list_of_questions(segments: list[Segment], place: int) -> bool:
    """Whether the list that an item belongs to holds questions: neither steps, nor examples, nor facts."""
    items = [segment for segment in segments if segment.item]
    first = segments.index(items[0])
    ahead = " ".join(segment.plain for segment in segments[max(0, first - 2) : first])
    if ties.STEPS_AHEAD.search(ahead):
        return False
    asking = sum(segment.part in ASKING for segment in items)
    acting = sum(cues.STEP.match(cues.ITEM.sub("", segment.plain, count=1)) is not None for segment in items)
    return len(items) >= 2 and asking * 2 >= len(items) and acting * 2 <= len(items) and place >= first
