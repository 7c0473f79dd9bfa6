"""The workbook of a year, to hand in and to print on A4."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from directory.areas.models import Municipality
from directory.counts.areas import Area
from directory.counts.breakdowns import Breakdown
from directory.counts.figures import FIGURES, KNOWN, MOVED, Figure, Year
from directory.counts.long_form import Crosses
from directory.counts.models import YearEvent
from directory.counts.queries import Closings, Cross, Line, Table
from directory.counts.rates import Ground
from directory.counts.tables import (
    ACROSS,
    COMPARED,
    GROUPS,
    PLACES_GROUP,
    SURVEYED_GROUP,
    TOLD_GROUP,
    WHOLE,
    Across,
    Group,
    Laying,
    Number,
    difference,
    headings,
)
from kayoiba.tools.fiscal import era_date, fiscal_year, fiscal_year_name
from kayoiba.tools.saying import number_or_unknown
from kayoiba.tools.sheets import Below, OfficeWorkbook, office_workbook

SIGNED = "+#,##0;-#,##0;±0"
FORMATS = dict.fromkeys([COMPARED[-1], MOVED.name], SIGNED)
UNITS = f"単位を書いていない数は、{KNOWN.unit}。"
UNKNOWN = number_or_unknown(None)


@dataclass
class YearSheets:
    """What is in the workbook. `through_years` is of one area and of the closings `in_force`, for the sheet 年度別.

    All else is of the whole city, and of `closings`: where a day was asked for, the year of it is not among them.
    """

    city: Municipality
    year: Year
    last: Year | None
    years: Sequence[Year]
    closings: Closings
    in_force: Closings
    table: Table
    through_years: Line
    crosses: Crosses
    grounds: Sequence[Ground]
    events: Iterable[YearEvent]
    made_on: dt.date

    def write(self, target: BinaryIO) -> None:
        """The order of sheets and of their columns is told in the README, and other people's formulas rest on it."""
        with office_workbook(target) as book:
            self._cover(book)
            self._years(book)
            self._areas(book, "地区別", PLACES_GROUP)
            self._schools(book)
            self._areas(book, TOLD_GROUP.name, TOLD_GROUP)
            self._areas(book, SURVEYED_GROUP.name, SURVEYED_GROUP)
            for breakdown, cross in self.crosses:
                self._breakdown(book, breakdown, cross)
            self._events(book)
            self._differences(book)

    @property
    def _standing(self) -> str:
        closing = self.closings.get(self.year.number)
        if closing is None:
            return f"{era_date(self.year.day)}の終わりの数を、{era_date(self.made_on)}の記録から数えました。"
        if closing.is_typed_in:
            return f"「{closing.source}」から書きうつした数です。"
        return f"{era_date(closing.closed_on)}に締めた値です。"

    def _cover(self, book: OfficeWorkbook) -> None:
        facts: dict[str, object] = {
            "年度": self.year.name,
            "時点": f"{era_date(self.year.day)}（{self.year.day}）の終わり",
            "締めた値か": self._standing,
            "シート「年度別」の範囲": self.through_years.area.name,
            "ほかのシートの範囲": "市全体",
            "作成した日": era_date(self.made_on),
        }
        definitions = {f"{figure.name}【{figure.level.label}】": figure.counted for figure in FIGURES}
        rates = {"率をわった人口": "\n".join(map(str, self.grounds)) or UNKNOWN}
        sample = ["見本データです。場所・人はつくりもので、実在しません。"] if self.city.is_sample else []
        book.cover("表紙", title=f"{self.city.name} 通いの場の数", facts=facts | rates | definitions, notes=sample)

    def _years(self, book: OfficeWorkbook) -> None:
        book.sheet(
            "年度別",
            title=f"通いの場の数 年度別（{self.through_years.area.name}）",
            notes=[
                f"各年度の3月31日の数。{self.years[-1].name}は{era_date(self.years[-1].day)}の数。",
                "「締」の年度は、締めた値。ほかは、いまの記録から数えた値。",
            ],
            headings=["まとまり", "数", "単位", *(f"{year.name}{self._mark(year)}" for year in self.years)],
            rows=(
                [group.name, _indented(group, figure), figure.unit, *self._through_years(figure)]
                for group in GROUPS
                for figure in group.figures
            ),
            frozen_columns=3,
            unknown=UNKNOWN,
        )

    def _through_years(self, figure: Figure) -> list[int | float | None]:
        return [self.through_years.number(figure, year) for year in self.years]

    def _mark(self, year: Year) -> str:
        return " 締" if year.number in self.in_force else ""

    def _areas(self, book: OfficeWorkbook, name: str, group: Group) -> None:
        lines = [*self.table.districts, self.table.city]
        self._table(book, name, group, ["地区"], [([line.area.name], line) for line in lines])

    def _schools(self, book: OfficeWorkbook) -> None:
        rows = [([line.area.district_name, line.area.school_name], line) for line in self.table.schools]
        self._table(book, "小学校区別", PLACES_GROUP, ["地区", "小学校区"], rows)

    def _table(
        self,
        book: OfficeWorkbook,
        name: str,
        group: Group,
        areas: Sequence[str],
        rows: Iterable[tuple[list[str], Line]],
    ) -> None:
        laying = Laying(self.closings)
        book.sheet(
            name,
            title=f"通いの場の数 {name} {self.year.name}",
            notes=[self._standing, UNITS],
            headings=[*areas, *(_heading(words, figure) for words, figure in headings(group))],
            rows=(
                [*names, *(cell.value for cell in laying.across(line, group, self.year, self.last))]
                for names, line in rows
            ),
            frozen_columns=len(areas),
            formats=FORMATS,
            unknown=UNKNOWN,
        )

    def _breakdown(self, book: OfficeWorkbook, breakdown: Breakdown, cross: Cross) -> None:
        across = Across(cross, breakdown, self.year, Laying(self.closings))
        book.sheet(
            breakdown.name,
            title=f"通いの場の数 {breakdown.name}別 {self.year.name}",
            notes=[self._standing, UNITS],
            headings=[breakdown.name, *(_heading(figure.name, figure) for figure in ACROSS)],
            rows=_values(across.by_figure(ACROSS)),
            formats=FORMATS,
            unknown=UNKNOWN,
            below=Below(
                f"地区別 {KNOWN.name}",
                [breakdown.name, *(district.name for district in cross.districts), WHOLE],
                _values(across.by_district(KNOWN)),
            ),
        )

    def _events(self, book: OfficeWorkbook) -> None:
        book.sheet(
            "できごと",
            title="数を見るときに知っておくできごと",
            headings=["日にち", "年度", "できごと", "地区"],
            rows=(
                [event.on, fiscal_year_name(fiscal_year(event.on)), event.words, event.district or "全市"]
                for event in self.events
            ),
            portrait=True,
        )

    def _differences(self, book: OfficeWorkbook) -> None:
        rows = [
            [
                line.area.district_name or line.area.name,
                line.area.school_name,
                figure.name,
                figure.unit,
                was,
                now,
                difference(now, was),
            ]
            for line in self.table.lines
            for figure in FIGURES
            if (was := line.number(figure, self.year)) != (now := line.number_now(figure, self.year))
        ]
        if rows and not self.closings[self.year.number].is_typed_in:
            book.sheet(
                "締めた値といまの値",
                title=f"締めた値といまの値 {self.year.name}",
                notes=[f"{self._standing} いまの値は、{era_date(self.made_on)}の記録から数えた値です。"],
                headings=["地区", "小学校区", "数", "単位", "締めた値", "いまの値", "差"],
                rows=rows,
                frozen_columns=4,
                unknown=UNKNOWN,
            )


def _area(area: Area) -> list[str]:
    return [area.district_name or area.name, area.school_name]


def _values(rows: Iterable[tuple[str, Sequence[Number]]]) -> Iterator[list[object]]:
    return ([words, *(number.value for number in numbers)] for words, numbers in rows)


def _heading(words: str, figure: Figure) -> str:
    return words if figure.unit == KNOWN.unit else f"{words}（{figure.unit}）"


def _indented(group: Group, figure: Figure) -> str:
    depth = group.depth(figure)
    return f"{'　' * depth}{figure.label if depth else figure.name}"
