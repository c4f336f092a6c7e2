"""What pages mean, from the index that keeps it to the page that is found by it."""

from contextlib import closing

import numpy as np
import pytest
from semantic import need_encoder
from small_help_centre import SUPPORT, read_pages

from deflect.encoder import load_encoder
from deflect.index import build_index, open_index, renew_index
from deflect.meaning import DIGESTS, NAMES, STARTS, VECTORS, Meanings, MeaningWriter, page_texts
from deflect.question import Question
from deflect.search import search
from deflect.suggestion import suggest
from kb.document import Document, Section
from kb.errors import IndexUnavailable

need_encoder()


class _Counting:
    """The real encoder, and what it was asked."""

    def __init__(self):
        self.texts = []

    def encode(self, texts):
        self.texts += texts
        return load_encoder().encode(texts)


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("meant") / "index"
    build_index(read_pages(), directory, terms=SUPPORT.terms, meaning=True)
    return directory


@pytest.fixture(scope="module")
def meant(directory):
    with closing(open_index(directory)) as opened:
        yield opened


def _first(index, text, lang="fr"):
    return [one.cover.id for one in search(index, Question(text, lang), 1)]


def _written(encoder, pages, known=None):
    writer = MeaningWriter(encoder, known or {})
    for page in pages:
        writer.add(page)
    return writer.pack()


_FRENCH = (
    Document(id="password", lang="fr", title="Réinitialiser son mot de passe", keywords=("connexion",)),
    Document(id="card", lang="fr", title="Carte bancaire volée : que faire ?"),
    Document(id="printer", lang="fr", title="Installer une imprimante", answers=("brancher l'imprimante",)),
    Document(id="delivery", lang="fr", title="Délais de livraison des colis"),
)


@pytest.fixture(scope="module")
def french(tmp_path_factory):
    directory = tmp_path_factory.mktemp("french")
    build_index(_FRENCH, directory / "meant", meaning=True)
    build_index(_FRENCH, directory / "plain")
    with closing(open_index(directory / "meant")) as meant, closing(open_index(directory / "plain")) as plain:
        yield meant, plain


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("How do I reset my password?", "password"),
        ("My credit card was stolen", "card"),
        ("When will my parcel arrive?", "delivery"),
    ],
)
def test_english_question_finds_the_french_page(french, asked, page):
    meant, plain = french
    assert _first(meant, asked) == [page]
    assert _first(plain, asked) == []


def test_question_in_a_language_without_pages_is_answered_from_the_others(french):
    assert _first(french[0], "How do I reset my password?", "en") == ["password"]


def test_other_words_find_the_page(french):
    meant, plain = french
    asked = Question("quand vais-je recevoir ma commande", "fr")
    assert [one.cover.id for one in search(meant, asked, 1, floored=False)] == ["delivery"]
    assert search(plain, asked, 1, floored=False) == []


def test_words_that_are_found_lead_as_before(french):
    for asked in ("brancher l'imprimante", "carte volée", "mot de passe"):
        assert _first(french[0], asked) == _first(french[1], asked) != []


@pytest.mark.parametrize("asked", ["comment tondre la pelouse", "How tall is the Eiffel tower?"])
def test_stranger_shows_nothing(french, asked):
    assert _first(french[0], asked) == []


@pytest.mark.parametrize("asked", ["", "et de la", "?"])
def test_question_that_asks_nothing_is_near_nothing(french, asked):
    assert search(french[0], Question(asked, "fr"), 5, floored=False) == []


def test_rank_is_the_sum_of_what_is_told(french):
    (found,) = search(french[0], Question("mot de passe perdu", "fr"), 1)
    assert found.hit.rank == pytest.approx(sum(found.hit.summands.values()), rel=1e-5)
    assert (found.hit.summands["meaning"] > 0, found.hit.affinity > 0.33) == (True, True)


def test_page_found_by_meaning_alone_introduces_itself(french):
    (one,) = suggest(french[0], SUPPORT, Question("How do I reset my password?", "fr", limit=1))
    assert (one.id, one.why, one.marks) == ("password", (), ())


def test_index_without_meanings_tells_of_none(index):
    hit = search(index, Question("importer un fichier agenda", "fr"), 1)[0].hit
    assert (hit.affinity, hit.meaning, "meaning" in hit.summands) == (None, 0, False)
    assert index.volume("fr").affinities("importer") is None
    assert index.volume("fr").meanings() == {}


def test_index_without_meanings_has_no_file_more(tmp_path, directory):
    build_index(read_pages(), tmp_path / "plain", terms=SUPPORT.terms)
    plain, meant = ({path.name for path in folder.glob("fr/meaning.*")} for folder in (tmp_path / "plain", directory))
    assert (plain, meant) == (set(), set(NAMES))


def test_two_builds_of_the_same_pages_mean_the_same(tmp_path, directory):
    build_index(read_pages(), tmp_path / "index", terms=SUPPORT.terms, meaning=True)
    for name in NAMES:
        assert (tmp_path / "index" / "fr" / name).read_bytes() == (directory / "fr" / name).read_bytes()


def test_only_what_changed_is_worked_out_again(meant):
    pages = [page for page in read_pages() if page.lang == "fr"]
    edited = [pages[0].model_copy(update={"answers": (*pages[0].answers, "pourquoi le zèbre")}), *pages[1:]]
    fresh, again = _Counting(), _Counting()
    whole = _written(fresh, edited)
    taken = _written(again, edited, meant.volume("fr").meanings())
    assert again.texts == ["pourquoi le zèbre"]
    assert len(fresh.texts) > 3 * len(pages) / 2
    assert (taken[STARTS], taken[DIGESTS]) == (whole[STARTS], whole[DIGESTS])
    vectors = [np.frombuffer(one[VECTORS], np.float32) for one in (whole, taken)]
    assert np.abs(vectors[0] - vectors[1]).max() < 1e-5


def test_renewed_index_finds_the_changed_page_by_meaning(tmp_path, directory):
    pages = [page for page in read_pages() if page.lang == "fr"]
    edited = [*pages, Document(id="parcel", lang="fr", title="Délais de livraison des colis")]
    renew_index(directory, edited, tmp_path / "index", meaning=True)
    with closing(open_index(tmp_path / "index")) as renewed:
        assert _first(renewed, "When will my parcel arrive?") == ["parcel"]
        assert renewed.volume("en").meanings().keys()
    renew_index(tmp_path / "index", edited, tmp_path / "plain")
    with closing(open_index(tmp_path / "plain")) as plain:
        assert plain.volume("fr").meanings() == {}


def test_meanings_of_other_pages_are_refused(directory):
    packed = {name: (directory / "fr" / name).read_bytes() for name in NAMES}
    assert Meanings(packed, 14).known()
    with pytest.raises(ValueError, match="another build"):
        Meanings(packed, 13)
    with pytest.raises(ValueError, match="reshape"):
        Meanings(packed | {VECTORS: packed[VECTORS][:-4]}, 14)


def test_meaning_that_was_changed_on_disk_is_not_believed(tmp_path):
    build_index(_FRENCH, tmp_path / "index", meaning=True)
    (tmp_path / "index" / "fr" / VECTORS).write_bytes(b"")
    with pytest.raises(IndexUnavailable, match=r"meaning\.vectors has changed"):
        open_index(tmp_path / "index")


def test_page_tells_what_it_is_for_once_and_never_nothing():
    page = Document(
        id="mail",
        lang="fr",
        title="Courriel",
        keywords=("smtp", "imap"),
        answers=("régler\nle courriel", "Courriel"),
        sections=(Section(text="Ouvrez Réglages. " * 60), Section(title="Ports", text="465.")),
    )
    texts = list(page_texts(page))
    assert (texts[0], texts[2:]) == ("Courriel", ["smtp, imap", "régler le courriel"])
    assert texts[1].startswith("Courriel. Ouvrez Réglages. Ouvrez")
    assert len(texts[1]) <= 320
    assert list(page_texts(Document(id="empty", lang="fr", title=""))) != []


def test_empty_language_and_single_page_can_be_asked(tmp_path):
    build_index(_FRENCH[:1], tmp_path / "index", meaning=True)
    with closing(open_index(tmp_path / "index")) as one:
        assert _first(one, "How do I reset my password?") == ["password"]
        assert _first(one, "When will my parcel arrive?") == []
