"""Evaluation measures what the form would show, and says which line of a file is at fault."""

import json
from pathlib import Path

import pytest

from deflect.collection import CollectionError
from deflect.evaluation import Miss, Step, Titled, evaluate

_DATA = Path(__file__).parents[3] / "shared" / "data" / "retrieval"
_PAGES = [
    {
        "id": "a",
        "lang": "fr",
        "title": "Télécharger une facture",
        "keywords": "paiement, achat",
        "body": "En PDF.",
    },
    {
        "id": "b",
        "lang": "fr",
        "title": "Imprimer",
        "keywords": ["papier"],
        "body": "Oui.\n## Couleur\nEn couleur.",
    },
    {"id": "c", "lang": "en", "title": "Download an invoice", "body": ""},
]
_ASKED = [
    {"id": "1", "lang": "fr", "text": "une facture", "relevant": ["a"]},
    {"id": "2", "lang": "fr", "text": "imprimer du papier en couleur", "relevant": ["a", "b"]},
    {"id": "3", "lang": "fr", "text": "télécharger un achat", "relevant": ["b"]},
    {"id": "4", "lang": "en", "text": "zebra", "relevant": ["c"]},
]


def _write(path, lines):
    path.write_text("".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines))
    return path


def test_evaluation_of_known_answers(tmp_path):
    told = []
    measured = evaluate(
        _write(tmp_path / "docs.jsonl", _PAGES),
        _write(tmp_path / "q.jsonl", [*_ASKED, "\n"]),
        progress=lambda *step: told.append(step),
    )
    known = measured.figures()
    assert {name: known[name] for name in known if not name.endswith(("_s", "_ms"))} == {
        "queries": 4,
        "documents": 3,
        "recall_at_1": 0.5,
        "recall_at_3": 0.5,
        "recall_at_5": 0.5,
        "mrr_at_10": 0.5,
        "zero_result_share": 0.25,
    }
    assert 0 < measured.query_p50_ms <= measured.query_p95_ms
    assert measured.index_s > 0
    assert told == [(Step.INDEX, n, 3) for n in (1, 2, 3)] + [(Step.ASK, n, 4) for n in (1, 2, 3, 4)]


def test_json_keeps_its_flat_keys_and_adds_the_worst(tmp_path):
    measured = evaluate(_write(tmp_path / "docs.jsonl", _PAGES), _write(tmp_path / "q.jsonl", _ASKED)).as_json()
    assert list(measured) == [
        "queries",
        "documents",
        "recall_at_1",
        "recall_at_3",
        "recall_at_5",
        "mrr_at_10",
        "zero_result_share",
        "index_s",
        "query_p50_ms",
        "query_p95_ms",
        "worst",
    ]
    assert json.loads(json.dumps(measured))["worst"] == [
        {
            "id": "3",
            "text": "télécharger un achat",
            "place": None,
            "shown": [{"id": "a", "title": "Télécharger une facture"}],
            "relevant": [{"id": "b", "title": "Imprimer"}],
        },
        {
            "id": "4",
            "text": "zebra",
            "place": None,
            "shown": [],
            "relevant": [{"id": "c", "title": "Download an invoice"}],
        },
    ]


def test_right_page_further_down_counts_for_deeper_measures(tmp_path):
    pages = [{"id": f"p{n}", "lang": "fr", "title": "Imprimer" + " le tableau" * n} for n in range(8)]
    asked = [{"lang": "fr", "text": "imprimer", "relevant": [f"p{place}"]} for place in (0, 1, 3, 7)]
    measured = evaluate(_write(tmp_path / "docs.jsonl", pages), _write(tmp_path / "q.jsonl", asked))
    assert (measured.recall_at_1, measured.recall_at_3, measured.recall_at_5) == (0.25, 0.5, 0.75)
    assert measured.mrr_at_10 == pytest.approx((1 + 1 / 2 + 1 / 4 + 1 / 8) / 4)


def test_worst_are_those_without_a_right_page_then_those_with_it_furthest_down(tmp_path):
    pages = [{"id": f"p{n}", "lang": "fr", "title": "Imprimer" + " le tableau" * n} for n in range(8)]
    right = {"second": "p1", "gone": "nowhere", "first": "p0", "fourth": "p3", "also second": "p1"}
    asked = [{"id": name, "lang": "fr", "text": "imprimer", "relevant": [page]} for name, page in right.items()]
    worst = evaluate(_write(tmp_path / "docs.jsonl", pages), _write(tmp_path / "q.jsonl", asked)).worst
    assert [(miss.id, miss.place) for miss in worst] == [
        ("gone", None),
        ("fourth", 4),
        ("second", 2),
        ("also second", 2),
    ]
    shown = (
        Titled("p0", "Imprimer"),
        Titled("p1", "Imprimer le tableau"),
        Titled("p2", "Imprimer le tableau le tableau"),
    )
    assert worst[0] == Miss("gone", "imprimer", None, shown, (Titled("nowhere", None),))


def test_worst_are_at_most_twenty_in_the_order_of_the_file(tmp_path):
    asked = [{"id": f"q{n}", "lang": "en", "text": f"zebra {n}", "relevant": ["c"]} for n in range(30)]
    worst = evaluate(_write(tmp_path / "docs.jsonl", _PAGES), _write(tmp_path / "q.jsonl", asked)).worst
    assert [miss.id for miss in worst] == [f"q{n}" for n in range(20)]


def test_strangers_are_measured_by_the_share_that_is_shown_nothing(tmp_path):
    strange = [
        {"lang": "fr", "text": "xylophone zouave"},
        {"lang": "fr", "text": "imprimer du papier"},
        {"lang": "fr", "text": "kwyjibo", "relevant": ["of another collection"]},
        {"lang": "xx", "text": "zzz"},
    ]
    told = []
    measured = evaluate(
        _write(tmp_path / "docs.jsonl", _PAGES),
        _write(tmp_path / "q.jsonl", _ASKED[:1]),
        strangers=_write(tmp_path / "strange.jsonl", strange),
        progress=lambda *step: told.append(step),
    )
    assert measured.as_json()["strangers_silent_share"] == 0.75
    assert (measured.queries, measured.zero_result_share) == (1, 0)
    assert told[-4:] == [(Step.STRANGERS, n, 4) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{\n", r"docs\.jsonl:2: not JSON: .* at column"),
        ("[1]\n", r"docs\.jsonl:2: line: "),
        ('{"id": "x", "lang": "fr"}\n', r"docs\.jsonl:2: title: Field required"),
        ('{"id": "x", "lang": "../x", "title": "t"}\n', r"docs\.jsonl:2: lang: "),
        ('{"id": "x", "lang": "fr", "title": 3}\n', r"docs\.jsonl:2: title: "),
        ('{"id": "", "lang": "fr", "title": "t"}\n', r"docs\.jsonl:2: id: "),
        ('{"id": "x", "lang": "fr", "title": "t", "keywords": [1]}\n', r"docs\.jsonl:2: keywords\.0: "),
        ("[" * 100_000 + "\n", r"docs\.jsonl:2: not JSON"),
        ("9" * 5_000 + "\n", r"docs\.jsonl:2: not JSON"),
    ],
)
def test_malformed_document_is_named_by_file_line_and_fault(tmp_path, line, fault):
    documents = _write(tmp_path / "docs.jsonl", [_PAGES[0], line])
    with pytest.raises(CollectionError, match=fault):
        evaluate(documents, _write(tmp_path / "q.jsonl", _ASKED))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ({"lang": "fr", "text": "x", "relevant": []}, r"q\.jsonl:1: relevant: "),
        ({"lang": "fr", "text": "x", "relevant": "a"}, r"q\.jsonl:1: relevant: "),
        ({"lang": "fr", "relevant": ["a"]}, r"q\.jsonl:1: text: Field required"),
    ],
)
def test_malformed_question_is_named_by_file_line_and_fault(tmp_path, line, fault):
    with pytest.raises(CollectionError, match=fault):
        evaluate(_write(tmp_path / "docs.jsonl", _PAGES), _write(tmp_path / "q.jsonl", [line]))


def test_empty_and_missing_files_are_named(tmp_path):
    empty, documents = _write(tmp_path / "empty.jsonl", []), _write(tmp_path / "docs.jsonl", _PAGES)
    asked = _write(tmp_path / "q.jsonl", _ASKED)
    for files, fault in [
        ((documents, empty), r"empty\.jsonl: there is no question in it"),
        ((empty, asked), r"empty\.jsonl: there is no document in it"),
        ((tmp_path / "none.jsonl", asked), r"none\.jsonl: cannot be read"),
        ((documents, tmp_path / "none.jsonl"), r"none\.jsonl: cannot be read"),
    ]:
        with pytest.raises(CollectionError, match=fault):
            evaluate(*files)
    with pytest.raises(CollectionError, match=r"empty\.jsonl: there is no question in it"):
        evaluate(documents, asked, strangers=empty)


def test_file_that_is_not_text_is_named(tmp_path):
    (tmp_path / "q.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(CollectionError, match=r"q\.jsonl: cannot be read"):
        evaluate(_write(tmp_path / "docs.jsonl", _PAGES), tmp_path / "q.jsonl")


@pytest.mark.skipif(not _DATA.is_dir(), reason="the development data is not here")
@pytest.mark.parametrize(("name", "least"), [("banking77-en", 0.80), ("openoffice-duplicates-en", 0.58)])
def test_quality_on_development_data_does_not_fall(tmp_path, name, least):
    lines = (_DATA / name / "queries.jsonl").read_text(encoding="utf-8").split("\n")
    asked = tmp_path / "queries.jsonl"
    asked.write_text("\n".join(filter(None, lines[:: len(lines) // 300])), encoding="utf-8")
    assert evaluate(_DATA / name / "docs.jsonl", asked).recall_at_3 >= least
