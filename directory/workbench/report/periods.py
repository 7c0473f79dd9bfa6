"""The days a report is of: a month, or a fiscal year with its months."""

import datetime as dt
import re
from dataclasses import dataclass

from kayoiba.tools import fiscal

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
YEARS = range(fiscal.FIRST_NAMED_FISCAL_YEAR, 2100)


@dataclass(frozen=True)
class Period:
    """`first` and `last` both belong to it."""

    first: dt.date
    last: dt.date

    @property
    def is_year(self):
        return (self.last - self.first).days > 31

    @property
    def name(self):
        """「令和8年11月」, 「令和8年度」"""
        if self.is_year:
            return fiscal.fiscal_year_name(self.first.year)
        return fiscal.era_date(self.first).removesuffix("1日")

    @property
    def query(self):
        """How an address asks for it."""
        return f"year={self.first.year}" if self.is_year else f"month={self.first:%Y-%m}"

    @property
    def before(self):
        return self._like(self.first - dt.timedelta(days=1))

    @property
    def after(self):
        return self._like(self.last + dt.timedelta(days=1))

    @property
    def year(self):
        """The fiscal year it is, or belongs to."""
        return year_of(fiscal.fiscal_year(self.first))

    def months(self):
        """Those of a fiscal year, April first."""
        month = month_of(self.first)
        while month.first <= self.last:
            yield month
            month = month.after

    def _like(self, day):
        return year_of(fiscal.fiscal_year(day)) if self.is_year else month_of(day)


def month_of(day: dt.date) -> Period:
    first = day.replace(day=1)
    next_first = (first + dt.timedelta(days=31)).replace(day=1)
    return Period(first, next_first - dt.timedelta(days=1))


def year_of(number: int) -> Period:
    return Period(fiscal.first_day(number), fiscal.last_day(number))


def asked_for(query, today: dt.date) -> Period:
    """What an address asks for, which is this month where it asks for nothing that there is."""
    year, month = query.get("year", ""), MONTH.fullmatch(query.get("month", ""))
    if year.isdecimal() and int(year) in YEARS:
        return year_of(int(year))
    if month and int(month[1]) in YEARS:
        return month_of(dt.date(int(month[1]), int(month[2]), 1))
    return month_of(today)
