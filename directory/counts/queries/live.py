"""The figures as the record has them now, each asked of the database a fixed number of times, whatever the size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Min, Model, QuerySet
from django.db.models.expressions import Combinable

from directory.areas.models import District, SchoolDistrict
from directory.counts.areas import CITY, UNSET_DISTRICT, UNSET_SCHOOL, Area
from directory.counts.breakdowns import Breakdown
from directory.counts.figures import FIGURES, Figure, Share, Year
from directory.counts.models import ClosedYear
from directory.counts.queries.areas import districts_in_order, expected_cells, populations_of, schools_in_order
from directory.counts.queries.lines import (
    Cell,
    Cross,
    Line,
    Numbers,
    Populations,
    Table,
    aged_by_year,
    lay_across,
    lay_out,
)
from directory.places.models import KnownPeriod
from kayoiba.tools import fiscal

FIRST_YEAR = 1989  # 平成元年度: places known before it count, but no year before it is drawn


def years_on_record(today: dt.date) -> list[int]:
    """The fiscal years to now from the first place known, after those of before that were closed.

    Between these nothing is on record, which is not the same as no place.
    """
    first = KnownPeriod.objects.filter(place__removed_at__isnull=True).aggregate(day=Min("from_date"))["day"]
    now = fiscal.fiscal_year(today)
    begin = min(max(fiscal.fiscal_year(first), FIRST_YEAR), now) if first else now
    closed = ClosedYear.objects.in_force().filter(fiscal_year__lt=begin).order_by("fiscal_year")
    return [*closed.values_list("fiscal_year", flat=True), *range(begin, now + 1)]


def by_year(years: Sequence[Year], area: Area, figures: Sequence[Figure] = FIGURES) -> Line:
    """One area through the years, in one pass over its rows."""
    numbers: Numbers = {}
    for rows, theirs in _by_rows(figures).items():
        numbers |= _joined(rows, theirs, years).filter(area.stays).aggregate(**_columns(theirs, years))
    return Line(area, numbers, _aged(figures, years, area))


def by_area(years: Sequence[Year], figures: Sequence[Figure] = FIGURES) -> Table:
    """Every area in these years, in one pass over the rows; larger areas are the sums of smaller ones."""
    districts = {row.pk: row.slug for row in District.objects.all()} | {None: UNSET_DISTRICT}
    schools = {row.pk: row.code for row in SchoolDistrict.objects.all()} | {None: UNSET_SCHOOL}
    cells: dict[Cell, Numbers] = defaultdict(dict)
    for rows, theirs in _by_rows(figures).items():
        columns = _columns(theirs, years)
        counted = _joined(rows, theirs, years).values("district_id", "school_district_id").annotate(**columns)
        for district, school, *numbers in counted.values_list("district_id", "school_district_id", *columns):
            if any(numbers):
                cells[districts[district], schools[school]] |= dict(zip(columns, numbers, strict=True))
    names = districts_in_order()
    return lay_out(
        cells,
        _populations(figures, years),
        districts=names,
        schools=schools_in_order(),
        expected=expected_cells(years[0], list(names), cells),
    )


def by_category(year: Year, breakdown: Breakdown, area: Area = CITY, figures: Sequence[Figure] = FIGURES) -> Cross:
    """One area by a breakdown, each category by district too, in one pass over its rows."""
    slugs = {row.pk: row.slug for row in District.objects.all()} | {None: UNSET_DISTRICT}
    cells: dict[tuple[str, str], Numbers] = defaultdict(dict)
    for rows, theirs in _by_rows(figures).items():
        columns = _columns(theirs, [year])
        joined = _joined(rows, theirs, [year], breakdown.joins(year)).filter(area.stays)
        counted = joined.annotate(category=breakdown.of(year)).values("category", "district_id").annotate(**columns)
        for category, district, *numbers in counted.values_list("category", "district_id", *columns):
            if any(numbers):
                cells[category, slugs[district]] |= dict(zip(columns, numbers, strict=True))
    return lay_across(cells, breakdown.categories(), districts_in_order(), area)


def rows_behind(
    figure: Figure, year: Year, area: Area, breakdown: Breakdown | None = None, category: str = ""
) -> QuerySet[Any]:
    """What the number of `figure` is made of, a row each with its `amount`, by the reading of the place's name."""
    measure = figure.source
    joins = measure.joins(year) | (breakdown.joins(year) if breakdown else {})
    rows = measure.rows._default_manager.annotate(**joins).annotate(amount=measure.amount(year))
    rows = rows.filter(measure.behind(year), area.stays, amount__isnull=False)
    if breakdown:
        rows = rows.annotate(category=breakdown.of(year)).filter(category=category)
    return rows.select_related("place", "district", "school_district").order_by(
        "place__sort_key", "place_id", "from_date", "period"
    )


def _by_rows(figures: Iterable[Figure]) -> dict[type[Model], list[Figure]]:
    """What has to be counted for these, by the table it is counted from."""
    by_rows: dict[type[Model], list[Figure]] = defaultdict(list)
    for figure in dict.fromkeys(figure.stands_for for figure in figures):
        by_rows[figure.source.rows].append(figure)
    return by_rows


def _joined(
    rows: type[Model], figures: Iterable[Figure], years: Iterable[Year], more: dict[str, Any] | None = None
) -> QuerySet[Any]:
    joins = {name: join for figure in figures for year in years for name, join in figure.source.joins(year).items()}
    return rows._default_manager.annotate(**joins | (more or {}))


def _columns(figures: Iterable[Figure], years: Sequence[Year]) -> dict[str, Combinable]:
    return {figure.column(year): figure.source.total(year) for year in years for figure in figures}


def _populations(figures: Iterable[Figure], years: Sequence[Year]) -> Populations:
    return populations_of(years) if any(isinstance(figure.measure, Share) for figure in figures) else {}


def _aged(figures: Iterable[Figure], years: Sequence[Year], area: Area) -> dict[int, int]:
    return aged_by_year(_populations(figures, years), area.mark)
