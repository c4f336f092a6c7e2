"""One question per ticket (promise 6: “1 ticket par question pour garder une cohérence dans les réponses”).

Subject and description are read, never steps, logs or goal. When they hold several questions, the refusal
names the parts, and `split` makes a draft of each: every sentence is in one of the drafts or in what they
have in common (greetings, thanks, facts, what was told before the first question), and `shares` says of which kind
each is and which of them has the steps. It is asked once: “it is
one and the same problem” (attest `several-questions` or `one-question`) lets the request through as it is.

Limits: one request in twenty-five is flagged wrongly, of those that are written to mislead one in seven, so the
way out must be as easy as the way along; a change of subject that no word announces is found in three of five to
four of five tickets (`tests/submit/gate/test_one_question.py` keeps the figures).
"""

from dataclasses import dataclass

from kb.support import Support
from submit.draft import Draft
from submit.gate.question import ties
from submit.gate.question.cues import POINT
from submit.gate.question.features import stems
from submit.gate.question.first_words import first_words
from submit.gate.question.model import openings
from submit.gate.question.segment import BESIDE, LONGEST_READ, Part, Segment, cut, plain
from submit.gate.shares import share_out
from submit.refusal import Code, Refusal

ONE_QUESTION = "one-question"


@dataclass(frozen=True, slots=True)
class Parts:
    """A description taken apart: one text a question, what concerns them all, and the bare courtesies.

    Whoever joins them has every sentence of the description, though not in its order. `led` says whether any of the
    context was told before the first question; a version or a login that follows it is read more easily below.
    """

    questions: tuple[str, ...]
    context: str
    courtesy: str
    led: bool = True

    def alone(self, question: str) -> str:
        """A question with what concerns it, as the text of its own request: no point of a list any more."""
        point = POINT.match(question)
        bare = question if point is None else question[point.end() :]
        told = (self.context, bare) if self.led else (bare, self.context)
        return "\n\n".join(text for text in told if text)


def check(draft: Draft, _support: Support) -> list[Refusal]:
    """One refusal when subject and description hold several questions that nobody says are one."""
    if _vouched(draft):
        return []
    parts = take_apart(draft.subject, draft.description)
    if len(parts.questions) < 2:
        return []
    common = "\n".join(text for text in (parts.courtesy, parts.context) if text)
    details = {"count": len(parts.questions), "parts": list(parts.questions), "common": common}
    return [Refusal(Code.SEVERAL_QUESTIONS, "description", "several", details)]


def split(draft: Draft, support: Support) -> tuple[Draft, ...]:
    """A draft for each question, each with its kind and its share of the scenario, all other fields as they were;
    empty when there is only one question.

    The drafts vouch for being one question each, so that nobody is asked a second time.
    """
    parts = take_apart(draft.subject, draft.description)
    if len(parts.questions) < 2 or _vouched(draft):
        return ()
    subjects = _subjects(draft.subject, parts.questions)
    drafts = [
        draft.model_copy(
            update={
                "subject": subject,
                "description": parts.alone(question),
                "attest": (*draft.attest, ONE_QUESTION),
            }
        )
        for subject, question in zip(subjects, parts.questions, strict=True)
    ]
    return share_out(draft, drafts, parts.questions, support)


def take_apart(subject: str, description: str) -> Parts:
    """The questions of a description and what they share; one question when nothing speaks for more.

    The subject counts as the first question only when the description goes on from it (“Autre question : …”).
    """
    if not description.strip():
        subject, description = "", subject
    text = description
    if subject.strip() and ties.NAMED.match(plain(description[:200])):
        text = f"{subject.strip()}\n{description}"
    segments = cut(text)
    opened = openings(segments)
    parts = _gathered(text, segments, opened)
    return parts if len(parts.questions) > 1 else Parts((description.strip(),), "", "")


def _gathered(text: str, segments: list[Segment], opened: list[int]) -> Parts:
    """Each segment goes to its question, to the context of all, or to the courtesies."""
    first = next((place for place, segment in enumerate(segments) if _may_begin(segment)), 0)
    if first in opened:
        first = 0  # then what was told before it is a question too
    questions: list[str] = [""]
    context: list[str] = []
    courtesy: list[str] = []
    led = False
    for place, segment in enumerate(segments):
        written = text[segment.start : segment.end]
        if place in opened:
            questions.append(written)
        elif segment.part is Part.COURTESY or _only_announces(segment, place, first, opened):
            courtesy.append(written)
        elif segment.part is Part.FACTS or place < first:
            context.append(written)
            led = led or place < first
        else:
            questions[-1] += written
    told = tuple(question.strip() for question in questions if question.strip())
    return Parts(told, "".join(context).strip(), "".join(courtesy).strip(), led)


def _only_announces(segment: Segment, place: int, first: int, opened: list[int]) -> bool:
    return segment.part is Part.HEADING and (place < first or place + 1 in opened)


def _may_begin(segment: Segment) -> bool:
    return segment.part not in BESIDE and segment.part is not Part.STORY


def _vouched(draft: Draft) -> bool:
    return draft.attests(Code.SEVERAL_QUESTIONS, "description") or ONE_QUESTION in draft.attest


def _subjects(subject: str, questions: tuple[str, ...]) -> list[str]:
    """The subject stays with the question that it names; the others get their own first words."""
    named = stems(plain(subject[:LONGEST_READ]))
    shares = [len(named & stems(plain(question[:LONGEST_READ]))) for question in questions]
    keeper = shares.index(max(shares)) if subject.strip() and max(shares) else -1
    return [subject if place == keeper else first_words(question) for place, question in enumerate(questions)]
