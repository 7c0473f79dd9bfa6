"""What the rules of a place say in the words and codes of the formats."""

import datetime as dt
from collections.abc import Iterable, Sequence

from directory.finder.queries import rules_of
from directory.places.models import Listing
from directory.places.schedule import DAY_ENDS, LAST, WEEKDAYS, Rule
from directory.places.schedule.frequency import frequencies, usual_meetings
from directory.places.vocabulary import FrequencyBand, Weekday

EVERY_WEEK, LAST_WEEK, EVERY_OTHER_WEEK = "0", "6", "7"
NOT_REGULAR = ("不定期", "随時")
FREQUENCY_CODES = ((20, "1"), (8, "2"), (4, "3"), (2, "4"), (1, "5"))
"""By the least number of meetings of an ordinary month."""
RARE, SEASONAL, IRREGULAR = "6", "7", "8"


def rules_not_over(listing: Listing, today: dt.date) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules_of(listing) if not (rule.valid_to and rule.valid_to < today))


def weekdays(rules: Iterable[Rule]) -> str:
    """「火木」, Monday first, as all formats have it."""
    named = {day for rule in rules for day in rule.weekdays}
    return "".join(Weekday(day).label for day in WEEKDAYS if day in named)


def repeat_code(rule: Rule) -> str:
    """「24We」, 「7Su」; nothing for a rule by days of the month or in some months alone, which the code cannot say.

    「行政基本情報データ連携モデル」 (2021-06-04): 毎週 is 0, 第1 to 第5 are themselves, 最終 is 6 and 隔週 7.
    """
    if rule.days or rule.months:
        return ""
    weeks = EVERY_OTHER_WEEK if rule.fortnightly else "".join(map(_week, rule.weeks)) or EVERY_WEEK
    return "".join(f"{weeks}{day}" for day in WEEKDAYS if day in rule.weekdays)


def _week(week: int) -> str:
    return LAST_WEEK if week == LAST else str(week)


def clock(time: dt.time | None, *, is_end: bool = False) -> dt.time | str | None:
    """A time for a cell; the end of the day is 「24:00」, which no time of day can be."""
    return "24:00" if is_end and time == DAY_ENDS else time


def band(rules: Iterable[Rule], today: dt.date) -> str:
    """「週1回以上」 …, or nothing where nobody knows."""
    for since, until, found in frequencies(rules):
        if since <= today and (until is None or today < until):
            return FrequencyBand(found).label
    return ""


def frequency_code(rule: Rule, today: dt.date) -> str:
    """開催頻度 of the こども食堂 format, 1–7 as `directory.imports.schedule.FREQUENCIES` reads them."""
    usual = usual_meetings([rule], max(today, rule.valid_from or today))
    rare = SEASONAL if rule.months and not rule.days and not rule.weeks else RARE
    return next((code for least, code in FREQUENCY_CODES if usual and usual >= least), rare)


def is_irregular(schedule_text: str) -> bool:
    return any(word in schedule_text for word in NOT_REGULAR)


def common_times(rules: Sequence[Rule], days: Iterable[str]) -> tuple[dt.time | None, dt.time | None]:
    """Start and end on these weekdays where all rules that fall on them agree; a day of the month may be any."""
    if any(rule.days for rule in rules):
        return None, None
    times = {(rule.start, rule.end) for rule in rules if {*rule.weekdays} & {*days}}
    return times.pop() if len(times) == 1 else (None, None)
