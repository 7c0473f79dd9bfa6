"""The figures to take away: CSV in long form, and a workbook to print."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from directory.areas.models import Municipality
from directory.counts.areas import Area
from directory.counts.figures import FIGURES, Figure, Year
from directory.counts.queries import Line, Table
from directory.counts.tables import AREA_HEADINGS, COMPARED, area_numbers
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.saying import UNKNOWN
from kayoiba.tools.sheets import OfficeWorkbook, office_workbook

# Other programs read these: a column may be added at the end, none may change its name or its meaning.
CSV_HEADINGS = [
    "年度",
    "年度の名前",
    "時点",
    "数",
    "数の名前",
    "段階",
    "地区コード",
    "地区",
    "小学校区コード",
    "小学校区",
    "値",
]
SIGNED = "+#,##0;-#,##0;±0"


def csv_rows(lines: Iterable[Line], years: Sequence[Year], figures: Sequence[Figure] = FIGURES) -> Iterator[list[object]]:
    """One row a number. Empty area columns are the larger area; `areas` has the marks of places without one."""
    yield list(CSV_HEADINGS)
    for line in lines:
        for year in years:
            for figure in figures:
                yield [*_year_cells(year), *_figure_cells(figure), *_area_cells(line.area), line.number(figure, year)]


def _year_cells(year: Year) -> list[object]:
    return [year.number, year.name, year.day]


def _figure_cells(figure: Figure) -> list[object]:
    return [figure.key, figure.name, figure.level.label]


def _area_cells(area: Area) -> list[object]:
    return [area.district, area.district_name, area.school, area.school_name]


def write_workbook(
    target: BinaryIO,
    *,
    city: Municipality,
    year: Year,
    last: Year | None,
    table: Table,
    years: Sequence[Year],
    through_years: Line,
    made_on: dt.date,
) -> None:
    """`through_years` is the area of the sheet 年度別; the others have the whole city."""
    with office_workbook(target) as book:
        _cover(book, city, year, through_years.area, made_on)
        _years(book, through_years, years)
        _areas(book, "地区別", ["地区"], [*table.districts, table.city], year, last)
        _areas(book, "小学校区別", ["地区", "小学校区"], table.schools, year, last)
