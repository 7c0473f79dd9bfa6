"""Rules while they are put together."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from directory.places.days import ANY_DAY, ANY_MONTH, ANY_WEEK, ANY_WEEKDAY, mask_of
from directory.places.schedule.reading.clock import Times
from directory.places.schedule.rule import Rule

ALL_MONTHS = tuple(range(1, 13))
GROUPS = ANY_WEEKDAY, ANY_WEEK, ANY_MONTH, ANY_DAY


@lru_cache(maxsize=4096)
def _mask(weekdays: tuple[str, ...], weeks: tuple[int, ...], months: tuple[int, ...], days: tuple[int, ...]) -> int:
    return mask_of(weekdays=weekdays, weeks=weeks, months=months, days=days)


def _mask_of_limit(limit: dict[str, Any]) -> int:
    weekdays, weeks, months, days = (tuple(limit.get(key, ())) for key in ("weekdays", "weeks", "months", "days"))
    return _mask(weekdays, weeks, months, days)


@dataclass
class Draft:
    """A rule to be, named at `place` of the sentence. Its times may come later or be several."""

    place: int
    weekdays: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    fortnightly: bool = False
    anchor: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    off_on_holidays: bool = False
    is_weekly: bool = False
    """「毎週」 was said: no week of the month goes with it."""
    times: list[Times] = field(default_factory=list)
    exceptions: list[dict[str, Any]] = field(default_factory=list)

    def mask(self) -> int:
        """The days it allows, fortnightly or not."""
        return _mask(self.weekdays, self.weeks, tuple(self.months), self.days)

    def meets(self, limit: dict[str, Any]) -> bool:
        """Is there a day that both allow?"""
        common = self.mask() & _mask_of_limit(limit)
        return all(common & group for group in GROUPS)

    def has_days(self) -> bool:
        """Is any day left that no single exception takes?"""
        return not any(self.mask() & _mask_of_limit(entry) == self.mask() for entry in self.exceptions)

    def covers(self, other: "Draft") -> bool:
        """Does it meet on all days of the other, whatever the month?"""
        weeks = not self.weeks or set(other.weeks) <= set(self.weeks)
        return weeks and not (self.months or self.fortnightly) and set(other.weekdays) <= set(self.weekdays)

    def without_months(self, months: tuple[int, ...]) -> "Draft | None":
        """The same in the other months, if any."""
        left = tuple(month for month in self.months or ALL_MONTHS if month not in months)
        return replace(self, months=left, times=list(self.times), exceptions=list(self.exceptions)) if left else None

    def rules(self) -> list[Rule]:
        """One rule for each of its times."""
        return [
            Rule(
                weekdays=self.weekdays,
                days=self.days,
                weeks=self.weeks,
                months=() if len(self.months) == 12 else tuple(sorted(self.months)),
                fortnightly=self.fortnightly,
                anchor=self.anchor,
                valid_from=self.valid_from,
                valid_to=self.valid_to,
                start=start,
                end=end,
                off_on_holidays=self.off_on_holidays,
                except_days=tuple(self.exceptions),
            )
            for start, end in (times.as_clock for times in self.times or [Times()])
        ]


def rules_of(drafts: Iterable[Draft]) -> tuple[Rule, ...]:
    """The rules, each once."""
    rules: list[Rule] = []
    for rule in (rule for draft in drafts for rule in draft.rules()):
        rules += [] if rule in rules else [rule]
    return tuple(rules)


def together(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """「第1木曜日、第3木曜日」 as one."""
    kept: list[Rule] = []
    for rule in rules:
        alike = next(
            (each for each in kept if each.weeks and rule.weeks and replace(each, weeks=rule.weeks) == rule), None
        )
        if alike is None:
            kept.append(rule)
        else:
            weeks = sorted({*alike.weeks, *rule.weeks}, key=lambda week: week % 10)
            kept[kept.index(alike)] = replace(rule, weeks=tuple(weeks))
    return tuple(kept)
