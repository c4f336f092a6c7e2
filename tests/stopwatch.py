"""The stopwatch: what a call costs at least. Other work on the machine makes it dearer, never cheaper."""

import time
from collections.abc import Callable

# What `_exercise` takes a machine of today that has nothing else to do.
_USUAL_S = 0.008


def least_cpu_s(call: Callable[[], object], runs: int = 5) -> float:
    """The least processor time of several runs, in seconds of a machine that is not busy.

    A busy machine, or an older one, is slow at everything: what a known exercise takes it longer just then comes off.
    """
    return min(_cpu_s(call) / max(1.0, _cpu_s(_exercise) / _USUAL_S) for _ in range(runs))


def _exercise() -> None:
    counted: dict[str, int] = {}
    for number in range(30_000):
        word = f"a{number % 1_000}"
        counted[word] = counted.get(word, 0) + number


def _cpu_s(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started
