"""When places meet: the next meetings, computed from the rules for the dates that were asked. Nothing is made ahead."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from directory.places.days import WEEKDAYS
from directory.places.models import MeetingException, Pause
from directory.places.models.schedule import DAY_ENDS
from directory.places.schedule.rule import Rule

LOOK_AHEAD = 400
"""Days to look for a next meeting, those of a rest not counted: a rule of one month a year is still found."""
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Meeting:
    """One meeting: a date with the times of its rule."""

    date: dt.date
    start: dt.time | None
    end: dt.time | None

    def is_over(self, now: dt.datetime) -> bool:
        """Without any time it lasts all day; without an end it is over as soon as it has begun."""
        over = self.start if self.end is None else self.end
        if self.date != now.date() or over is None or self.end == DAY_ENDS:
            return self.date < now.date()
        return over <= now.time()


@dataclass(frozen=True)
class Rest:
    """A pause as the public copy keeps it: to the inclusive `until`, or until somebody knows more."""

    from_date: dt.date
    until: dt.date | None = None
    reason: str = ""
    note: str = ""
    continues: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Rest":
        """Read what `as_json` wrote."""
        first, last = dt.date.fromisoformat(data["from"]), data.get("until")
        until = dt.date.fromisoformat(last) if last else None
        return cls(first, until, data.get("reason", ""), data.get("note", ""), tuple(data.get("continues", ())))

    @classmethod
    def from_model(cls, row: Pause) -> "Rest":
        return cls(row.from_date, row.until, row.reason, row.note, tuple(row.continues))

    def as_json(self) -> dict[str, Any]:
        """The rest with its empty parts left out; dates ISO."""
        until = self.until.isoformat() if self.until else ""
        data: dict[str, Any] = {"from": self.from_date.isoformat(), "until": until, "reason": self.reason}
        data |= {"note": self.note, "continues": list(self.continues)}
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
        if meeting.is_over(since):
            continue
        found.append(meeting)
        if len(found) == count:
            break
    return found


def _meetings(rules: tuple[Rule, ...], since: dt.date, rests: tuple[Rest, ...]) -> Iterator[Meeting]:
    for day in islice(_days(since, rests), LOOK_AHEAD if rules else 0):
        today = {Meeting(day, rule.start, rule.end) for rule in rules if rule.meets_on(day)}
        yield from sorted(today, key=lambda meeting: (meeting.start or dt.time.min, meeting.end or dt.time.max))


def _days(since: dt.date, rests: tuple[Rest, ...]) -> Iterator[dt.date]:
    """Every day from `since` on that is in no rest, to the end of the calendar."""
    day: dt.date | None = since
    while day:
        rest = next((rest for rest in rests if rest.holds_on(day)), None)
        if rest is None:
            yield day
        last = rest.until if rest else day
        day = last + A_DAY if last and last < dt.date.max else None


@dataclass(frozen=True)
class OneDay:
    """A day with its own word beside the rules: no meeting, or one at these times. It alone holds on that day."""

    date: dt.date
    meets: bool
    start: dt.time | None = None
    end: dt.time | None = None
    note: str = ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "OneDay":
        """Read what `as_json` wrote."""
        rule = Rule.from_json({"days": [1], **data})
        return cls(dt.date.fromisoformat(data["date"]), data["meets"], rule.start, rule.end, data.get("note", ""))

    @classmethod
    def from_model(cls, row: MeetingException) -> "OneDay":
        return cls(row.date, row.meets, row.start, row.end, row.note)

    def as_json(self) -> dict[str, Any]:
        """The day with its empty parts left out; the date ISO, times HH:MM."""
        times = Rule(start=self.start, end=self.end).as_json()
        data = {"date": self.date.isoformat(), **times, "note": self.note}
        return {key: value for key, value in data.items() if value} | {"meets": self.meets}


def with_days(rules: Iterable[Rule], days: Iterable[OneDay]) -> list[Rule]:
    """The rules, none of them on one of `days`, and a rule for each of those that meet."""
    days = sorted(days, key=lambda day: day.date)
    off_on = tuple(day.date for day in days)
    kept = [replace(rule, off_on=off_on) for rule in rules] if days else list(rules)
    once = [
        Rule((WEEKDAYS[day.date.weekday()],), start=day.start, end=day.end, valid_from=day.date, valid_to=day.date)
        for day in days
        if day.meets
    ]
    return kept + once
