"""Days, times, telephone numbers and unknowns, said in plain words."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from django.utils import timezone

WEEKDAYS = "月火水木金土日"
NOON = dt.time(12)
MIDNIGHT = dt.time.min

# How a number given without hyphens is cut. Area codes differ in length within one city's neighbourhood, so beside the
# nationwide numbers only those are cut that are sure (086: Okayama and Kurashiki; 0863-0869: the towns around them).
PHONE_SHAPES = (
    ("0800", (4, 3, 4)),
    ("0[5789]0", (3, 4, 4)),
    ("0120|0570", (4, 3, 3)),
    ("03|06", (2, 4, 4)),
    ("086(?:[0-24]|52|55|698|80|9[045])", (3, 3, 4)),
    ("086[35-9]", (4, 2, 4)),
)
BETWEEN_DIGITS = re.compile(r"[-‐‒–—―−ー() ]+")


def say_date(day: dt.date) -> str:
    """「11月24日(火)」"""
    return f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"


def say_day(day: dt.date, today: dt.date) -> str:
    """「きょう 11月24日(火)」, 「あした …」; a day of another year says its year."""
    near = {0: "きょう ", 1: "あした "}.get((day - today).days)
    far = "" if day.year == today.year else f"{day.year}年"
    return f"{far if near is None else near}{say_date(day)}"


def say_moment(moment: dt.datetime) -> str:
    """「2026年11月24日 10:05」"""
    return f"{timezone.localtime(moment):%Y年%-m月%-d日 %-H:%M}"


def say_time(time: dt.time) -> str:
    """「午後1時30分」, 「正午」"""
    return "正午" if time == NOON else f"{_half_of_day(time)}{_on_the_clock(time)}"


def say_times(start: dt.time | None, end: dt.time | None) -> str:
    """「午前10時〜11時30分」; 午後 is said again only when it begins in between. An end of 0 o'clock is 「夜12時」."""
    if start is None or end is None:
        return f"{say_time(start)}から" if start is not None else f"{_say_end(end)}まで" if end is not None else ""
    same_half = not {NOON, MIDNIGHT} & {start, end} and _half_of_day(start) == _half_of_day(end)
    return f"{say_time(start)}〜{_on_the_clock(end) if same_half else _say_end(end)}"


def say_phone(written: str) -> str:
    """One number with hyphens: as it was cut by its writer, else where it surely is cut, else as written."""
    digits = phone_digits(written)
    if not digits:
        return written
    groups = BETWEEN_DIGITS.sub(" ", unicodedata.normalize("NFKC", written)).split()
    return "-".join(groups) if len(groups) == 3 else _hyphenated(digits) or written


def phone_digits(written: str) -> str:
    """What a telephone dials, or nothing when the text is more than one number of Japan."""
    digits = BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", written))
    return digits if re.fullmatch(r"0[0-9]{9,10}", digits) else ""


def half_width_phone(written: str) -> str:
    """One number in half width with hyphens; digits that make none, and words, only in half width."""
    return say_phone(unicodedata.normalize("NFKC", written))


def phone_slip(written: str) -> str:
    """What to look at again where digits alone make no number: nobody is kept from writing them down."""
    digits = BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", written))
    is_slip = digits.isdecimal() and len(digits) not in {10, 11}
    return f"市外局番から 10けたか 11けたです（いま {len(digits)}けた）" if is_slip else ""


def yes_no_unknown(value: bool | None) -> str:
    return {True: "有", False: "無", None: "わからない"}[value]


def number_or_unknown(value: int | float | Decimal | None) -> str:
    """「1,234」, or 「未把握」: unknown is not zero."""
    return "未把握" if value is None else f"{value:,}"


def _say_end(time: dt.time) -> str:
    return "夜12時" if time == MIDNIGHT else say_time(time)


def _half_of_day(time: dt.time) -> str:
    return "午前" if time < NOON else "午後"


def _on_the_clock(time: dt.time) -> str:
    return f"{time.hour % 12}時{time.minute}分" if time.minute else f"{time.hour % 12}時"


def _hyphenated(digits: str) -> str:
    for beginning, (first, second, last) in PHONE_SHAPES:
        if re.match(beginning, digits) and len(digits) == first + second + last:
            return f"{digits[:first]}-{digits[first:-last]}-{digits[-last:]}"
    return ""
