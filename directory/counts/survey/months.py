"""対象月: the month of which the survey asks how often a place met, by custom March."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from directory.places.schedule import OneDay, Rest, Rule, with_days
from kayoiba.tools.fiscal import era_date


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @property
    def code(self) -> str:
        """「2026-03」"""
        return f"{self.year}-{self.number:02}"

    @property
    def name(self) -> str:
        """「令和8年3月」"""
        return era_date(self.first).removesuffix("1日")

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        return self.first.replace(day=calendar.monthrange(self.year, self.number)[1])

    @cached_property
    def days(self) -> list[dt.date]:
        return [self.first + dt.timedelta(days=number) for number in range(self.last.day)]


def months_begun(fiscal_year: int, today: dt.date) -> list[Month]:
    months = [Month(fiscal_year, number) for number in range(4, 13)]
    months += [Month(fiscal_year + 1, number) for number in range(1, 4)]
    return [month for month in months if month.first <= today]


def usual_month(fiscal_year: int, today: dt.date) -> Month:
    """March, or while it is to come the last month that is over; in April there is but April itself."""
    begun = months_begun(fiscal_year, today)
    return max((month for month in begun if month.last < today), default=begun[0])


def times_met(rules: list[Rule], apart: list[OneDay], rests: Iterable[Rest], month: Month) -> int | None:
    """How many meetings the month had by the record; None where that does not say on which days."""
    rules = [rule for rule in rules if _reaches(rule, month)]
    if any(rule.fortnightly and rule.anchor is None for rule in rules):
        return None
    if not rules and not any(day.meets for day in apart):
        return None
    meeting, rests = with_days(rules, apart), list(rests)
    open_days = [day for day in month.days if not any(rest.holds_on(day) for rest in rests)]
    return len({(day, rule.start, rule.end) for day in open_days for rule in meeting if rule.meets_on(day)})


def _reaches(rule: Rule, month: Month) -> bool:
    return (rule.valid_from or month.last) <= month.last and month.first <= (rule.valid_to or month.first)
