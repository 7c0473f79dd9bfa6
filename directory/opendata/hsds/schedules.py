"""The rules of a listing as rows of the schedule table: an RRULE cut into its parts, and the sentence people say."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from directory.finder.queries import rules_of
from directory.finder.recurrence import recurrence, what_an_rrule_says
from directory.finder.wording.place import say_date_of, say_days
from directory.opendata.edition import Edition
from directory.opendata.hsds.ids import Ids, Table
from directory.opendata.hsds.tables import Schedule
from directory.places.models import Listing
from directory.places.schedule import DAY_ENDS, LOOK_AHEAD, OneDay, Rule, say_rule
from kayoiba.tools.saying import say_times

OFFSET = 9
"""Hours before UTC, summer and winter."""
ONE_DAYS = 0x800
"""Positions from here on are of days with their own word, below of rules."""
BROADER = "休む日には、くり返しの項目では あらわせないものがあります。くわしくは description のとおりです。"


def schedules_of(listing: Listing, ids: Ids, edition: Edition) -> list[Schedule]:
    """One for each rule that is not over, and for each day to come that meets by its own word; else the words alone."""
    today = edition.today
    days = [day for day in map(OneDay.from_json, listing.days) if day.date >= today]
    apart = tuple(day.date for day in days)
    said = say_days(listing, today)
    told = [
        (position, _of_rule(replace(rule, off_on=apart), listing, said, today))
        for position, rule in enumerate(rules_of(listing))
        if rule.valid_to is None or rule.valid_to >= today
    ]
    told += [(ONE_DAYS + day.date.toordinal() % ONE_DAYS, _of_day(day, today)) for day in days if day.meets]
    if not told and listing.schedule_text:
        told = [(0, {"description": listing.schedule_text})]
    link = edition.page(listing.number)
    return [
        Schedule(
            id=ids.of(Table.SCHEDULE, listing.number, position),
            service_id=ids.of(Table.SERVICE, listing.number),
            location_id=ids.of(Table.LOCATION, listing.number),
            service_at_location_id=ids.of(Table.SERVICE_AT_LOCATION, listing.number),
            timezone=OFFSET,
            schedule_link=link,
            **parts,
        )
        for position, parts in told
    ]


def _of_rule(rule: Rule, listing: Listing, apart: list[str], today: dt.date) -> dict[str, object]:
    said = what_an_rrule_says(rule)
    notes = [*apart, BROADER] if said != replace(rule, off_on=()) else apart
    since = max(timezone.localdate(listing.updated_at), rule.valid_from or dt.date.min)
    first = next((day for day in _days_from(since) if rule.meets_on(day)), None)
    return {
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "description": say_rule(rule, today),
        "opens_at": _clock(rule.start),
        "closes_at": _clock(rule.end, is_end=True),
        "notes": "\n".join(notes),
        # A fortnight whose weeks nobody knows is no recurrence.
        **({} if first is None else {"dtstart": first, "until": rule.valid_to, **_parts(said)}),
    }


def _parts(said: Rule) -> dict[str, object]:
    """FREQ, INTERVAL and BY… by the names of HSDS, lists with commas."""
    parts = {"INTERVAL": 1, **recurrence(said)}
    return {name.lower(): ",".join(map(str, part)) if isinstance(part, list) else part for name, part in parts.items()}


def _of_day(day: OneDay, today: dt.date) -> dict[str, object]:
    return {
        "valid_from": day.date,
        "valid_to": day.date,
        "dtstart": day.date,
        "freq": "WEEKLY",
        "count": 1,
        "description": f"{say_date_of(day.date, today)} {say_times(day.start, day.end)}".strip(),
        "opens_at": _clock(day.start),
        "closes_at": _clock(day.end, is_end=True),
        "notes": day.note,
    }


def _days_from(first: dt.date) -> Iterator[dt.date]:
    last = min(first.toordinal() + LOOK_AHEAD, dt.date.max.toordinal())
    return map(dt.date.fromordinal, range(first.toordinal(), last))


def _clock(time: dt.time | None, *, is_end: bool = False) -> str:
    """「10:00+09:00」; the end of a day is 24:00."""
    if time is None:
        return ""
    said = "24:00" if is_end and time == DAY_ENDS else f"{time:%H:%M}"
    return f"{said}+{OFFSET:02}:00"
