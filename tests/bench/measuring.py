"""One question asked again and again: how long it takes, what it asks the database, what it holds in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

SECONDS, LEAST, MOST = 3, 5, 200
HEADINGS = f"{'':34}{'median':>9}{'p95':>9}{'times':>7}{'queries':>9}{'kB':>8}{'peak MB':>9}"
"""Milliseconds; queries and kB of the first answer; the most memory the process held while it was asked."""


def measure(name: str, ask: Callable[[], Iterator[bytes]]) -> str:
    """A line of the table. `ask` answers a different question of the same kind at each step; the first is not timed."""
    answers = ask()
    with CaptureQueriesContext(connection) as queries:
        first = next(answers)
    asked = len(queries)
    Path("/proc/self/clear_refs").write_text("5")  # lets the peak begin anew
    times: list[float] = []
    while len(times) < LEAST or (sum(times) < SECONDS and len(times) < MOST):
        began = perf_counter()
        next(answers)
        times.append(perf_counter() - began)
    figures = f"{median(times) * 1000:9.1f}{quantiles(times, n=20)[-1] * 1000:9.1f}{len(times):7}"
    return f"{name:34}{figures}{asked:9}{len(first) // 1000:8}{_peak():9}"


def _peak() -> int:
    status = Path("/proc/self/status").read_text().split()
    return int(status[status.index("VmHWM:") + 1]) // 1000
