"""Makes `submit/gate/question/weights.json` and says how well it does on texts that it has not seen.

    pip install scikit-learn pyyaml
    python -m tests.submit.gate.train_one_question            # cross-validation only
    python -m tests.submit.gate.train_one_question --write    # and write the weights

It learns from `../shared/data/intake/one_question.jsonl`, the texts of `cases/one_question.yml`, the tickets of
`cases/learnt_tickets.yml`, the single matters of `cases/matters.yml` (as they are, and two or three of them joined as
customers do), and a sample of single-intent questions of `../shared/data/retrieval/banking77-en`; the rest of these is
what the share of flagged bank questions is counted on. Nothing of the data goes into the weights but numbers: the
words that have a weight of their own are those of the cases, tickets and matters.

Held out at a time: all texts of one project (translations and texts of one hand go together), a fifth of the
tickets, or a fifth of the matters with everything joined of them. `cases/tickets.yml` and
`cases/hard_tickets.yml` are never learnt from: the tests keep the figures.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from submit.gate.question.features import candidates
from submit.gate.question.segment import cut

ROOT = Path(__file__).parents[3]
CASES = Path(__file__).parent / "cases"
DATA = ROOT.parent / "shared" / "data"
WEIGHTS = ROOT / "submit" / "gate" / "question" / "weights.json"
THRESHOLD, STRENGTH, BANK_SAMPLE, SLACK = 0.5, 1.0, 700, 2
# A word counts less than a feature, and only when that many texts have it; a weight smaller than this is left out.
WORD, TEXTS_WITH_WORD, LEAST_WEIGHT = 0.5, 4, 0.01
ROW, CASE, TICKET, MATTER, JOINED, BANK = 2.0, 2.0, 2.0, 0.7, 0.25, 0.2
JOINS_A_MATTER, TELLINGS = 6, 3
LANGUAGES = ("fr", "en")
FOLDS = 5

ANNOUNCED = {
    "fr": ("Deux choses :", "Plusieurs points :", "Voici nos remarques :", "Nos demandes :", "Bonjour,", ""),
    "en": ("Two things:", "Several points:", "Our findings:", "We need the following:", "Hello,", ""),
}
SIGNS = (("- ", "- ", "- "), ("1. ", "2. ", "3. "), ("1) ", "2) ", "3) "), ("* ", "* ", "* "), ("a/ ", "b/ ", "c/ "))
LINKS = {
    "fr": """Par ailleurs, |Autre question : |Autre chose : |D'autre part, |Sinon, |J'en profite : |De plus, |
        Également, |Enfin, |Ensuite, |Et puis |Deuxième point : |Rien à voir, mais |Aussi, |Dernière chose, |
        Au passage, |Deuxièmement, |Et aussi, """,
    "en": """Another question: |Also, |By the way, |On another note, |Secondly, |Additionally, |Finally, |Besides, |
        One more thing: |In addition, |While I'm at it, |Separately, |Moreover, """,
}
POSTSCRIPTS = ("PS : ", "PS: ", "P.S. ", "ps ", "PS - ")
JOINTS = {"fr": (" et ", ", et ", " et aussi ", " et en plus "), "en": (" and ", ", and ", " and also ")}
THANKS = {"fr": ("", " Merci.", " Merci d'avance.\nCordialement"), "en": ("", " Thanks.", " Thank you.\nRegards")}
GREETINGS = {"fr": ("", "", "Bonjour, ", "Bonjour,\n", "bonsoir "), "en": ("", "", "Hello, ", "Hi,\n")}
# What begins these may be said within a sentence, behind an “and”.
WITHIN = {
    "fr": (
        "Comment ",
        "Je voudrais ",
        "Je souhaite ",
        "Nous voudrions ",
        "Pouvez-vous ",
        "Peut-on ",
        "Nous aimerions ",
    ),
    "en": ("How ", "I would like ", "I want ", "Could you ", "Can you ", "We would like ", "What is "),
}


@dataclass(frozen=True)
class Text:
    """One labelled text: the features of its candidates and whether each opens a question."""

    lang: str
    kind: str
    group: str
    count: int
    weight: float
    features: list[dict[str, float]]
    wording: list[frozenset[str]]
    opens: list[int]


@dataclass(frozen=True)
class Names:
    """The features, and the words that have weights."""

    features: list[str]
    words: dict[str, int]


@dataclass(frozen=True)
class Matter:
    """A single matter; two of one topic are never joined."""

    lang: str
    topic: str
    text: str


def main(write: bool) -> None:
    rows, bank, matters = read_rows(), read_bank(), read_matters()
    cases, tickets = read_cases("one_question", CASE), read_cases("learnt_tickets", TICKET)
    sample, rest = bank[:BANK_SAMPLE], bank[BANK_SAMPLE:]
    written = told(matters)
    names = name(rows + written + tickets, cases + tickets + [text for text in written if text.kind == "single"])
    always = cases + sample
    print("each project by the others")
    others = always + written + tickets
    report([one for held, learnt in folds(rows) for one in judge(fit(learnt + others, names), held, names)])
    print("\ndevelopment rows by the cases, tickets and matters alone")
    report(judge(fit(others, names), rows, names))
    print("\neach fifth of the tickets by the others")
    counted = []
    for fold in range(FOLDS):
        learnt = [ticket for place, ticket in enumerate(tickets) if place % FOLDS != fold]
        counted += judge(fit(rows + always + written + learnt, names), tickets[fold::FOLDS], names)
    report(counted)
    print("\neach fifth of the matters by the others")
    counted = []
    for fold in range(FOLDS):
        held = told(matters[fold::FOLDS])
        learnt = told([matter for place, matter in enumerate(matters) if place % FOLDS != fold])
        counted += judge(fit(rows + always + tickets + learnt, names), held, names)
    report(counted)
    model = fit(rows + others, names)
    flagged = mean(max(likelihoods(model, text, names), default=0) >= THRESHOLD for text in rest)
    print(f"\n{'bank questions flagged':32} {flagged:.4f}")
    if write:
        found = [round(float(weight), 4) for weight in model.coef_[0]]
        weights = dict(zip(names.features, found, strict=False))
        wording = dict(zip(names.words, found[len(names.features) :], strict=True))
        wording = {
            word: round(WORD * weight, 3) for word, weight in wording.items() if WORD * abs(weight) >= LEAST_WEIGHT
        }
        bias = round(float(model.intercept_[0]), 4)
        WEIGHTS.write_text(
            json.dumps({"bias": bias, "threshold": THRESHOLD, "weights": weights, "wording": wording}, indent=1) + "\n",
            encoding="utf-8",
        )


def read_rows() -> list[Text]:
    lines = (DATA / "intake" / "one_question.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["label"] != "ambiguous"]
    return [
        labelled(row["lang"], row["kind"], row["project"], row["n"], ROW, row["text"], row["starts"]) for row in rows
    ]


def read_cases(name: str, weight: float) -> list[Text]:
    cases = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    texts = []
    for case in cases:
        starts, text = [0], case["text"]
        for words in case.get("starts", ()):
            starts.append(text.index(words, starts[-1] + 1))
        kind = case.get("kind", "case")
        texts.append(labelled(case["lang"], kind, "case", case["count"], weight, text, starts))
    return texts


def read_bank() -> list[Text]:
    lines = (DATA / "retrieval" / "banking77-en" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line)["text"] for line in lines]
    random.Random(1).shuffle(queries)
    return [labelled("en", "bank", "bank", 1, BANK, query, []) for query in queries]


def read_matters() -> list[Matter]:
    written = read_told()
    return [Matter(lang, topic, text) for lang in LANGUAGES for topic, texts in written[lang].items() for text in texts]


def told(matters: list[Matter]) -> list[Text]:
    """Each matter as it is, and joined with others of its language in all the ways of customers."""
    texts = []
    chance = random.Random(7)
    for matter in matters:
        texts.append(labelled(matter.lang, "single", "matter", 1, MATTER, matter.text, []))
        for _ in range(TELLINGS):
            text = tell(chance, matter)
            texts.append(labelled(matter.lang, "told", "matter", 1, MATTER / TELLINGS, text, []))
    for lang in LANGUAGES:
        known = [matter for matter in matters if matter.lang == lang]
        for first in known:
            for _ in range(JOINS_A_MATTER):
                others = [one for one in known if one.topic != first.topic and one.topic not in {"divers", "various"}]
                second, third = chance.sample(others, 2)
                texts.append(join(chance, first, second, third))
    return texts


def tell(chance: random.Random, matter: Matter) -> str:
    """A matter with a greeting, what customers say before and after, and thanks; still one question."""
    said = read_told()
    lang = matter.lang
    before = f"{chance.choice(said['heads'][lang])}{chance.choice((' ', chr(10)))}" if chance.random() < 0.3 else ""
    after = ""
    for tail in chance.sample(said["tails"][lang], chance.choice((0, 1, 1, 2))):
        after += chance.choice((" ", " ", "\n")) + tail
    return f"{chance.choice(GREETINGS[lang])}{before}{matter.text}{after}{chance.choice(THANKS[lang])}"


@cache
def read_told() -> dict[str, Any]:
    return dict(yaml.safe_load((CASES / "matters.yml").read_text(encoding="utf-8")))


def join(chance: random.Random, first: Matter, second: Matter, third: Matter) -> Text:
    """Two or three matters in one text; where each begins is known."""
    lang = first.lang
    way = chance.choices(("implicit", "explicit", "list", "ps", "within"), (45, 18, 10, 7, 20))[0]
    one, two = first.text, second.text
    if chance.random() < 0.3:
        two += " " + chance.choice(read_told()["tails"][lang])
    if chance.random() < 0.5:
        one, two = opening(one), opening(two)
    pieces: list[tuple[str, bool]] = [(chance.choice(GREETINGS[lang]), False), (one, True)]
    if way == "implicit":
        pieces += [(chance.choice((" ", " ", "\n", "\n\n")), False), (two, True)]
    elif way == "explicit":
        link = chance.choice([link.lstrip() for link in LINKS[lang].split("|")])
        pieces += [(chance.choice((" ", "\n")), False), (link + small(two), True)]
    elif way == "list":
        listed = [one, two, third.text] if chance.random() < 0.7 else [one, two]
        pieces = [(chance.choice(ANNOUNCED[lang]) + "\n", False)]
        for sign, text in zip(chance.choice(SIGNS), listed, strict=False):
            pieces.append((f"{sign}{small(opening(text)).rstrip('.')}\n", True))
    elif way == "ps":
        thanks = chance.choice(THANKS[lang])
        pieces += [(f"{thanks}{chance.choice((' ', chr(10)))}", False), (chance.choice(POSTSCRIPTS) + small(two), True)]
    else:
        joint = chance.choice(JOINTS[lang])
        if not two.startswith(WITHIN[lang]):
            joint = chance.choice(JOINTS[lang][-1:] if lang == "en" else JOINTS[lang][-2:])
        pieces[-1] = (opening(one).rstrip(".?! "), True)
        pieces += [(joint, False), (small(two), True)]
    pieces.append((chance.choice(THANKS[lang]), False))
    text, starts = "", []
    for piece, begins in pieces:
        if begins:
            starts.append(len(text))
        text += piece
    return labelled(lang, way, "joined", len(starts), JOINED, text, starts)


def opening(text: str) -> str:
    """The first sentence of a matter."""
    return text[: cut(text)[0].end].strip()


def small(text: str) -> str:
    """A text to follow a link: its first letter small."""
    return text if text[:2] in {"I ", "I'"} or text[:2].isupper() else text[:1].lower() + text[1:]


def labelled(lang: str, kind: str, group: str, count: int, weight: float, text: str, starts: list[int]) -> Text:
    segments = cut(text)
    found = candidates(segments)
    opens = [
        int(any(segments[one.place].start - SLACK <= start < segments[one.place].end - SLACK for start in starts[1:]))
        for one in found
    ]
    return Text(
        lang, kind, group, count, weight, [one.features for one in found], [one.wording for one in found], opens
    )


def folds(rows: list[Text]) -> Iterator[tuple[list[Text], list[Text]]]:
    """The texts of each project, and those of all the others."""
    for group in sorted({row.group for row in rows}):
        yield [row for row in rows if row.group == group], [row for row in rows if row.group != group]


def name(texts: list[Text], own: list[Text]) -> Names:
    """The features of all texts, and the words that enough of our own texts have."""
    features = sorted({name for text in texts for features in text.features for name in features})
    texts_with = Counter(word for text in own for word in frozenset().union(*text.wording))
    known = sorted(word for word, count in texts_with.items() if count >= TEXTS_WITH_WORD)
    return Names(features, {word: place for place, word in enumerate(known)})


def fit(texts: list[Text], names: Names) -> LogisticRegression:
    known = [text for text in texts if text.opens]
    weights = np.concatenate([np.full(len(text.opens), text.weight) for text in known])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    return model.fit(matrix(known, names), np.concatenate([text.opens for text in known]), weights)


def matrix(texts: list[Text], names: Names) -> csr_matrix:
    """A row for each candidate: its features, then `WORD` for each known word that it has."""
    features = [features for text in texts for features in text.features]
    dense = np.array([[one.get(name, 0.0) for name in names.features] for one in features])
    places = [
        (row, names.words[word])
        for row, words in enumerate(words for text in texts for words in text.wording)
        for word in words
        if word in names.words
    ]
    rows, columns = zip(*places, strict=True) if places else ((), ())
    sparse = csr_matrix((np.full(len(rows), WORD), (rows, columns)), shape=(len(features), len(names.words)))
    return hstack([csr_matrix(dense), sparse]).tocsr()


def likelihoods(model: LogisticRegression, text: Text, names: Names) -> list[float]:
    return list(model.predict_proba(matrix([text], names))[:, 1]) if text.features else []


def judge(model: LogisticRegression, texts: list[Text], names: Names) -> list[tuple[Text, int]]:
    """Each text with the number of questions that the model finds in it."""
    return [(text, 1 + sum(one >= THRESHOLD for one in likelihoods(model, text, names))) for text in texts]


def report(judged: list[tuple[Text, int]]) -> None:
    plain = [one for one in judged if one[0].kind in {"explicit", "list", "ps"} and one[0].count > 1]
    caught = [(row, count) for row, count in judged if row.count > 1 and count > 1]
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row, count in judged:
        kinds[f"{row.lang} {'multi' if row.count > 1 else 'single'} {row.kind}"].append((count > 1) == (row.count > 1))
    figures = {
        "F1": f1(judged),
        "F1 French": f1([one for one in judged if one[0].lang == "fr"]),
        "F1 English": f1([one for one in judged if one[0].lang == "en"]),
        "false alarms": mean(count > 1 for row, count in judged if row.count == 1),
        "recall explicit, list, ps": mean(count > 1 for _, count in plain),
        "split within one": mean(abs(row.count - count) <= 1 for row, count in caught),
        "split exact": mean(row.count == count for row, count in caught),
    }
    for name, figure in figures.items():
        print(f"{name:32} {figure:.3f}")
    print("; ".join(f"{kind} {sum(right)}/{len(right)}" for kind, right in sorted(kinds.items())))


def mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def f1(judged: list[tuple[Text, int]]) -> float:
    right = sum(row.count > 1 and count > 1 for row, count in judged)
    return 2 * right / (sum(row.count > 1 for row, _ in judged) + sum(count > 1 for _, count in judged))


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
