"""Several passes over the rows of a file, told as one that never goes back."""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import TypeVar

Tell = Callable[[int, int], None]
"""Told now and then how many rows of how many are done."""

Thing = TypeVar("Thing")
EVERY = 50


class Pass(IntEnum):
    DECIDING = 0
    LIKENESS = 1
    LAST = 2
    """Looking for twins where it is rehearsed, writing where it is committed."""


class Progress:
    def __init__(self, tell: Tell | None) -> None:
        self.tell = tell or (lambda done, total: None)
        self.rows = 0

    def over(self, things: Sequence[Thing], which: Pass) -> Iterator[Thing]:
        """The things one by one."""
        for done, thing in enumerate(things):
            if done % EVERY == 0:
                self.at(done / len(things), which)
            yield thing
        self.at(1, which)

    def at(self, part: float, which: Pass) -> None:
        self.tell(int(self.rows * (which + part) / len(Pass)), self.rows)
