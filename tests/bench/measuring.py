"""One question asked again and again: how long it takes, what it asks the database, what it holds in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

SECONDS, LEAST, MOST, LONGEST = 3, 5, 200, 20
"""An answer is asked for so often: for seconds, at least and at most times; what takes long only once or twice."""
HEADINGS = f"{'':34}{'median':>9}{'p95':>9}{'times':>7}{'queries':>9}{'kB':>8}{'peak MB':>9}{'grew MB':>9}"
"""Milliseconds; queries and kB of the first answer; the most memory the process held, and how much more than before."""

Answers = Iterator[int]
"""How many bytes each had: an answer that is streamed is never held."""


def measure(name: str, ask: Callable[[], Answers]) -> str:
    """A line of the table. `ask` answers a different question of the same kind at each step; the first is not timed."""
    answers = ask()
    Path("/proc/self/clear_refs").write_text("5")  # lets the peak begin anew
    before = _megabytes("VmRSS:")
    with CaptureQueriesContext(connection) as queries:
        first = next(answers)
    asked = len(queries)
    times: list[float] = []
    while _goes_on(times):
        began = perf_counter()
        next(answers)
        times.append(perf_counter() - began)
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    peak = _megabytes("VmHWM:")
    figures = f"{median(times) * 1000:9.1f}{p95 * 1000:9.1f}{len(times):7}"
    return f"{name:34}{figures}{asked:9}{first // 1000:8}{peak:9}{peak - before:9}"


def _goes_on(times: list[float]) -> bool:
    if sum(times) > LONGEST:
        return False
    return len(times) < LEAST or (sum(times) < SECONDS and len(times) < MOST)


def _megabytes(what: str) -> int:
    status = Path("/proc/self/status").read_text().split()
    return int(status[status.index(what) + 1]) // 1000
