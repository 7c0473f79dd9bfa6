"""The figures of closed years as they were, in the shapes of the live ones. Everything is read from `ClosedRow`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet, Sum
from django.db.models.fields.json import KT

from directory.counts.areas import CITY, UNSET_SCHOOL, Area
from directory.counts.breakdowns import Breakdown
from directory.counts.figures import FIGURES, Figure, Year
from directory.counts.models import ClosedRow, ClosedYear
from directory.counts.queries.areas import districts_in_order, expected_cells, schools_in_order, within
from directory.counts.queries.lines import (
    Cell,
    Cross,
    Line,
    Numbers,
    Table,
    aged_by_year,
    in_order,
    lay_across,
    lay_out,
)


def closings() -> dict[int, ClosedYear]:
    """Those in force, by fiscal year."""
    return {closing.fiscal_year: closing for closing in ClosedYear.objects.in_force().select_related("closed_by")}


def year_of(closing: ClosedYear) -> Year:
    return Year(closing.fiscal_year, closing.as_of)


def closed_by_year(closings: Iterable[ClosedYear], area: Area, figures: Sequence[Figure] = FIGURES) -> Line:
    """One area through closed years."""
    by_key = {closing.pk: closing for closing in closings}
    columns = {figure.key: figure for figure in _counted(figures)}
    rows = ClosedRow.objects.filter(within(area), closing__in=by_key, figure__in=columns)
    numbers: Numbers = {}
    for closing in by_key.values():
        numbers |= unknown_of(closing, columns.values())
    for key, figure, amount in rows.order_by().values_list("closing", "figure").annotate(amount=Sum("amount")):
        numbers[columns[figure].column(year_of(by_key[key]))] = amount
    populations = {closing.fiscal_year: closing.populations for closing in by_key.values()}
    return Line(area, numbers, aged_by_year(populations, area.mark))


def closed_by_area(closing: ClosedYear, figures: Sequence[Figure] = FIGURES) -> Table:
    year = year_of(closing)
    columns = {figure.key: figure.column(year) for figure in _counted(figures)}
    places = ("district", "district_name", "school", "school_name")
    rows = closing.rows.filter(figure__in=columns).order_by().values_list(*places, "figure")
    nothing = unknown_of(closing, _counted(figures))
    cells: dict[Cell, Numbers] = defaultdict(lambda: dict(nothing))
    districts, schools = districts_in_order(), schools_in_order()
    for district, district_name, school, school_name, figure, amount in rows.annotate(amount=Sum("amount")):
        districts.setdefault(district, district_name)
        schools.setdefault(school, school_name)
        cells[district, school][columns[figure]] = amount
    counted = {cell: numbers for cell, numbers in cells.items() if any(numbers.values())}
    expected = {(mark, UNSET_SCHOOL) for mark in districts}
    if not nothing:
        expected = expected_cells(year, list(districts), counted)
    return lay_out(
        {cell: dict(nothing) for cell in expected} | counted,
        {closing.fiscal_year: closing.populations},
        districts=in_order(districts),
        schools=in_order(schools),
        expected=expected,
    )


def closed_by_category(
    closing: ClosedYear, breakdown: Breakdown, area: Area = CITY, figures: Sequence[Figure] = FIGURES
) -> Cross:
    year = year_of(closing)
    columns = {figure.key: figure.column(year) for figure in _counted(figures)}
    rows = closing.rows.filter(within(area), figure__in=columns).annotate(category=KT(f"categories__{breakdown.key}"))
    cells: dict[tuple[str, str], Numbers] = defaultdict(dict)
    grouped = rows.order_by().values_list("category", "district", "figure").annotate(amount=Sum("amount"))
    for category, district, figure, amount in grouped:
        cells[category, district][columns[figure]] = amount
    return lay_across(cells, breakdown.categories(), districts_in_order(), area)


def closed_rows(
    closing: ClosedYear, figure: Figure, area: Area, breakdown: Breakdown | None = None, category: str = ""
) -> QuerySet[ClosedRow]:
    """What the closed number is made of, by the reading of the place's name."""
    rows = closing.rows.filter(within(area), figure=figure.stands_for.key)
    if breakdown:
        rows = rows.filter(**{f"categories__{breakdown.key}": category})
    return rows.order_by("sort_key", F("place").asc(nulls_last=True), "pk")


def _counted(figures: Iterable[Figure]) -> list[Figure]:
    return list(dict.fromkeys(figure.stands_for for figure in figures))


def unknown_of(closing: ClosedYear, figures: Iterable[Figure]) -> Numbers:
    """Of a year that somebody typed in nothing is known but what was typed."""
    return {figure.column(year_of(closing)): None for figure in figures} if closing.is_typed_in else {}
