"""The volume that Whoosh holds, and Whoosh's own word for it that our sums are right."""

import numpy as np
import pytest
from semantic import need_encoder
from small_help_centre import read_pages
from volume_contract import check_meanings, check_volume
from whoosh import index as engine
from whoosh.query import Or, Term
from whoosh.scoring import BaseScorer, WeightingModel

from deflect.analysis import read_tokens
from deflect.index import build_index
from deflect.whoosh_volume import WhooshVolume

_QUESTIONS = (
    "importer un fichier dans l'agenda",
    "signature des messages",
    "envoyer un message avec une pièce jointe trop lourde",
    "zèbre",
)


@pytest.fixture
def directory(tmp_path):
    build_index(read_pages(), tmp_path / "index")
    return tmp_path / "index" / "fr"


def test_volume_holds_what_ranking_expects(tmp_path):
    def open_volume(documents):
        build_index(documents, tmp_path / "index")
        return WhooshVolume(tmp_path / "index" / "fr", "fr")

    check_volume(open_volume)


def test_volume_keeps_what_pages_mean(tmp_path):
    need_encoder()

    def open_volume(documents):
        build_index(documents, tmp_path / "index", meaning=True)
        return WhooshVolume(tmp_path / "index" / "fr", "fr")

    check_meanings(open_volume)


class _AsStored(WeightingModel):
    """Takes each posting for what it is worth already."""

    use_final = False

    def scorer(self, *_of_what, **_how):
        return _Stored()


class _Stored(BaseScorer):
    def score(self, matcher):
        return matcher.weight()


@pytest.mark.parametrize("question", _QUESTIONS)
def test_whoosh_adds_up_the_same_numbers(directory, question):
    terms = sorted({token.term for token in read_tokens(question, "fr")})
    volume = WhooshVolume(directory, "fr")
    ours = np.zeros(volume.size, np.float32)
    for found in volume.postings(dict.fromkeys(terms, 1.0)).values():
        ours[found.pages] += found.values
    volume.close()
    index = engine.open_dir(str(directory), readonly=True)
    with index.searcher(weighting=_AsStored()) as searcher:
        hits = searcher.search(Or([Term("words", term) for term in terms]), limit=None)
        theirs = {hit.docnum: hit.score for hit in hits}
    index.close()
    assert theirs == pytest.approx({int(page): float(ours[page]) for page in np.flatnonzero(ours)})


def test_postings_are_read_once(directory):
    volume = WhooshVolume(directory, "fr")
    first, again = (volume.postings({"agend": 1.0})["agend"] for _ in range(2))
    volume.close()
    assert len(first.pages) > 2
    assert again is first


def test_two_builds_of_the_same_pages_are_the_same(tmp_path):
    for name in ("one", "other"):
        build_index(read_pages(), tmp_path / name)
    for file in ("topics.pages", "topics.terms", "facts.json", "holding"):
        assert (tmp_path / "one" / "fr" / file).read_bytes() == (tmp_path / "other" / "fr" / file).read_bytes()
