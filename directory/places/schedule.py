"""Meeting rules as values: on which days a place meets, when next, and the rule said as a sentence.

Nothing is generated ahead: every answer is computed from the rules for the dates that were asked.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

import jpholiday

from directory.places.models import MeetingRule, Place
from directory.places.vocabulary import Weekday
from kayoiba.tools.saying import say_times

WEEKDAYS = tuple(Weekday.values)
LAST = -1
LOOK_AHEAD = 400
"""Days to look for a next meeting, those of a rest not counted: a rule of one month a year is still found."""
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """One rule. `weeks` are 1–5 and LAST, `valid_to` is the last day, times are of Asia/Tokyo; empty limits nothing."""

    weekdays: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    fortnightly: bool = False
    anchor: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    off_on_holidays: bool = False
    except_days: tuple[dict[str, Any], ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Rule":
        """Read what `as_json` wrote."""
        return cls(
            weekdays=tuple(data.get("weekdays", ())),
            days=tuple(data.get("days", ())),
            weeks=tuple(data.get("weeks", ())),
            months=tuple(data.get("months", ())),
            fortnightly=data.get("fortnightly", False),
            anchor=_date(data.get("anchor")),
            start=_time(data.get("start")),
            end=_time(data.get("end")),
            off_on_holidays=data.get("holidays") == "off",
            except_days=tuple(data.get("except", ())),
            valid_from=_date(data.get("valid_from")),
            valid_to=_date(data.get("valid_to")),
        )

    @classmethod
    def from_model(cls, row: MeetingRule) -> "Rule":
        return cls(
            weekdays=tuple(row.weekdays),
            days=tuple(row.days),
            weeks=tuple(row.weeks),
            months=tuple(row.months),
            fortnightly=row.fortnightly,
            anchor=row.anchor,
            start=row.start,
            end=row.end,
            off_on_holidays=row.off_on_holidays,
            except_days=tuple(row.except_days),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )

    def as_model(self, place: Place, position: int) -> MeetingRule:
        """An unsaved row of this rule."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        lists = ("weekdays", "days", "weeks", "months", "except_days")
        return MeetingRule(
            place=place,
            position=position,
            **(values | {name: list(values[name]) for name in lists}),
        )

    def as_json(self) -> dict[str, Any]:
        """The rule with its empty parts left out; dates ISO, times HH:MM, holidays "off"."""
        data: dict[str, Any] = {
            "weekdays": list(self.weekdays),
            "days": list(self.days),
            "weeks": list(self.weeks),
            "months": list(self.months),
            "fortnightly": self.fortnightly,
            "anchor": self.anchor and self.anchor.isoformat(),
            "start": self.start and f"{self.start:%H:%M}",
            "end": self.end and f"{self.end:%H:%M}",
            "holidays": "off" if self.off_on_holidays else "",
            "except": list(self.except_days),
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
        }
        return {key: value for key, value in data.items() if value}

    def meets_on(self, day: dt.date) -> bool:
        """Does it meet on `day`? A fortnightly rule without an anchor never says yes: its phase is not known."""
        return (
            (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
            and _fits(day, self.weekdays, self.weeks, self.months, self.days)
            and not (self.fortnightly and not self._in_phase(day))
            and not (self.off_on_holidays and jpholiday.is_holiday(day))
            and not any(_fits_exception(day, exception) for exception in self.except_days)
        )

    def _in_phase(self, day: dt.date) -> bool:
        return self.anchor is not None and (_monday(day) - _monday(self.anchor)).days % 14 == 0

    def say(self, today: dt.date | None = None) -> str:
        """「毎月 第2・第4火曜日 午前10時〜11時30分」. Exceptions that have no short words are left out.

        With `today` a first day that is past is left out too, and the year of a day of this year.
        """
        days = self._say_days()
        times = say_times(self.start, self.end)
        tail = "（祝日は休み）" if self.off_on_holidays else ""
        return " ".join(part for part in (days, times) if part) + tail + self._say_validity(today)

    def _say_validity(self, today: dt.date | None) -> str:
        begun = today is not None and self.valid_from is not None and self.valid_from <= today
        first = f"{_say_date(self.valid_from, today)}から" if self.valid_from and not begun else ""
        last = f"{_say_date(self.valid_to, today)}まで" if self.valid_to else ""
        return f"（{first}{last}）" if first or last else ""

    def _say_days(self) -> str:
        months = "・".join(f"{month}月" for month in self.months)
        if self.days:
            return f"{months or '毎月'} {'・'.join(f'{day}日' for day in self.days)}"
        names = "・".join(f"{Weekday(day).label}曜日" for day in self.weekdays)
        if self.fortnightly:
            return f"{months} 隔週 {names}".strip()
        if self.weeks:
            weeks = "・".join("最終" if week == LAST else f"第{week}" for week in self.weeks)
            return f"{months or '毎月'} {weeks}{names}"
        if len(self.weekdays) == 7:
            return f"{months} 毎日".strip()
        return f"{months} 毎週 {names}".strip()


@dataclass(frozen=True)
class Meeting:
    """One meeting: a date with the times of its rule."""

    date: dt.date
    start: dt.time | None
    end: dt.time | None


@dataclass(frozen=True)
class Rest:
    """A pause as the public copy keeps it: to the inclusive `until`, or until somebody knows more."""

    from_date: dt.date
    until: dt.date | None = None
    reason: str = ""
    note: str = ""

    @classmethod
    def from_json(cls, data: dict[str, str]) -> "Rest":
        """Read what `as_json` wrote."""
        first, last = dt.date.fromisoformat(data["from"]), _date(data.get("until"))
        return cls(first, last, data.get("reason", ""), data.get("note", ""))

    def as_json(self) -> dict[str, str]:
        """The rest with its empty parts left out; dates ISO."""
        until = self.until.isoformat() if self.until else ""
        data = {"from": self.from_date.isoformat(), "until": until, "reason": self.reason, "note": self.note}
        return {key: value for key, value in data.items() if value}

    def holds_on(self, day: dt.date) -> bool:
        return self.from_date <= day and (self.until is None or day <= self.until)


def next_meetings(rules: Iterable[Rule], since: dt.datetime, count: int, rests: Iterable[Rest] = ()) -> list[Meeting]:
    """The first `count` meetings that are not over at `since` (aware or naive in Asia/Tokyo), soonest first.

    None is on a day of `rests`.
    """
    upcoming = _meetings(tuple(rules), since.date(), tuple(rests))
    found: list[Meeting] = []
    for meeting in upcoming:
        over = meeting.end or meeting.start
        if meeting.date == since.date() and over is not None and over <= since.time():
            continue
        found.append(meeting)
        if len(found) == count:
            break
    return found


def _meetings(rules: tuple[Rule, ...], since: dt.date, rests: tuple[Rest, ...]) -> Iterator[Meeting]:
    for day in islice(_days(since, rests), LOOK_AHEAD if rules else 0):
        today = {Meeting(day, rule.start, rule.end) for rule in rules if rule.meets_on(day)}
        yield from sorted(today, key=lambda meeting: meeting.start or dt.time.min)


def _days(since: dt.date, rests: tuple[Rest, ...]) -> Iterator[dt.date]:
    """Every day from `since` on that is in no rest, to the end of the calendar."""
    day: dt.date | None = since
    while day:
        rest = next((rest for rest in rests if rest.holds_on(day)), None)
        if rest is None:
            yield day
        last = rest.until if rest else day
        day = last + A_DAY if last and last < dt.date.max else None


def say_rules(rules: Iterable[Rule], today: dt.date | None = None) -> str:
    """The sentences of the rules, one a line; with `today` only of those that are not over."""
    said = [rule.say(today) for rule in rules if not (today and rule.valid_to and rule.valid_to < today)]
    return "\n".join(said)


def _fits(
    day: dt.date,
    weekdays: Iterable[str],
    weeks: Iterable[int],
    months: Iterable[int],
    days: Iterable[int],
) -> bool:
    return (
        (not weekdays or WEEKDAYS[day.weekday()] in weekdays)
        and (not weeks or (day.day - 1) // 7 + 1 in weeks or (LAST in weeks and _is_in_last_week(day)))
        and (not months or day.month in months)
        and (not days or day.day in days)
    )


def _is_in_last_week(day: dt.date) -> bool:
    return day.day + 7 > calendar.monthrange(day.year, day.month)[1]


def _fits_exception(day: dt.date, exception: dict[str, Any]) -> bool:
    return _fits(
        day,
        *(exception.get(key, ()) for key in ("weekdays", "weeks", "months", "days")),
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _say_date(day: dt.date, today: dt.date | None) -> str:
    """「4月1日」, with the year unless it is this one."""
    year = "" if today and day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _time(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None
