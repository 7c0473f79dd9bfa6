"""Figures as they stand: of a closed year what it was closed with, and beside it what is counted now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from directory.counts.areas import CITY, UNSET_SCHOOL, Area
from directory.counts.breakdowns import Breakdown
from directory.counts.figures import FIGURES, Figure, Year
from directory.counts.models import ClosedYear
from directory.counts.queries.closed import closed_by_area, closed_by_category, closed_by_year, unknown_of, year_of
from directory.counts.queries.lines import Cross, Line, Table, in_order
from directory.counts.queries.live import by_area, by_category, by_year

Closings = Mapping[int, ClosedYear]


def standing_by_year(
    years: Sequence[Year], closings: Closings, area: Area, figures: Sequence[Figure] = FIGURES
) -> Line:
    now, closed = by_year(years, area, figures), _among(years, closings)
    return _Kept(closed, figures).line(now, [closed_by_year(closed, area, figures)]) if closed else now


def standing_by_area(years: Sequence[Year], closings: Closings, figures: Sequence[Figure] = FIGURES) -> Table:
    """An area that there was when a year was closed has its line, and one that there is now."""
    now, closed = by_area(years, figures), _among(years, closings)
    if not closed:
        return now
    then = [closed_by_area(closing, figures) for closing in closed]
    kept = _Kept(closed, figures)
    districts = kept.lines(now.districts, [table.districts for table in then])
    rank = {mark: number for number, mark in enumerate(in_order({line.area.district: "" for line in districts}))}
    schools = kept.lines(now.schools, [table.schools for table in then])
    return Table(
        kept.line(now.city, [table.city for table in then]),
        sorted(districts, key=lambda line: rank[line.area.district]),
        sorted(schools, key=lambda line: (rank[line.area.district], line.area.school == UNSET_SCHOOL)),
    )


def standing_by_category(
    year: Year,
    closing: ClosedYear | None,
    breakdown: Breakdown,
    area: Area = CITY,
    figures: Sequence[Figure] = FIGURES,
) -> Cross:
    now = by_category(year, breakdown, area, figures)
    if closing is None:
        return now
    then = closed_by_category(closing, breakdown, area, figures)
    kept = _Kept([closing], figures)
    names = {code: words for code, words, _ in (*now.categories, *then.categories)}
    before, after = ({code: line for code, _, line in cross.categories} for cross in (then, now))
    nothing = Line(area)
    return Cross(
        kept.line(now.whole, [then.whole]),
        [
            (code, words, kept.line(after.get(code, nothing), [before.get(code, nothing)]))
            for code, words in names.items()
        ],
        {
            (code, district.district): kept.line(now.cell(code, district), [then.cell(code, district)])
            for code in names
            for district in now.districts
        },
        now.districts,
    )


def _among(years: Iterable[Year], closings: Closings) -> list[ClosedYear]:
    return [closings[year.number] for year in years if year.number in closings]


@dataclass
class _Kept:
    """Puts the numbers of closed years in the place of those that are counted now."""

    closed: Sequence[ClosedYear]
    figures: Sequence[Figure]

    @cached_property
    def years(self) -> set[int]:
        return {closing.fiscal_year for closing in self.closed}

    @cached_property
    def columns(self) -> set[str]:
        return {figure.stands_for.column(year_of(closing)) for closing in self.closed for figure in self.figures}

    def line(self, now: Line, then: Sequence[Line]) -> Line:
        """`then` has the line of each closing, in their order, or one line of them all."""
        numbers = {column: number for column, number in now.numbers.items() if column not in self.columns}
        aged = {year: people for year, people in now.aged.items() if year not in self.years}
        for line in then:
            numbers |= line.numbers
            aged |= line.aged
        return Line(now.area, numbers, aged, now, any(line.is_part for line in (now, *then)))

    def lines(self, now: Sequence[Line], then: Sequence[Sequence[Line]]) -> list[Line]:
        """Those of now first, then those that there are no more."""
        live, *kept = ({(line.area.district, line.area.school): line for line in lines} for lines in (now, *then))
        areas = {mark: line.area for lines in (*reversed(kept), live) for mark, line in lines.items()}
        marks = dict.fromkeys([*live, *areas])
        missing = [unknown_of(closing, self.figures) for closing in self.closed]
        return [
            self.line(
                live.get(mark, Line(areas[mark])),
                [lines.get(mark, Line(areas[mark], dict(gone))) for lines, gone in zip(kept, missing, strict=True)],
            )
            for mark in marks
        ]
