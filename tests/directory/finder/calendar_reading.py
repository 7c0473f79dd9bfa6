"""Calendars read back: by icalendar, their recurrences expanded by dateutil."""

import datetime as dt
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

from directory.places.schedule import DAY_ENDS, Meeting

TOKYO = ZoneInfo("Asia/Tokyo")


def events(written):
    return Calendar.from_ical(written).walk("VEVENT")


def meetings(written, first, last):
    """Every meeting a reader's calendar shows from `first` to `last`, soonest first."""
    found = {_meeting(event, day) for event in events(written) for day in _days(event) if first <= day.date() <= last}
    return sorted(found, key=lambda meeting: (meeting.date, meeting.start or dt.time.min, meeting.end or dt.time.max))


def _days(event):
    """The beginnings of an event, in Tokyo and without saying so."""
    every = rruleset()
    begins = _plain(event["DTSTART"].dt)
    every.rdate(begins)
    if "RRULE" in event:
        said = event["RRULE"].to_ical().decode()
        if until := event["RRULE"].get("UNTIL"):
            said = said.replace(f"{until[0]:%Y%m%dT%H%M%SZ}", f"{_plain(until[0]):%Y%m%dT%H%M%S}")
        every.rrule(rrulestr(said, dtstart=begins))
    out = event.get("EXDATE", [])
    for listed in out if isinstance(out, list) else [out]:
        for day in listed.dts:
            every.exdate(_plain(day.dt))
    return every.between(_plain(dt.date(2020, 1, 1)), _plain(dt.date(2040, 1, 1)), inc=True)


def _meeting(event, begins):
    if not isinstance(event["DTSTART"].dt, dt.datetime):
        return Meeting(begins.date(), None, None)
    end = event["DTEND"].dt.time() if "DTEND" in event else None
    if "DTEND" in event:
        assert event["DTEND"].dt > event["DTSTART"].dt
        assert (event["DTEND"].dt.date() > event["DTSTART"].dt.date()) == (end == DAY_ENDS)
    return Meeting(begins.date(), begins.time(), end)


def _plain(moment):
    if isinstance(moment, dt.datetime):
        return moment.astimezone(TOKYO).replace(tzinfo=None)
    return dt.datetime.combine(moment, dt.time.min)
