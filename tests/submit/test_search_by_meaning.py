"""`search: {meaning: true}` in support.yml, from the line that is written to the page that is found."""

import json
import shutil
from pathlib import Path

import pytest
from semantic import need_encoder
from test_commands import palier, told

need_encoder()

_PAGES = [
    {"id": "password", "lang": "fr", "title": "Réinitialiser son mot de passe", "body": "Cliquez sur le lien reçu."},
    {"id": "parcel", "lang": "fr", "title": "Délais de livraison des colis", "body": "Comptez trois jours."},
]
_ASKED = {"id": "1", "lang": "fr", "text": "How do I reset my password?", "relevant": ["password"]}


@pytest.fixture(scope="module")
def centre(small_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("meant") / "centre"
    shutil.copytree(small_centre, root)
    with (root / "support.yml").open("a", encoding="utf-8") as support:
        support.write("search: {meaning: true}\n")
    return root


def test_question_in_another_language_is_answered_after_a_build(centre: Path, tmp_path: Path) -> None:
    asked = ("search", "How do I send an invoice by email?", "--lang", "fr")
    assert palier(centre, tmp_path, "build").returncode == 0
    (first, *_) = json.loads(palier(centre, tmp_path, *asked, "--json").stdout)
    assert (first["id"], first["lang"]) == ("articles/billing/send-an-invoice", "fr")
    why = "\n".join(told(palier(centre, tmp_path, *asked, "--why")))
    assert " + meaning " in why
    assert ", means nearly the same 0." in why


def test_evaluate_measures_with_and_without(small_centre: Path, tmp_path: Path) -> None:
    documents, queries = tmp_path / "documents.jsonl", tmp_path / "queries.jsonl"
    documents.write_text("".join(f"{json.dumps(page)}\n" for page in _PAGES), encoding="utf-8")
    queries.write_text(json.dumps(_ASKED) + "\n", encoding="utf-8")
    command = ("evaluate", str(documents), str(queries), "--json")
    without, with_it = (
        json.loads(palier(small_centre, tmp_path, *command, *more).stdout) for more in ((), ("--meaning",))
    )
    assert (without["recall_at_1"], without["zero_result_share"]) == (0, 1)
    assert (with_it["recall_at_1"], with_it["zero_result_share"]) == (1, 0)


def test_line_that_is_neither_true_nor_false_is_a_finding(centre: Path, tmp_path: Path) -> None:
    shutil.copytree(centre, tmp_path / "centre")
    support = tmp_path / "centre" / "support.yml"
    support.write_text(support.read_text(encoding="utf-8").replace("meaning: true", "meaning: perhaps"), "utf-8")
    done = palier(tmp_path / "centre", tmp_path, "check")
    assert done.returncode == 1
    (finding,) = [line for line in told(done) if line.startswith("support.yml:")]
    assert "meaning" in finding
