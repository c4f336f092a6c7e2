"""Threads share one index and get the answers that one thread gets."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from small_help_centre import SUPPORT

from deflect.analysis import read_tokens
from deflect.index import build_index, open_index
from deflect.question import Question
from deflect.suggestion import suggest
from kb.document import Document, Section

_THREADS = 8
_SUBJECTS = ("facture", "agenda", "message", "signature", "serveur", "calendrier", "rapport", "dossier")
_LETTERS = "bcdfglmnprst"


@pytest.fixture(autouse=True)
def _threads_take_turns_often() -> Iterator[None]:
    """What is not guarded breaks in a thousand turns, not in a million."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_threads_get_the_same_answers_as_one(tmp_path):
    questions = [Question(f"{one} {other}", "fr") for one in _SUBJECTS for other in _SUBJECTS if one < other]
    build_index(_many_pages(), tmp_path / "index")
    alone = open_index(tmp_path / "index")
    expected = [suggest(alone, SUPPORT, question) for question in questions]
    alone.close()
    assert all(expected)
    for _ in range(3):
        # Opened anew each time, so that all threads decode the same postings at once.
        shared = open_index(tmp_path / "index")
        start = Barrier(_THREADS)

        def ask(first, shared=shared, start=start):
            start.wait()
            order = questions[first:] + questions[:first]
            answers = [suggest(shared, SUPPORT, question) for question in order]
            return answers[len(questions) - first :] + answers[: len(questions) - first]

        with ThreadPoolExecutor(_THREADS) as threads:
            assert list(threads.map(ask, range(_THREADS))) == [expected] * _THREADS
        shared.close()


def test_threads_cut_words_to_the_same_stems():
    words = [f"{a}o{b}a{c}issements" for a in _LETTERS for b in _LETTERS for c in _LETTERS]
    stems = [word.removesuffix("issements") for word in words]
    start = Barrier(_THREADS)

    def analyse(number):
        start.wait()
        mine = words[number::_THREADS]
        return [token.term for token in read_tokens(" ".join(mine), "fr")]

    with ThreadPoolExecutor(_THREADS) as threads:
        found = list(threads.map(analyse, range(_THREADS)))
    alone = [next(read_tokens(stem + "issement", "fr")).term for stem in stems]
    assert found == [alone[number::_THREADS] for number in range(_THREADS)]


def _many_pages() -> list[Document]:
    pages = []
    for number in range(600):
        subjects = [_SUBJECTS[number % 8], _SUBJECTS[number // 8 % 8], _SUBJECTS[number // 64 % 8]]
        section = Section(text=f"Le {subjects[1]} et le {subjects[2]}, puis {number} autres choses.")
        pages.append(Document(id=f"page-{number}", lang="fr", title=f"Le {subjects[0]}", sections=(section,)))
    return pages
