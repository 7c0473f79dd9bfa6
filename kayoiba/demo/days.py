"""Days to come that have their own word at sample places: the hall is mended, a feast begins later, a year ends."""

import datetime as dt
from random import Random

from directory.places.schedule import OneDay, Rule, next_meetings
from kayoiba.demo.records import History

MEETINGS = 8
"""How many of the next meetings are looked at."""
AT_YEARS_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
OFF = ("会館の工事のため", "地区の行事と重なるため", "世話人のつごうで")
FEASTS = ("みんなで ごちそうを囲みます", "子どもたちも来ます", "講師をまねいた 体操の日です")
LATER = (dt.time(13, 30), dt.time(15))


def plan_days(history: History, today: dt.date) -> list[OneDay]:
    """One in three rests at the year's end; one in twelve has a day off, one in twelve a feast at another time."""
    rng = Random(history.place.name)
    rules = [Rule.from_json(rule) for rule in history.place.rules]
    dates = [meeting.date for meeting in next_meetings(rules, dt.datetime.combine(today, dt.time()), MEETINGS)]
    if not history.listed_on(today) or not history.known_on(today) or len(set(dates)) < MEETINGS:
        return []
    days = {date: OneDay(date, meets=False, note="年末年始") for date in dates if _ends_the_year(date)}
    days = days if rng.random() < 0.33 else {}
    if rng.random() < 0.08:
        days[dates[1]] = OneDay(dates[1], meets=False, note=rng.choice(OFF))
    if rng.random() < 0.08:
        days[dates[3]] = OneDay(dates[3], True, *LATER, note=rng.choice(FEASTS))
    return list(days.values())


def _ends_the_year(date: dt.date) -> bool:
    return (date.month, date.day) in AT_YEARS_END
