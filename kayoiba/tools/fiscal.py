"""Fiscal years (年度, 1 April to 31 March) and era names (和暦)."""

import datetime as dt
from typing import NamedTuple


class Era(NamedTuple):
    name: str
    initial: str
    since: dt.date
    year_one: int


# Newest first. Japan took up the Gregorian calendar in the sixth year of 明治; earlier dates have its years.
ERAS = (
    Era("令和", "R", dt.date(2019, 5, 1), 2019),
    Era("平成", "H", dt.date(1989, 1, 8), 1989),
    Era("昭和", "S", dt.date(1926, 12, 25), 1926),
    Era("大正", "T", dt.date(1912, 7, 30), 1912),
    Era("明治", "M", dt.date(1873, 1, 1), 1868),
    Era("西暦", "", dt.date.min, 1),
)
FIRST_NAMED_FISCAL_YEAR = 1927  # 1926 is 大正15年度 to some and 昭和元年度 to others


def fiscal_year(day: dt.date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def first_day(year: int) -> dt.date:
    return dt.date(year, 4, 1)


def last_day(year: int) -> dt.date:
    return dt.date(year + 1, 3, 31)


def as_of(year: int, today: dt.date) -> dt.date:
    """The day a fiscal year is counted on: its last, or today while it is running."""
    return min(last_day(year), today)


def fiscal_year_name(year: int) -> str:
    """「令和元年度」 for 2019, April included, though 1 April 2019 itself was a day of 平成31年."""
    era = _era_of_fiscal_year(year)
    return f"{era.name}{_year_in(era, year)}年度"


def short_name(year: int) -> str:
    """「R元」, for the head of a narrow column."""
    era = _era_of_fiscal_year(year)
    return f"{era.initial}{_year_in(era, year)}"


def era_date(day: dt.date) -> str:
    era = _era_of(day)
    return f"{era.name}{_year_in(era, day.year)}年{day.month}月{day.day}日"


def _era_of_fiscal_year(year: int) -> Era:
    """An era that begins by December names the whole fiscal year; 平成, begun in January, waited for April."""
    if year < FIRST_NAMED_FISCAL_YEAR:
        raise ValueError(f"No era name is settled for fiscal year {year}.")
    return _era_of(dt.date(year, 12, 31))


def _era_of(day: dt.date) -> Era:
    return next(era for era in ERAS if era.since <= day)


def _year_in(era: Era, year: int) -> str:
    number = year - era.year_one + 1
    return "元" if number == 1 else str(number)
