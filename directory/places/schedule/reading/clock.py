"""Times of day: 「午後1時30分～3時」, 「13-16」, 「正午から」, 「17時まで」."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from directory.places.schedule.reading.numbers import number
from directory.places.schedule.reading.vocabulary import Kind
from directory.places.schedule.reading.words import Word

NOON, MIDNIGHT = 12 * 60, 24 * 60
MORNING = ("午前", "朝", "早朝", "a")
PAUSES = {Kind.GAP, Kind.BREAK}


@dataclass(frozen=True)
class Times:
    """From `start` to `end`, minutes of the day; `is_sure` unless nobody can tell morning from afternoon."""

    start: int | None = None
    end: int | None = None
    is_sure: bool = True
    is_point: bool = False
    """One time without 「から」 or 「まで」: the beginning, or the end where another column has the beginning."""

    @property
    def as_clock(self) -> tuple[dt.time | None, dt.time | None]:
        return _clock(self.start), _clock(self.end)


@dataclass(frozen=True)
class Point:
    """An hour as it is written, 「午後」 or nothing before it."""

    half: str
    hour: int
    minute: int

    @property
    def is_afternoon(self) -> bool:
        return bool(self.half) and not self.half.startswith(MORNING)

    def minutes(self) -> int | None:
        """Minutes of the day; none for 1 to 5 o'clock of an unknown half."""
        if self.minute > 59 or self.hour > 24 or (not self.half and 1 <= self.hour <= 5):
            return None
        if self.half in {"夜", "深夜"} and self.hour == 12:
            return MIDNIGHT + self.minute
        late = self.is_afternoon and self.hour < 12 and not (self.half.endswith("昼") and self.hour > 4)
        return (self.hour + 12 * late) * 60 + self.minute

    def minutes_after(self, start: "Point") -> int | None:
        """As an end: the half of the beginning holds on, 「午前10時～3時」 ends in the afternoon."""
        if self.half or not start.half:
            return self.minutes()
        begun = start.minutes()
        choices = [hour * 60 + self.minute for hour in (self.hour, self.hour + 12) if hour <= 24 and self.minute < 60]
        return next((end for end in choices if begun is not None and begun < end <= MIDNIGHT), None)


def between(start: int | None, end: int | None) -> Times:
    """Both of two times that must be in order."""
    is_sure = start is not None and end is not None and start < end <= MIDNIGHT
    return Times(start, end, is_sure)


def read_times(words: Sequence[Word], place: int) -> tuple[Times, int] | None:
    """The times that begin at `place`, and where the words after them begin."""
    if words[place].kind is Kind.RANGE:
        end = _point(words, place + 1)
        return (_until(end[0]), end[1]) if end else None
    found = _point(words, place)
    if found is None:
        return _bare_hours(words, place)
    start, place = found
    place = _after(words, place, {Kind.ABOUT})
    goes_on = _after(words, _after(words, place, PAUSES), {Kind.RANGE, Kind.FROM})
    if goes_on > place and words[goes_on - 1].kind in {Kind.RANGE, Kind.FROM}:
        return _range_from(start, words, goes_on)
    if _is(words, place, Kind.UNTIL):
        return _until(start), place + 1
    after = _after(words, place, {Kind.SINCE})
    return _from(start, is_point=after == place), after


def _range_from(start: Point, words: Sequence[Word], place: int) -> tuple[Times, int]:
    pause = _after(words, place, PAUSES)
    found = _point(words, pause) or _bare_hour(words, place)
    if found is None or (pause > place and _is(words, found[1], Kind.RANGE)):  # 「9:30～ 10:00～12:00」 are two
        return _from(start), place
    end, place = found
    place = _after(words, place, {Kind.ABOUT})
    return between(start.minutes(), end.minutes_after(start)), _after(words, place, {Kind.UNTIL})


def _bare_hours(words: Sequence[Word], place: int) -> tuple[Times, int] | None:
    """「10～12時」, 「午前10～12時」 and, where nothing is counted with them, 「13-16」."""
    half, place = _half(words, place)
    first = _bare_hour(words, place)
    if first is None or not _is(words, first[1], Kind.RANGE):
        return None
    start = Point(half, first[0].hour, 0)
    last = _point(words, first[1] + 1) or _bare_hour(words, first[1] + 1)
    if last is None or (last[0].hour, last[0].minute) <= (0, 0) or start.hour > 24:
        return None
    end, place = last
    if not half and _is(words, first[1] + 1, Kind.NUMBER) and not 5 < start.hour < end.hour <= 24:
        return None
    return between(start.minutes(), end.minutes_after(start)), _after(words, place, {Kind.UNTIL})


def _bare_hour(words: Sequence[Word], place: int) -> tuple[Point, int] | None:
    follows = words[place + 1].kind if place + 1 < len(words) else Kind.TAB
    if not _is(words, place, Kind.NUMBER) or follows in {Kind.LETTER, Kind.TEXT, Kind.WEEK, Kind.WEEKDAY}:
        return None
    hour = number(words[place].text)
    return (Point("", hour, 0), place + 1) if hour <= 24 else None


def _point(words: Sequence[Word], place: int) -> tuple[Point, int] | None:
    half, place = _half(words, place)
    if _is(words, place, Kind.NOON):
        return Point("正午", 12, 0), place + 1
    if not _is(words, place, Kind.TIME):
        return None
    hour, minute = _figures(words[place].text)
    if not half and _is(words, place + 1, Kind.HALF) and words[place + 1].text[0] in "ap":
        return Point(words[place + 1].text, hour, minute), place + 2
    return Point(half, hour, minute), place + 1


def _half(words: Sequence[Word], place: int) -> tuple[str, int]:
    if not _is(words, place, Kind.HALF):
        return "", place
    after = _after(words, place + 1, {Kind.GAP})
    if after < len(words) and words[after].text == "の":
        after += 1
    return words[place].text, after


def _figures(text: str) -> tuple[int, int]:
    figures = re.findall(r"[0-9]+|[零〇]|[一二三四五六七八九十]+|半", text)
    minute = 0 if len(figures) == 1 else 30 if figures[1] == "半" else number(figures[1])
    return number(figures[0]), minute


def _from(point: Point, is_point: bool = False) -> Times:
    minutes = point.minutes()
    return Times(start=minutes, is_sure=minutes is not None and minutes < MIDNIGHT, is_point=is_point)


def _until(point: Point) -> Times:
    minutes = point.minutes()
    return Times(end=minutes, is_sure=minutes is not None and 0 < minutes <= MIDNIGHT)


def _clock(minutes: int | None) -> dt.time | None:
    return None if minutes is None else dt.time(minutes // 60 % 24, minutes % 60)


def _is(words: Sequence[Word], place: int, kind: Kind) -> bool:
    return place < len(words) and words[place].kind is kind


def _after(words: Sequence[Word], place: int, kinds: set[Kind]) -> int:
    while place < len(words) and words[place].kind in kinds:
        place += 1
    return place
