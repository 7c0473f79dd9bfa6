"""The days ahead as a calendar's weeks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import jpholiday

DAYS_AHEAD = 28


@dataclass(frozen=True)
class Day:
    """One square of the calendar. `month` is told where a month begins."""

    date: dt.date
    month: str
    count: int
    holiday: str
    is_today: bool
    is_chosen: bool


def weeks(counts: Sequence[tuple[dt.date, int]], *, today: dt.date, chosen: dt.date) -> list[list[Day | None]]:
    """Weeks from Monday to Sunday that hold all dates of `counts`, which follow each other; None before and after."""
    first = counts[0][0]
    days: list[Day | None] = [None] * first.weekday()
    for date, count in counts:
        month = f"{date.month}月" if date == first or date.day == 1 else ""
        holiday = jpholiday.is_holiday_name(date) or ""
        days.append(Day(date, month, count, holiday, date == today, date == chosen))
    days += [None] * (-len(days) % 7)
    return [days[begin : begin + 7] for begin in range(0, len(days), 7)]
