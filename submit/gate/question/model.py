"""The model: how likely each segment opens a new question, by a logistic regression scored here.

The weights are data (`weights.json`), made by `tests/submit/gate/train_one_question.py`, which prints how
well they do on texts that they have not seen. Nothing here depends on what they were made with.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from submit.gate.question.features import Candidate, candidates
from submit.gate.question.segment import Segment


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each feature and each known word; from `threshold` (0 to 1) on, a segment opens a question."""

    bias: float
    threshold: float
    weights: dict[str, float]
    wording: dict[str, float]


def openings(segments: list[Segment]) -> list[int]:
    """The places of the segments that open a further question, in order; none when all is one matter."""
    threshold = read_weights().threshold
    return [candidate.place for candidate in candidates(segments) if likelihood(candidate) >= threshold]


def likelihood(candidate: Candidate) -> float:
    """How likely a segment opens a new question, 0 to 1."""
    known = read_weights()
    total = known.bias + sum(known.weights[name] * value for name, value in candidate.features.items())
    total += sum(known.wording.get(name, 0.0) for name in candidate.wording)
    return 1 / (1 + exp(-total))


@cache
def read_weights() -> Weights:
    """The weights that are shipped with the rule, read once."""
    text = files("submit.gate.question").joinpath("weights.json").read_text(encoding="utf-8")
    return Weights(**json.loads(text))
