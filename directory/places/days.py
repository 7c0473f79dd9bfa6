"""Days as bits: what a rule asks of a day, and what a day is, so that Python and the database answer alike.

A mask has six groups of bits: weekday (Monday first), week of the month, month, day of the month, odd or even week, and
ordinary day or holiday. A day sets one bit in each group; a limit sets all bits that it allows, all of them where it
says nothing. A day fits when none of its bits is missing: `mask & day == day`. Bits need 60 of the 63 of a bigint.
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

import jpholiday

from directory.places.vocabulary import Weekday

WEEKDAYS = tuple(Weekday.values)
LAST = -1
"""The last such weekday of a month, among weeks 1–5."""
A_MONDAY = dt.date(1970, 1, 5)

# The fourth such weekday of a month may be its last or not; the fifth always is.
WEEKS: dict[int, tuple[int, ...]] = {1: (0,), 2: (1,), 3: (2,), 4: (3, 4), 5: (5,), LAST: (4, 5)}
WEEKDAY, WEEK, MONTH, DAY, FORTNIGHT, HOLIDAY, END = 0, 7, 13, 25, 56, 58, 60


def _group(first: int, end: int) -> int:
    return (1 << end) - (1 << first)


ANY_WEEKDAY, ANY_WEEK, ANY_MONTH, ANY_DAY, ANY_FORTNIGHT, ANY_HOLIDAY = (
    _group(*bounds) for bounds in ((0, 7), (7, 13), (13, 25), (25, 56), (56, 58), (58, 60))
)
ORDINARY_DAY = 1 << HOLIDAY


@lru_cache(maxsize=4000)
def mask_on(day: dt.date) -> int:
    """What `day` is: one bit in each group."""
    nth = (day.day - 1) // 7
    is_last = day.day + 7 > calendar.monthrange(day.year, day.month)[1]
    week = nth + 1 if nth == 4 or (nth == 3 and is_last) else nth
    places = (
        WEEKDAY + day.weekday(),
        WEEK + week,
        MONTH + day.month - 1,
        DAY + day.day - 1,
        FORTNIGHT + _parity(day),
        HOLIDAY + _is_holiday(day),
    )
    return sum(1 << place for place in places)


def mask_of(
    *,
    weekdays: Iterable[str] = (),
    weeks: Iterable[int] = (),
    months: Iterable[int] = (),
    days: Iterable[int] = (),
    fortnight_of: dt.date | None = None,
    off_on_holidays: bool = False,
) -> int:
    """What a limit allows; what is empty limits nothing. `fortnight_of` is any day of a week that counts."""
    groups = (
        _bits(WEEKDAY, (WEEKDAYS.index(weekday) for weekday in weekdays)) or ANY_WEEKDAY,
        _bits(WEEK, (place for week in weeks for place in WEEKS[week])) or ANY_WEEK,
        _bits(MONTH, (month - 1 for month in months)) or ANY_MONTH,
        _bits(DAY, (day - 1 for day in days)) or ANY_DAY,
        1 << FORTNIGHT + _parity(fortnight_of) if fortnight_of else ANY_FORTNIGHT,
        ORDINARY_DAY if off_on_holidays else ANY_HOLIDAY,
    )
    return sum(groups)


def _is_holiday(day: dt.date) -> bool:
    return dt.date.min < day < dt.date.max and jpholiday.is_holiday(day)  # it looks at the days before and after


def _bits(first: int, places: Iterable[int]) -> int:
    mask = 0
    for place in places:
        mask |= 1 << first + place
    return mask


def _parity(day: dt.date) -> int:
    return (day - A_MONDAY).days // 7 % 2
