"""A rule said as people say it; what is said without a day in mind can be read again (`reading`) and gives the same."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from directory.places.days import LAST, WEEKDAYS
from directory.places.schedule.rule import Rule
from directory.places.vocabulary import Weekday
from kayoiba.tools.saying import say_times

ODD, EVEN = tuple(range(1, 13, 2)), tuple(range(2, 13, 2))


def say_rules(rules: Iterable[Rule], today: dt.date | None = None) -> str:
    """The sentences of the rules, one a line; with `today` only of those that are not over."""
    said = [say_rule(rule, today) for rule in rules if not (today and rule.valid_to and rule.valid_to < today)]
    return "\n".join(said)


def say_rule(rule: Rule, today: dt.date | None = None) -> str:
    """「毎月 第2・第4火曜日 午前10時〜11時30分（祝日は休み、8月は休み）」.

    With `today` a first day that is past is left out, and the year of a day of this year.
    """
    days_and_times = f"{_say_days(rule)} {say_times(rule.start, rule.end)}".strip()
    return f"{days_and_times}{_say_off(rule)}{_say_rhythm(rule)}{_say_validity(rule, today)}"


def _say_days(rule: Rule) -> str:
    months = _say_months(rule.months)
    if rule.days:
        weeks = f"（{_say_weeks(rule.weeks)}週）" if rule.weeks else ""
        return f"{months or '毎月'} {_say_numbers(rule.days, '日')}{weeks}"
    if rule.weeks:
        return f"{months or '毎月'} {_say_weeks(rule.weeks)}{_say_weekdays(rule.weekdays)}"
    if rule.fortnightly:
        return f"{months} 隔週 {_say_weekdays(rule.weekdays)}".strip()
    if len(set(rule.weekdays)) == 7:
        return f"{months} 毎日".strip()
    return f"{months} 毎週 {_say_weekdays(rule.weekdays)}".strip()


def _say_months(months: Sequence[int]) -> str:
    """「奇数月」, 「4月〜11月」, 「1月・4月」"""
    if set(months) in (set(ODD), set(EVEN)):
        return "奇数月" if 1 in months else "偶数月"
    return _say_numbers(months, "月")


def _say_numbers(numbers: Sequence[int], unit: str) -> str:
    """Three and more that follow each other are said from the first to the last."""
    return "・".join(
        f"{run[0]}{unit}〜{run[-1]}{unit}" if len(run) > 2 else "・".join(f"{number}{unit}" for number in run)
        for run in _runs(sorted(set(numbers)))
    )


def _say_weeks(weeks: Sequence[int]) -> str:
    return "・".join("最終" if week == LAST else f"第{week}" for week in weeks)


def _say_weekdays(weekdays: Sequence[str]) -> str:
    """「火曜日」, 「火・木曜日」, 「月〜金曜日」"""
    places = sorted({WEEKDAYS.index(weekday) for weekday in weekdays})
    labels = [[Weekday(WEEKDAYS[place]).label for place in run] for run in _runs(places)]
    return "・".join(f"{run[0]}〜{run[-1]}" if len(run) > 2 else "・".join(run) for run in labels) + "曜日"


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    yield run


def _say_off(rule: Rule) -> str:
    off = (["祝日"] if rule.off_on_holidays else []) + [_say_exception(entry) for entry in rule.except_days]
    return f"（{'、'.join(f'{days}は休み' for days in off)}）" if off else ""


def _say_exception(entry: Mapping[str, Any]) -> str:
    """「8月」, 「第5週」, 「8月の第3火曜日」, 「12月29日〜31日」"""
    months, weeks, weekdays, days = (entry.get(key, ()) for key in ("months", "weeks", "weekdays", "days"))
    if len(months) == 1 and not weeks and not weekdays and days and len(list(_runs(sorted(days)))) == 1:
        first, last = min(days), max(days)
        return f"{months[0]}月{first}日" + (f"〜{last}日" if first < last else "")
    parts = [
        _say_months(months) if months else "",
        _say_weeks(weeks) + (_say_weekdays(weekdays) if weekdays else "週") if weeks else "",
        _say_weekdays(weekdays) if weekdays and not weeks else "",
        _say_numbers(days, "日") if days else "",
    ]
    return "の".join(part for part in parts if part)


def _say_rhythm(rule: Rule) -> str:
    """Which weeks of 隔週 they are, and that it is every other one where 「隔週」 was not said."""
    if not rule.fortnightly:
        return ""
    is_said = not rule.weeks and not rule.days
    if rule.anchor is None:
        return "" if is_said else "（1週おき）"
    return f"（{_say_date(rule.anchor, None)}の週{'にひらく' if is_said else 'から1週おき'}）"


def _say_validity(rule: Rule, today: dt.date | None) -> str:
    begun = today is not None and rule.valid_from is not None and rule.valid_from <= today
    first = f"{_say_date(rule.valid_from, today)}から" if rule.valid_from and not begun else ""
    last = f"{_say_date(rule.valid_to, today)}まで" if rule.valid_to else ""
    return f"（{first}{last}）" if first or last else ""


def _say_date(day: dt.date, today: dt.date | None) -> str:
    """「4月1日」, with the year unless it is this one."""
    year = "" if today and day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
