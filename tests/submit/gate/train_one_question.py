"""Makes `submit/gate/question/weights.json` and says how well it does on texts that it has not seen.

    pip install scikit-learn pyyaml
    python -m tests.submit.gate.train_one_question            # cross-validation only
    python -m tests.submit.gate.train_one_question --write    # and write the weights

It learns from `../shared/data/intake/one_question.jsonl`, the texts of `cases/one_question.yml`, and a sample
of single-intent questions of `../shared/data/retrieval/banking77-en` at a fifth of the weight; the rest of
these is what the share of flagged bank questions is counted on. Nothing of the data goes into the weights but
numbers.
"""

import json
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from submit.gate.question.features import candidates
from submit.gate.question.segment import cut

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
WEIGHTS = ROOT / "submit" / "gate" / "question" / "weights.json"
THRESHOLD, STRENGTH, BANK_WEIGHT, BANK_SAMPLE, SLACK = 0.45, 2.0, 0.2, 700, 2


@dataclass(frozen=True)
class Text:
    """One labelled text: the features of its candidates and whether each opens a question."""

    lang: str
    kind: str
    count: int
    features: list[dict[str, float]]
    opens: list[int]


def main(write: bool) -> None:
    rows, cases, bank = read_rows(), read_cases(), read_bank()
    sample, rest = bank[:BANK_SAMPLE], bank[BANK_SAMPLE:]
    names = sorted({name for text in rows for features in text.features for name in features})
    runs = [cross_validate(rows, cases, sample, names, seed) for seed in range(5)]
    for name in runs[0]:
        print(f"{name:32} {mean(run[name] for run in runs):.3f}")
    model = fit(rows + cases, sample, names)
    flagged = mean(max(likelihoods(model, text, names), default=0) >= THRESHOLD for text in rest)
    print(f"{'bank questions flagged':32} {flagged:.4f}")
    if write:
        weights = {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}
        bias = round(float(model.intercept_[0]), 4)
        WEIGHTS.write_text(
            json.dumps({"bias": bias, "threshold": THRESHOLD, "weights": weights}, indent=2) + "\n",
            encoding="utf-8",
        )


def read_rows() -> list[Text]:
    lines = (DATA / "intake" / "one_question.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["label"] != "ambiguous"]
    return [labelled(row["lang"], row["kind"], row["n"], row["text"], row["starts"]) for row in rows]


def read_cases() -> list[Text]:
    cases = yaml.safe_load((Path(__file__).parent / "cases" / "one_question.yml").read_text(encoding="utf-8"))
    texts = []
    for case in cases:
        starts, text = [0], case["text"]
        for words in case.get("starts", ()):
            starts.append(text.index(words, starts[-1] + 1))
        texts.append(labelled(case["lang"], "case", case["count"], text, starts))
    return texts


def read_bank() -> list[Text]:
    lines = (DATA / "retrieval" / "banking77-en" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line)["text"] for line in lines]
    random.Random(1).shuffle(queries)
    return [labelled("en", "bank", 1, query, []) for query in queries]


def labelled(lang: str, kind: str, count: int, text: str, starts: list[int]) -> Text:
    segments = cut(text)
    found = candidates(segments)
    opens = [
        int(any(segments[one.place].start - SLACK <= start < segments[one.place].end - SLACK for start in starts[1:]))
        for one in found
    ]
    return Text(lang, kind, count, [one.features for one in found], opens)


def fit(texts: list[Text], bank: list[Text], names: list[str]) -> LogisticRegression:
    told = [(matrix(text, names), text.opens, 1.0) for text in texts if text.opens]
    told += [(matrix(text, names), text.opens, BANK_WEIGHT) for text in bank if text.opens]
    weights = np.concatenate([np.full(len(opens), weight) for _, opens, weight in told])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    return model.fit(np.vstack([m for m, _, _ in told]), np.concatenate([o for _, o, _ in told]), weights)


def matrix(text: Text, names: list[str]) -> np.ndarray:
    return np.array([[features.get(name, 0.0) for name in names] for features in text.features])


def likelihoods(model: LogisticRegression, text: Text, names: list[str]) -> list[float]:
    return list(model.predict_proba(matrix(text, names))[:, 1]) if text.features else []


def cross_validate(
    rows: list[Text], cases: list[Text], bank: list[Text], names: list[str], seed: int
) -> dict[str, float]:
    """Ten folds over the rows; the cases and the bank sample are always learnt from, never counted."""
    strata = [f"{row.lang}{row.count > 1}" for row in rows]
    found: dict[int, int] = {}
    for learnt, held in StratifiedKFold(10, shuffle=True, random_state=seed).split(rows, strata):
        model = fit([rows[place] for place in learnt] + cases, bank, names)
        for place in held:
            found[place] = 1 + sum(one >= THRESHOLD for one in likelihoods(model, rows[place], names))
    judged = [(row, found[place]) for place, row in enumerate(rows)]
    plain = [one for one in judged if one[0].kind in {"explicit", "list", "ps"}]
    caught = [(row, count) for row, count in judged if row.count > 1 and count > 1]
    return {
        "F1": f1(judged),
        "F1 French": f1([one for one in judged if one[0].lang == "fr"]),
        "false alarms": mean(count > 1 for row, count in judged if row.count == 1),
        "recall explicit, list, ps": mean(count > 1 for _, count in plain),
        "recall implicit, narrative": mean(
            count > 1 for row, count in judged if row.count > 1 and row.kind in {"implicit", "narrative"}
        ),
        "split within one": mean(abs(row.count - count) <= 1 for row, count in caught),
        "split exact": mean(row.count == count for row, count in caught),
    }


def mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def f1(judged: list[tuple[Text, int]]) -> float:
    right = sum(row.count > 1 and count > 1 for row, count in judged)
    return 2 * right / (sum(row.count > 1 for row, _ in judged) + sum(count > 1 for _, count in judged))


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
