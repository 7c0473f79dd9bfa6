"""Numbers by area and by category, laid out: larger areas are the sums of smaller ones, categories make the whole."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import groupby
from typing import Any

from directory.counts.areas import CITY, UNSET_DISTRICT, UNSET_SCHOOL, Area
from directory.counts.figures import Figure, Year

Numbers = dict[str, int | None]
"""By the column that a figure has of a year; None is unknown. A count that is not there is 0, another sum unknown."""
Cell = tuple[str, str]
"""The marks of a district and of a school district."""
Populations = Mapping[int, Mapping[str, Mapping[str, Any]]]
"""By fiscal year and by an area's mark ("" is the city): {"aged_65", "date", "source"}."""

UNSET_NAMES = {UNSET_DISTRICT: "地区未設定", UNSET_SCHOOL: "小学校区未設定"}


@dataclass
class Line:
    """The numbers of one area, with its people of 65 and over by fiscal year.

    `now` is what is counted now, where the numbers are those of closed years. Of a school district that lies in several
    districts each is a part, whose people nobody has counted apart.
    """

    area: Area
    numbers: Numbers = field(default_factory=dict)
    aged: Mapping[int, int] = field(default_factory=dict)
    now: "Line | None" = None
    is_part: bool = False

    def number(self, figure: Figure, year: Year) -> int | float | None:
        aged = None if self.is_part else self.aged.get(year.number)
        return figure.value(year, self.numbers, aged)

    def number_now(self, figure: Figure, year: Year) -> int | float | None:
        return (self.now or self).number(figure, year)


@dataclass
class Table:
    """The city, its districts in their order and each one's school districts; those without one stand last."""

    city: Line
    districts: list[Line]
    schools: list[Line]

    @property
    def lines(self) -> list[Line]:
        return [self.city, *self.districts, *self.schools]


@dataclass
class Cross:
    """One breakdown of an area: its categories, each in all and by district; `whole` is their sum."""

    whole: Line
    categories: list[tuple[str, str, Line]]
    """(code, words, numbers)"""
    cells: Mapping[tuple[str, str], Line]
    """By category and district mark."""
    districts: list[Area]

    def cell(self, code: str, district: Area) -> Line:
        return self.cells.get((code, district.district), Line(district))

    def of(self, district: Area) -> Line:
        """All categories of it."""
        return add_up(district, (self.cell(code, district) for code, _, _ in self.categories))


def add_up(area: Area, lines: Iterable[Line], aged: Mapping[int, int] | None = None) -> Line:
    """What is unknown adds nothing; where all are unknown the sum is."""
    lines = list(lines)
    now = [line.now for line in lines if line.now]
    total = Line(area, reduce(_plus, (line.numbers for line in lines), {}), aged or {})
    return replace(total, now=add_up(area, now, now[-1].aged)) if now else total


def _plus(one: Numbers, other: Numbers) -> Numbers:
    total = dict(one)
    for column, number in other.items():
        known = total.get(column)
        total[column] = number if known is None else known if number is None else known + number
    return total


def aged_by_year(populations: Populations, mark: str) -> dict[int, int]:
    return {year: areas[mark]["aged_65"] for year, areas in populations.items() if mark in areas}


def lay_out(
    cells: Mapping[Cell, Numbers],
    populations: Populations,
    *,
    districts: Mapping[str, str],
    schools: Mapping[str, str],
    expected: Collection[Cell],
) -> Table:
    """`districts` and `schools` are names by mark, in order, the marks of those without one last; `expected` are cells
    that have a line even where nothing was counted."""
    rank = {mark: number for number, mark in enumerate([*districts, *schools])}
    keys = sorted({*cells, *expected}, key=lambda cell: (rank[cell[0]], rank[cell[1]]))
    lies_in = Counter(code for _, code in keys)
    table = Table(Line(CITY), [], [])
    for mark, inner in groupby(keys, key=lambda cell: cell[0]):
        district = Area(mark, districts[mark])
        codes = [code for _, code in inner]
        areas = [district.school_area(code, schools[code]) for code in codes]
        lines = [
            Line(
                area,
                cells.get((mark, area.school), {}),
                aged_by_year(populations, area.school),
                is_part=lies_in[area.school] > 1,
            )
            for area in areas
        ]
        table.schools += lines
        table.districts.append(add_up(district, lines, aged_by_year(populations, mark)))
    table.city = add_up(CITY, table.districts, aged_by_year(populations, ""))
    return table


def lay_across(
    cells: Mapping[tuple[str, str], Numbers],
    categories: Sequence[tuple[str, str]],
    districts: Mapping[str, str],
    area: Area,
) -> Cross:
    """`cells` by category and district mark. Every category has a line, and every district of the area a column."""
    lines = {key: Line(Area(key[1], districts.get(key[1], key[1])), numbers) for key, numbers in cells.items()}
    theirs: dict[str, list[Line]] = defaultdict(list)
    for (category, _), line in lines.items():
        theirs[category].append(line)
    said = dict(categories)
    codes = [*said, *sorted(theirs.keys() - said.keys())]
    named = [(code, said.get(code, code), add_up(area, theirs[code])) for code in codes]
    columns = [Area(mark, name) for mark, name in districts.items() if area.district in ("", mark)]
    return Cross(add_up(area, (line for _, _, line in named)), named, lines, columns)


def in_order(names: Mapping[str, str]) -> dict[str, str]:
    """The marks of areas without one moved to the end."""
    return dict(sorted(names.items(), key=lambda entry: entry[0] in UNSET_NAMES))


def by_mark(table: Table) -> dict[str | None, Line]:
    """The lines by one mark each, None for the city. A school district that lies in two districts becomes one again."""
    lines: dict[str | None, Line] = {None: table.city} | {line.area.district: line for line in table.districts}
    for line in table.schools:
        whole = Area(school=line.area.school, school_name=line.area.school_name)
        before = lines.get(line.area.school, Line(whole))
        lines[line.area.school] = add_up(whole, [before, line], line.aged)
    return lines
