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
from kayoiba.tools.saying import number_or_unknown
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


def csv_rows(
    lines: Iterable[Line], years: Sequence[Year], figures: Sequence[Figure] = FIGURES
) -> Iterator[list[object]]:
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
    table: Table,
    year: Year,
    last: Year | None,
    through_years: Line,
    years: Sequence[Year],
    made_on: dt.date,
) -> None:
    """`through_years` is the line of one area for the sheet 年度別; the other sheets have the whole city."""
    with office_workbook(target) as book:
        _cover(book, city, year, through_years.area, made_on)
        _years(book, through_years, years)
        _areas(book, "地区別", year, last, [([line.area.name], line) for line in [*table.districts, table.city]])
        schools = [([line.area.district_name, line.area.school_name], line) for line in table.schools]
        _areas(book, "小学校区別", year, last, schools)


def _cover(book: OfficeWorkbook, city: Municipality, year: Year, area: Area, made_on: dt.date) -> None:
    facts = {
        "年度": year.name,
        "時点": f"{era_date(year.day)}（{year.day}）の終わり",
        "シート「年度別」の範囲": area.name,
        "シート「地区別」「小学校区別」の範囲": "市全体",
        "作成した日": era_date(made_on),
    }
    definitions = {f"{figure.name}【{figure.level.label}】": figure.counted for figure in FIGURES}
    sample = ["見本データです。場所・人はつくりもので、実在しません。"] if city.is_sample else []
    book.cover("表紙", title=f"{city.name} 通いの場の数", facts=facts | definitions, notes=sample)


def _years(book: OfficeWorkbook, line: Line, years: Sequence[Year]) -> None:
    rows = [[_indented(figure), *(line.number(figure, year) for year in years)] for figure in FIGURES]
    book.sheet(
        "年度別",
        title=f"通いの場の数 年度別（{line.area.name}）",
        notes=[f"各年度の3月31日の数。{years[-1].name}は{era_date(years[-1].day)}の数。"],
        headings=["数", *(year.name for year in years)],
        rows=rows,
    )


def _areas(
    book: OfficeWorkbook, name: str, year: Year, last: Year | None, rows: Sequence[tuple[list[str], Line]]
) -> None:
    areas = ["地区", "小学校区"][: len(rows[0][0])]
    book.sheet(
        name,
        title=f"通いの場の数 {name} {year.name}",
        notes=[f"{era_date(year.day)}の終わりの数。"],
        headings=[*areas, *(heading for heading, _ in AREA_HEADINGS)],
        rows=([*names, *(cell.value for cell in area_numbers(line, year, last))] for names, line in rows),
        frozen_columns=len(areas),
        formats={COMPARED[-1]: SIGNED},
        unknown=number_or_unknown(None),
    )


def _indented(figure: Figure) -> str:
    return f"　{figure.label}" if figure.within else figure.label
