"""Meeting schedules for the sample city: rules and the sentence that says the same, made side by side.

Rules are in the notation that `directory.places.schedule.Rule.from_json` reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

NAMES = {"Mo": "月", "Tu": "火", "We": "水", "Th": "木", "Fr": "金", "Sa": "土", "Su": "日"}
KANA = {
    "Mo": "げつよう",
    "Tu": "かよう",
    "We": "すいよう",
    "Th": "もくよう",
    "Fr": "きんよう",
    "Sa": "どよう",
    "Su": "にちよう",
}
ALL = list(NAMES)
USUAL = ALL[:6]

Days = tuple[dict[str, Any], str]


@dataclass(frozen=True)
class SampleSchedule:
    """What a coordinator would have typed, and what it means; without rules only the sentence."""

    rules: tuple[dict[str, Any], ...] = ()
    text: str = ""

    @property
    def weekday(self) -> str:
        """The one weekday that a name such as 水曜サロン may carry."""
        days = {day for rule in self.rules for day in rule.get("weekdays", ())}
        return days.pop() if len(days) == 1 else ""


def make_schedule(words: dict[str, Any], rng: Random) -> SampleSchedule:
    shape = rng.choice(words["shapes"])
    if shape == "text":
        return SampleSchedule(text=rng.choice(words["vague"]))
    start, end = rng.choice(words["slots"]).split("-")
    rule, text = _once_a_year(words["months"], rng) if shape == "yearly" else SHAPES[shape](rng)
    rule |= {"start": start.zfill(5), "end": end.zfill(5)}
    text += " " + rng.choice((say_times, plain_times))(start, end)
    if shape in REST_ON_HOLIDAYS and rng.random() < 0.4:
        rule["holidays"] = "off"
        text += " 祝日は休み"
    return SampleSchedule((rule,), text)


def say_times(start: str, end: str) -> str:
    """「午前10時〜11時30分」, with 午後 again where noon lies between."""
    until = _say_time(end)
    if _half(start) == _half(end):
        until = until.removeprefix(_half(end))
    return f"{_say_time(start)}〜{until}"


def plain_times(start: str, end: str) -> str:
    return f"{start}〜{end}"


def _half(time: str) -> str:
    return "午前" if int(time.split(":")[0]) < 12 else "午後"


def _say_time(time: str) -> str:
    hour, minute = map(int, time.split(":"))
    if (hour, minute) == (12, 0):
        return "正午"
    return f"{_half(time)}{hour % 12}時" + (f"{minute}分" if minute else "")


def _two(rng: Random) -> list[str]:
    return sorted(rng.sample(ALL[:5], 2), key=ALL.index)


def _once_a_month(rng: Random) -> Days:
    week, day = rng.randint(1, 4), rng.choice(USUAL)
    return {"weekdays": [day], "weeks": [week]}, f"毎月 第{week}{NAMES[day]}曜日"


def _twice_a_month(rng: Random) -> Days:
    weeks, day = rng.choice(([1, 3], [2, 4])), rng.choice(USUAL)
    dot = rng.choice(("・第", "・"))
    return {"weekdays": [day], "weeks": weeks}, f"第{weeks[0]}{dot}{weeks[1]}{NAMES[day]}曜日"


def _but_august(rng: Random) -> Days:
    rule, text = _once_a_month(rng)
    return rule | {"except": [{"months": [8]}]}, f"{text}（8月は休み）"


def _last_of_month(rng: Random) -> Days:
    day = rng.choice(USUAL)
    return {"weekdays": [day], "weeks": ["last"]}, f"毎月 最終{NAMES[day]}曜日"


def _weekly(rng: Random) -> Days:
    day = rng.choice(USUAL)
    return {"weekdays": [day]}, f"毎週{NAMES[day]}曜日"


def _twice_a_week(rng: Random) -> Days:
    days = _two(rng)
    return {"weekdays": days}, f"毎週{NAMES[days[0]]}・{NAMES[days[1]]}曜日"


def _fortnightly(rng: Random) -> Days:
    day = rng.choice(USUAL)
    return {"weekdays": [day], "fortnightly": True}, f"隔週{NAMES[day]}曜日"


def _workdays(rng: Random) -> Days:
    return {"weekdays": ALL[:5], "holidays": "off"}, "平日"


def _daily(rng: Random) -> Days:
    return {"weekdays": ALL}, "毎日"


def _once_a_year(months: list[int], rng: Random) -> Days:
    month, week = rng.choice(months), rng.randint(1, 4)
    return {"weekdays": ["Su"], "weeks": [week], "months": [month]}, f"毎年{month}月の第{week}日曜日"


SHAPES: dict[str, Callable[[Random], Days]] = {
    "monthly1": _once_a_month,
    "monthly2": _twice_a_month,
    "monthly_but_august": _but_august,
    "last": _last_of_month,
    "weekly": _weekly,
    "weekly2": _twice_a_week,
    "fortnightly": _fortnightly,
    "workdays": _workdays,
    "daily": _daily,
}
REST_ON_HOLIDAYS = {"monthly1", "monthly2", "weekly", "weekly2"}
