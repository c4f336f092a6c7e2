"""Which of two pages answers better."""

import pytest
from small_help_centre import read_cases

from deflect.index import build_index, open_index
from deflect.question import Question
from deflect.ranking import rank
from kb.document import Document, Section

_FILLER = "Une phrase de remplissage qui ne parle de rien et prend sa place ici. " * 8


def _page(name, title="Savane", answers=(), keywords=(), texts=("Rien.",)):
    sections = tuple(Section(text=text) for text in texts)
    return Document(id=name, lang="fr", title=title, answers=answers, keywords=keywords, sections=sections)


def _order(directory, pages, text, limit=10):
    build_index(pages, directory / "index")
    index = open_index(directory / "index")
    volume = index.volume("fr")
    order = [volume.documents([hit.page])[0].id for hit in rank(volume, Question(text, "fr"), limit)]
    index.close()
    return order


def test_past_question_of_a_page_outweighs_its_text(tmp_path):
    pages = [
        _page("text", texts=("Le zèbre court vite.",)),
        _page("answers", answers=("Pourquoi le zèbre court-il ?",), texts=("Voici.", "Le zèbre court vite.")),
    ]
    assert _order(tmp_path, pages, "zèbre court") == ["answers", "text"]


def test_words_in_one_passage_outweigh_words_far_apart(tmp_path):
    apart = _page("apart", texts=(_FILLER, "Le zèbre. " + _FILLER, "La girafe. " + _FILLER))
    together = _page("together", texts=(_FILLER, "Le zèbre et la girafe. " + _FILLER, _FILLER))
    assert _order(tmp_path, [apart, together], "zèbre girafe") == ["together", "apart"]


def test_title_that_is_named_whole_outweighs_one_named_in_part(tmp_path):
    part = _page("part", title="Nourrir un zèbre malade pendant la saison sèche", texts=("Nourrir un zèbre. " * 6,))
    whole = _page("whole", title="Nourrir un zèbre")
    assert _order(tmp_path, [part, whole], "nourrir zèbre") == ["whole", "part"]


def test_page_with_the_title_of_a_better_one_gives_way(tmp_path):
    titles = {"better": "Zèbre docile", "twin": "Zèbre docile", "other": "Zèbre placide"}
    pages = [_page(name, title=title) for name, title in titles.items()]
    assert _order(tmp_path, pages, "zèbre") == ["better", "other", "twin"]
    assert _order(tmp_path, pages, "zèbre", limit=2) == ["better", "other"]


def test_pages_far_behind_the_best_are_found_among_many(tmp_path):
    best = _page("best", title="Nourrir le zèbre, la girafe et le lion")
    behind = [_page(f"behind{number}", texts=(f"Zèbre. {_FILLER * 3}",)) for number in range(3)]
    pages = [best, *behind, *(_page(f"other{number}", title=f"Savane {number}") for number in range(1_100))]
    order = _order(tmp_path, pages, "nourrir le zèbre, la girafe et le lion")
    assert order == ["best", "behind0", "behind1", "behind2"]


def test_letter_is_ranked_by_the_heads_of_pages(tmp_path):
    letter = "zèbre " + " ".join(f"mot{n}x" for n in range(20))
    body = _page("body", texts=(_FILLER, " ".join(f"mot{n}x" for n in range(20))))
    head = _page("head", title="Zèbre")
    assert _order(tmp_path, [body, head], letter) == ["head"]


def test_letter_that_no_head_answers_is_ranked_by_the_text(tmp_path):
    letter = " ".join(f"mot{n}x" for n in range(20))
    body = _page("body", texts=(_FILLER + _FILLER, letter))
    assert _order(tmp_path, [_page("other"), body], letter) == ["body"]


@pytest.mark.parametrize("case", read_cases("found"), ids=lambda case: case["why"])
def test_parts_of_a_score_hold_no_more_than_the_whole(index, case):
    volume = index.volume(case.get("lang", "fr"))
    hits = rank(volume, Question(case["asks"], volume.lang), 10)
    assert hits
    for hit in hits:
        assert 0 <= hit.together <= hit.anywhere + 1e-9
        assert 0 <= hit.title <= 1
        assert 0 < hit.score <= 1
