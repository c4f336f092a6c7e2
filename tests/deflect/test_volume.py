"""What a term is worth depends on the index alone, and keeping it is only a matter of speed."""

import pytest
from small_help_centre import read_pages

from deflect.index import build_index
from deflect.volume import Volume
from kb.document import Document, Section

_TERMS = ("agend", "factur", "messag", "fichi", "port")


@pytest.fixture
def directory(tmp_path):
    build_index(read_pages(), tmp_path / "index")
    return tmp_path / "index" / "fr"


def test_worth_is_the_same_when_nothing_is_kept(directory):
    keeping, forgetting = Volume(directory, "fr"), Volume(directory, "fr", most_kept=0)
    for term in _TERMS * 2:
        assert keeping.worth(term) == forgetting.worth(term)
    assert keeping.worth("agend") is keeping.worth("agend")
    first = forgetting.worth("agend")
    forgetting.worth("factur")
    assert forgetting.worth("agend") is not first
    keeping.close()
    forgetting.close()


def test_worth_of_a_term_names_the_pages_that_hold_it(tmp_path):
    pages = [
        Document(id="title", lang="fr", title="Zèbre"),
        Document(id="none", lang="fr", title="Lion"),
        Document(id="body", lang="fr", title="Savane", sections=(Section(text="Herbe. " * 60 + "Un zèbre."),)),
    ]
    build_index(pages, tmp_path / "index")
    volume = Volume(tmp_path / "index" / "fr", "fr")
    worth = volume.worth("zebr")
    assert (list(worth.pages), list(worth.head_pages)) == ([0, 2], [0])
    assert worth.values[0] > worth.values[1] > 0
    assert [volume.document(page).id for page in worth.pages] == ["title", "body"]
    assert (len(volume.worth("girafe").pages), volume.places(0, "girafe"), volume.holds("girafe")) == (
        0,
        0,
        False,
    )
    volume.close()
