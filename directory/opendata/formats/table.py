"""A table as columns that explain themselves, so that a file and what is written about it cannot differ."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from directory.opendata.edition import Edition

Cell = object
"""A text, a number, a day, a time; None where nobody knows."""


@dataclass(frozen=True)
class Column:
    """`value` makes the cell from a row; a column without it belongs to the format, and stays empty with us."""

    heading: str
    said: str = ""
    value: Callable[[Any], Cell] | None = None


@dataclass(frozen=True)
class Table:
    """`rows` gives what the columns read, `a_row` says what one is of; a column may be added at the end only."""

    a_row: str
    columns: tuple[Column, ...]
    rows: Callable[[Edition], Iterable[Any]]

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    @property
    def explained(self) -> list[Column]:
        return [column for column in self.columns if column.value]

    @property
    def left_empty(self) -> list[str]:
        return [column.heading for column in self.columns if not column.value]

    def cells(self, edition: Edition) -> Iterator[list[Cell]]:
        """A list a row, without the headings."""
        for row in self.rows(edition):
            yield [column.value(row) if column.value else None for column in self.columns]

    def lines(self, edition: Edition) -> Iterator[list[Cell]]:
        yield [*self.headings]
        yield from self.cells(edition)
