"""A meeting rule as a value: what is kept of 「毎月 第2・第4火曜 10時〜11時半 祝日休み」."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from directory.places.days import LAST, mask_of, mask_on
from directory.places.models import MeetingRule, Place
from directory.places.models.schedule import DAY_ENDS


@dataclass(frozen=True)
class Rule:
    """One rule. `weeks` are 1–5 and LAST, `valid_to` is the last day, times are of Asia/Tokyo; empty limits nothing.

    `except_days` are objects of weekdays, weeks, months, days: a day is out when it fits all keys of one. On the dates
    of `off_on` it does not meet this once.
    """

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
    off_on: tuple[dt.date, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Rule":
        """Read what `as_json` wrote."""
        return cls(
            weekdays=tuple(data.get("weekdays", ())),
            days=tuple(data.get("days", ())),
            weeks=_read_weeks(data.get("weeks", ())),
            months=tuple(data.get("months", ())),
            fortnightly=data.get("fortnightly", False),
            anchor=_date(data.get("anchor")),
            start=_time(data.get("start")),
            end=_time(data.get("end")),
            off_on_holidays=data.get("holidays") == "off",
            except_days=tuple(_read_exception(entry) for entry in data.get("except", ())),
            valid_from=_date(data.get("valid_from")),
            valid_to=_date(data.get("valid_to")),
            off_on=tuple(map(dt.date.fromisoformat, data.get("off", ()))),
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
        """An unsaved row of this rule; the dates of `off_on` are rows of `MeetingException`."""
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "off_on"}
        lists = ("weekdays", "days", "weeks", "months", "except_days")
        return MeetingRule(
            place=place,
            position=position,
            **(values | {name: list(values[name]) for name in lists}),
        )

    def as_json(self) -> dict[str, Any]:
        """The rule with its empty parts left out; dates ISO, times HH:MM, an end of "24:00", "last", holidays "off"."""
        data: dict[str, Any] = {
            "weekdays": list(self.weekdays),
            "days": list(self.days),
            "weeks": _write_weeks(self.weeks),
            "months": list(self.months),
            "fortnightly": self.fortnightly,
            "anchor": self.anchor and self.anchor.isoformat(),
            "start": f"{self.start:%H:%M}" if self.start is not None else "",
            "end": _write_end(self.end),
            "holidays": "off" if self.off_on_holidays else "",
            "except": [_write_exception(entry) for entry in self.except_days],
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
            "off": [day.isoformat() for day in self.off_on],
        }
        return {key: value for key, value in data.items() if value}

    @cached_property
    def mask(self) -> int:
        """The days it allows, of every year; none where it is fortnightly and nobody knows in which weeks."""
        if self.fortnightly and self.anchor is None:
            return 0
        return mask_of(
            weekdays=self.weekdays,
            weeks=self.weeks,
            months=self.months,
            days=self.days,
            fortnight_of=self.anchor if self.fortnightly else None,
            off_on_holidays=self.off_on_holidays,
        )

    @cached_property
    def except_masks(self) -> tuple[int, ...]:
        return tuple(mask_of(**exception) for exception in self.except_days)

    def meets_on(self, day: dt.date) -> bool:
        """Does it meet on `day`?"""
        if (self.valid_from and day < self.valid_from) or (self.valid_to and self.valid_to < day):
            return False
        return day not in self.off_on and self.allows(mask_on(day))

    def allows(self, day: int) -> bool:
        """Is a day of this mask one of its days, in a year when the rule holds?"""
        return self.mask & day == day and not any(mask & day == day for mask in self.except_masks)


def _read_weeks(weeks: Iterable[int | str]) -> tuple[int, ...]:
    return tuple(LAST if week == "last" else int(week) for week in weeks)


def _write_weeks(weeks: Iterable[int]) -> list[int | str]:
    return ["last" if week == LAST else week for week in weeks]


def _read_exception(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "weeks": list(_read_weeks(entry["weeks"]))} if "weeks" in entry else dict(entry)


def _write_exception(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "weeks": _write_weeks(entry["weeks"])} if "weeks" in entry else dict(entry)


def _write_end(end: dt.time | None) -> str:
    if end is None:
        return ""
    return "24:00" if end == DAY_ENDS else f"{end:%H:%M}"


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _time(text: str | None) -> dt.time | None:
    if not text:
        return None
    return DAY_ENDS if text == "24:00" else dt.time.fromisoformat(text)
