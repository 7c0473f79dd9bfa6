"""How figures are laid out, the same on pages and in sheets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from directory.counts.areas import Area
from directory.counts.breakdowns import Breakdown
from directory.counts.figures import (
    ENDED,
    KNOWN,
    MOVED,
    NEW,
    PARTICIPANTS,
    PLACES,
    RATE,
    REPORTED,
    SUBSIDISED,
    SURVEYED,
    TOLD,
    Figure,
    Year,
)
from directory.counts.models import ClosedYear
from directory.counts.queries import Closings, Cross, Line
from kayoiba.tools.saying import number_or_unknown


@dataclass(frozen=True)
class Number:
    """A cell: None is unknown. Without an `href` nothing is to be opened behind it.

    `now` is what is counted now where a closed year says otherwise, and `why` leads to the places that make the
    difference.
    """

    value: int | float | None
    href: str = ""
    is_change: bool = False
    now: "Number | None" = None
    why: str = ""

    @property
    def words(self) -> str:
        """「1,234」, 「未把握」; a change is 「+69」, 「−3」, 「±0」."""
        return number_or_unknown(self.value) if self.value is None or not self.is_change else self._signed(self.value)

    @property
    def change_since(self) -> str:
        """How far off it is now, where both are known."""
        change = difference(self.now.value, self.value) if self.now else None
        return "" if change is None else self._signed(change)

    @staticmethod
    def _signed(value: int | float) -> str:
        return f"{value:+,}".replace("-", "−") if value else "±0"


@dataclass(frozen=True)
class Row:
    """A figure and its cells. Where the figure that it is part of stands above it, it reads 「うち…」 and is set in."""

    figure: Figure
    depth: int
    numbers: Sequence[Number]

    @property
    def label(self) -> str:
        return self.figure.label if self.depth else self.figure.name


@dataclass(frozen=True)
class Group:
    """Figures that are read together, under one heading."""

    name: str
    figures: Sequence[Figure]

    def rows(self, cells: Callable[[Figure], Sequence[Number]]) -> list[Row]:
        return [Row(figure, self.depth(figure), cells(figure)) for figure in self.figures]

    def depth(self, figure: Figure) -> int:
        parent = figure.within
        return self.depth(parent) + 1 if parent in self.figures else 0


PLACES_GROUP = Group("通いの場", PLACES)
TOLD_GROUP = Group("参加者", TOLD)
SURVEYED_GROUP = Group("国の調査", SURVEYED)
GROUPS = [PLACES_GROUP, TOLD_GROUP, SURVEYED_GROUP]
DECK = Group("通いの場", [KNOWN, SUBSIDISED])  # the table as people know it
MOVES = Group("前の年度からの動き", [NEW, ENDED, MOVED])  # what leads from one year's KNOWN to the next
THROUGH_YEARS = [DECK, MOVES, Group("参加者", [PARTICIPANTS, RATE, REPORTED]), SURVEYED_GROUP]
ACROSS = [*PLACES, PARTICIPANTS, REPORTED]
"""The figures of a breakdown: a rate has no population by category."""

WHOLE = "計"
COMPARED = ["この年度", "前の年度", "増減"]


@dataclass(frozen=True)
class Laying:
    """Makes the cells of lines. `closings` are those that the lines' numbers are of, by fiscal year."""

    closings: Closings = field(default_factory=dict)

    def number(self, line: Line, figure: Figure, year: Year, category: Mapping[str, str] | None = None) -> Number:
        """`category` is {"by": the key of a breakdown, "category": a code of it} where the line is of one."""
        closing, value = self.closings.get(year.number), line.number(figure, year)
        if closing is None:
            return Number(value, _behind(value, figure, year, line.area, category))
        if closing.is_typed_in:
            return Number(value)
        stands = _behind(value, figure, year, line.area, category, closing)
        if (now := line.number_now(figure, year)) == value:
            return Number(value, stands)
        counted = Number(now, _behind(now, figure, year, line.area, category))
        return Number(value, stands, now=counted, why="" if category else differences_address(figure, year, line.area))

    def through(self, line: Line, figure: Figure, years: Iterable[Year]) -> list[Number]:
        return [self.number(line, figure, year) for year in years]

    def compared(self, line: Line, figure: Figure, year: Year, last: Year | None) -> list[Number]:
        """This year's, last year's and the difference: unknown where nothing was on record last year."""
        this = self.number(line, figure, year)
        before = self.number(line, figure, last) if last else Number(None)
        return [this, before, Number(difference(this.value, before.value), is_change=True)]

    def across(self, line: Line, group: Group, year: Year, last: Year | None) -> list[Number]:
        """One area's row under `headings` of the group."""
        rest = [self.number(line, figure, year) for figure in group.figures if figure is not KNOWN]
        return self.compared(line, KNOWN, year, last) + rest if KNOWN in group.figures else rest


@dataclass(frozen=True)
class Across:
    """The rows of a cross-table, each its words and cells, the whole last."""

    cross: Cross
    breakdown: Breakdown
    year: Year
    laying: Laying

    def by_figure(self, figures: Sequence[Figure]) -> list[tuple[str, list[Number]]]:
        return [
            (words, [self._number(line, figure, code) for figure in figures]) for code, words, line in self._lines()
        ]

    def by_district(self, figure: Figure) -> list[tuple[str, list[Number]]]:
        """The districts in their order and then all of them."""
        districts = self.cross.districts
        rows = [
            (words, [*(self.cross.cell(code, district) for district in districts), line], code)
            for code, words, line in self.cross.categories
        ]
        rows.append((WHOLE, [*(self.cross.of(district) for district in districts), self.cross.whole], None))
        return [(words, [self._number(line, figure, code) for line in lines]) for words, lines, code in rows]

    def _lines(self) -> list[tuple[str | None, str, Line]]:
        return [*self.cross.categories, (None, WHOLE, self.cross.whole)]

    def _number(self, line: Line, figure: Figure, code: str | None) -> Number:
        category = None if code is None else {"by": self.breakdown.key, "category": code}
        return self.laying.number(line, figure, self.year, category)


def headings(group: Group) -> list[tuple[str, Figure]]:
    """What known is compared with stands beside it."""
    found: list[tuple[str, Figure]] = []
    for figure in group.figures:
        label = figure.label if group.depth(figure) else figure.name
        found += [(label, figure), *((words, figure) for words in COMPARED[1:] if figure is KNOWN)]
    return found


def number(line: Line, figure: Figure, year: Year) -> Number:
    """As it is counted now."""
    return Laying().number(line, figure, year)


def names_address(
    figure: Figure,
    year: Year,
    area: Area,
    category: Mapping[str, str] | None = None,
    closing: ClosedYear | None = None,
) -> str:
    """Without a day it asks for the year as it stands, so a number that is counted now says its day."""
    day = "" if closing else year.day.isoformat()
    return _address("counts:names", year.number, figure.key, as_of=day, **_marks(area), **(category or {}))


def _behind(
    value: int | float | None,
    figure: Figure,
    year: Year,
    area: Area,
    category: Mapping[str, str] | None,
    closing: ClosedYear | None = None,
) -> str:
    return "" if value is None else names_address(figure, year, area, category, closing)


def differences_address(figure: Figure, year: Year, area: Area) -> str:
    return _address("closing:differences", year.number, key=figure.stands_for.key, **_marks(area))


def _marks(area: Area) -> dict[str, str]:
    return {"area": area.district, "school": area.school}


def _address(name: str, *args: int | str, **query: str) -> str:
    return f"{_path(name, *args)}?{urlencode({key: mark for key, mark in query.items() if mark})}"


@cache
def _path(name: str, *args: int | str) -> str:
    return reverse(name, args=args)


def difference(one: int | float | None, other: int | float | None) -> int | float | None:
    """Unknown where either is."""
    return None if one is None or other is None else round(one - other, 1)
