"""Threads share one index and get the answers that one thread gets."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from small_help_centre import SUPPORT, read_cases, read_pages

from deflect.index import build_index, open_index
from deflect.question import Question
from deflect.suggestion import suggest

_THREADS = 8


def test_threads_get_the_same_answers_as_one(tmp_path):
    questions = [Question(case["asks"], case.get("lang", "fr")) for case in read_cases("found")]
    build_index(read_pages(), tmp_path / "index", terms=SUPPORT.terms)
    alone = open_index(tmp_path / "index")
    expected = [suggest(alone, SUPPORT, question) for question in questions]
    alone.close()
    for _ in range(5):
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
