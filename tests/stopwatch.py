"""The stopwatch: what a call costs at least. Other work on the machine makes it dearer, never cheaper."""

import time
from collections.abc import Callable


def least_cpu_s(call: Callable[[], object], runs: int = 5) -> float:
    """The least processor time of several runs, in seconds."""
    return min(_cpu_s(call) for _ in range(runs))


def _cpu_s(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started
