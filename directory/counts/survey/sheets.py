"""The survey to take away: the sheet itself, what it adds up to, and what is still blank, to print on A4."""

import datetime as dt
from collections.abc import Sequence
from typing import BinaryIO

from directory.areas.models import Municipality
from directory.counts.areas import CITY
from directory.counts.breakdowns import BREAKDOWNS, Breakdown
from directory.counts.figures import NATIONAL, SURVEYED, Year
from directory.counts.figures.national import BY_RESIDENTS_ALONE
from directory.counts.figures.participants import PARTICIPANTS
from directory.counts.models import ClosedYear
from directory.counts.queries import by_category, by_year
from directory.counts.survey.blanks import BLANKS, Line, city_numbers
from directory.counts.survey.months import Month
from directory.counts.survey.rows import HEADINGS, Row
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.saying import number_or_unknown
from kayoiba.tools.sheets import OfficeWorkbook, office_workbook

SUMMED_UP_BY = ("activity", "operator", "venue", "frequency", "people")
UNKNOWN = number_or_unknown(None)
MEANINGS = {
    "計上": NATIONAL.counted,
    "住民運営": "運営主体が、住民個人か住民団体の場です。調査票の（ ）の数です。",
    "当月開催回数": "対象月に、開催日のきまりと 休み・臨時の日から 数えた回数です。",
    "参加者実人数": PARTICIPANTS.counted,
    "性年齢把握": "性別と年齢ごとの人数が、すべてわかる場が「有」です。",
    "補助金": "この年度の助成が決まった場が「有」です。計上の条件ではありません。",
}


def write_workbook(
    target: BinaryIO,
    *,
    city: Municipality,
    year: Year,
    month: Month,
    rows: Sequence[Row],
    left_out: int,
    lines: Sequence[Line],
    closing: ClosedYear | None,
    made_on: dt.date,
) -> None:
    """Everything is of the record of now, also where the year is closed, so that the sums are those of the rows.

    `rows` are those that the reader may see, `left_out` how many there are besides; all sums are of the city."""
    with office_workbook(target) as book:
        _cover(book, city, year, month, left_out, closing, made_on)
        _places(book, year, month, rows)
        for breakdown in BREAKDOWNS:
            if breakdown.key in SUMMED_UP_BY:
                _summary(book, year, breakdown)
        _indicators(book, year)
        _blanks(book, year, lines)


def _cover(
    book: OfficeWorkbook,
    city: Municipality,
    year: Year,
    month: Month,
    left_out: int,
    closing: ClosedYear | None,
    made_on: dt.date,
) -> None:
    facts: dict[str, object] = {
        "年度": year.name,
        "時点": f"{era_date(year.day)}（{year.day}）の終わり",
        "対象月": month.name,
        "作成した日": era_date(made_on),
    }
    if left_out:
        facts["シート「調査票」の範囲"] = f"受けもつ地区の場。ほかの{left_out:,}か所は 出していません。"
    if closing:
        facts["年度締め"] = f"{era_date(closing.closed_on)}に締めました。この表は、作成した日の記録から 数えています。"
    sample = ["見本データです。場所・人はつくりもので、実在しません。"] if city.is_sample else []
    book.cover("表紙", title=f"{city.name} 国の調査（通いの場）", facts=facts | MEANINGS, notes=sample)


def _places(book: OfficeWorkbook, year: Year, month: Month, rows: Sequence[Row]) -> None:
    book.sheet(
        "調査票",
        title=f"国の調査 活動会場ごと {year.name}",
        notes=[f"{era_date(year.day)}の終わりに把握している場。対象月は{month.name}。"],
        headings=HEADINGS,
        rows=(row.cells(year.number, month) for row in rows),
        frozen_columns=HEADINGS.index("通いの場名称") + 1,
        formats={"年度": "0", "会場ID": "0"},
        unknown=UNKNOWN,
        filtered=True,
        widest=14,
    )


def _summary(book: OfficeWorkbook, year: Year, breakdown: Breakdown) -> None:
    figures = [NATIONAL, BY_RESIDENTS_ALONE]
    cross = by_category(year, breakdown, figures=figures)
    named = [*((words, line) for _, words, line in cross.categories), ("計", cross.whole)]
    book.sheet(
        breakdown.name,
        title=f"国の調査 {breakdown.name}別",
        notes=[year.name],
        headings=[breakdown.name, "全体（計上する場）", "うち住民運営（計上する場）"],
        rows=([words, *(line.number(figure, year) for figure in figures)] for words, line in named),
        portrait=True,
    )


def _indicators(book: OfficeWorkbook, year: Year) -> None:
    line = by_year([year], CITY, SURVEYED)
    book.sheet(
        "F1〜F6",
        title=f"国の調査の数と「見える化」システムの指標 {year.name}",
        headings=["指標", "値", "単位", "数え方"],
        rows=([figure.label, line.number(figure, year), figure.unit, figure.counted] for figure in SURVEYED),
        unknown=UNKNOWN,
    )


def _blanks(book: OfficeWorkbook, year: Year, lines: Sequence[Line]) -> None:
    rows = [[line.name, line.writers, *line.numbers] for line in lines]
    book.sheet(
        "まだ空いているところ",
        title=f"まだ空いているところ {year.name}",
        notes=["把握している場のうち、その欄が わからない場の数。"],
        headings=["地区", "コーディネーター", *(blank.name for blank in BLANKS)],
        rows=[*rows, ["市全体", "", *city_numbers(lines)]],
    )
