"""A rule said as people say it."""

import datetime as dt
from collections.abc import Iterable

from directory.places.days import LAST
from directory.places.schedule.rule import Rule
from directory.places.vocabulary import Weekday
from kayoiba.tools.saying import say_times


def say_rules(rules: Iterable[Rule], today: dt.date | None = None) -> str:
    """The sentences of the rules, one a line; with `today` only of those that are not over."""
    said = [say_rule(rule, today) for rule in rules if not (today and rule.valid_to and rule.valid_to < today)]
    return "\n".join(said)


def say_rule(rule: Rule, today: dt.date | None = None) -> str:
    """「毎月 第2・第4火曜日 午前10時〜11時30分」. Exceptions that have no short words are left out.

    With `today` a first day that is past is left out too, and the year of a day of this year.
    """
    days = _say_days(rule)
    times = say_times(rule.start, rule.end)
    tail = "（祝日は休み）" if rule.off_on_holidays else ""
    return " ".join(part for part in (days, times) if part) + tail + _say_validity(rule, today)


def _say_validity(rule: Rule, today: dt.date | None) -> str:
    begun = today is not None and rule.valid_from is not None and rule.valid_from <= today
    first = f"{_say_date(rule.valid_from, today)}から" if rule.valid_from and not begun else ""
    last = f"{_say_date(rule.valid_to, today)}まで" if rule.valid_to else ""
    return f"（{first}{last}）" if first or last else ""


def _say_days(rule: Rule) -> str:
    months = "・".join(f"{month}月" for month in rule.months)
    if rule.days:
        return f"{months or '毎月'} {'・'.join(f'{day}日' for day in rule.days)}"
    names = "・".join(f"{Weekday(day).label}曜日" for day in rule.weekdays)
    if rule.fortnightly:
        return f"{months} 隔週 {names}".strip()
    if rule.weeks:
        weeks = "・".join("最終" if week == LAST else f"第{week}" for week in rule.weeks)
        return f"{months or '毎月'} {weeks}{names}"
    if len(rule.weekdays) == 7:
        return f"{months} 毎日".strip()
    return f"{months} 毎週 {names}".strip()


def _say_date(day: dt.date, today: dt.date | None) -> str:
    """「4月1日」, with the year unless it is this one."""
    year = "" if today and day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
