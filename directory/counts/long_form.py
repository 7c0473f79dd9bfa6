"""The figures as CSV, one row a number."""

from collections.abc import Iterable, Iterator, Sequence

from directory.counts.areas import Area
from directory.counts.breakdowns import BREAKDOWNS, Breakdown
from directory.counts.figures import FIGURES, Figure, Share, Year
from directory.counts.models import ClosedYear
from directory.counts.queries import Closings, Cross, Line, standing_by_category

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
LONG_HEADINGS = [*CSV_HEADINGS, "区分", "区分コード", "区分名", "単位", "締めた値か", "いまの値"]
CLOSED, COUNTED_NOW = "締め", "いま"

Crosses = Iterable[tuple[Breakdown, Cross]]


def standing_crosses(
    year: Year, closing: ClosedYear | None, figures: Sequence[Figure] | None = None
) -> Iterator[tuple[Breakdown, Cross]]:
    """Every breakdown of the city, one after the other; none of a year that was typed in.

    A rate has no population by category.
    """
    if closing and closing.is_typed_in:
        return
    counted = [figure for figure in figures or FIGURES if not isinstance(figure.measure, Share)]
    for breakdown in BREAKDOWNS:
        yield breakdown, standing_by_category(year, closing, breakdown, figures=counted)


def csv_rows(
    years: Sequence[Year], closings: Closings, lines: Iterable[Line], crosses: Crosses = ()
) -> Iterator[list[object]]:
    """Empty area columns are the larger area; `areas` has the marks of places without one. Then the categories."""
    yield list(LONG_HEADINGS)
    for line in lines:
        for year in years:
            for figure in FIGURES:
                yield _row(line, figure, year, closings)
    for breakdown, cross in crosses:
        for code, words, line in cells_of(cross):
            for figure in FIGURES:
                if not isinstance(figure.measure, Share):
                    yield _row(line, figure, years[-1], closings, [breakdown.key, code, words])


def cells_of(cross: Cross) -> Iterator[tuple[str, str, Line]]:
    """(code, words, numbers) of each category, in all and by district."""
    for code, words, line in cross.categories:
        yield code, words, line
        for district in cross.districts:
            yield code, words, cross.cell(code, district)


def _row(
    line: Line, figure: Figure, year: Year, closings: Closings, category: Sequence[str] = ("", "", "")
) -> list[object]:
    return [
        year.number,
        year.name,
        year.day,
        figure.key,
        figure.name,
        figure.level.label,
        *_area_cells(line.area),
        line.number(figure, year),
        *category,
        figure.unit,
        CLOSED if year.number in closings else COUNTED_NOW,
        line.number_now(figure, year),
    ]


def _area_cells(area: Area) -> list[object]:
    return [area.district, area.district_name, area.school, area.school_name]
