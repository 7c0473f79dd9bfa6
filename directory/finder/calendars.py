"""Calendars to take home: the rules of a listing as events that repeat (RFC 5545).

An RRULE says weekdays, weeks of the month, months and days. Whatever else keeps a day out (holidays, exceptions,
pauses, days with their own word) is an EXDATE; those are told to the end of the year after next, and there an event
that has any ends: a calendar that nobody fetches again must not send anybody to a locked door. All follows from the
listing and the year, and stays the same until one of them changes.
"""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from directory.finder.queries import DAYS, Search, rests_of, rules_of
from directory.finder.recurrence import recurrence, what_an_rrule_says
from directory.finder.wording.listing import say_fee, say_schedule, say_where
from directory.places.models import Listing
from directory.places.schedule import DAY_ENDS, WEEKDAYS, OneDay, Rest, Rule
from kayoiba.tools.saying import NOON, say_phone

A_DAY = dt.timedelta(days=1)
NINE_HOURS = dt.timedelta(hours=9)
CONTENT_TYPE = "text/calendar; charset=utf-8"
END = b"END:VCALENDAR\r\n"
EVERYTHING = Search()


def calendar(
    listings: Iterable[tuple[Listing, str]], *, name: str, today: dt.date, search: Search = EVERYTHING
) -> Iterator[bytes]:
    """The meetings of some listings, each with the address of its page; of its days and times those asked for.

    In pieces, one event at a time, so that memory does not grow with their number.
    """
    yield _head(name).to_ical().removesuffix(END)
    for listing, address in listings:
        for event, note in _events(listing, search, dt.date(today.year + 2, 12, 31)):
            _describe(event, note, listing, address, today)
            yield event.to_ical()
    yield END


def _head(name: str) -> Calendar:
    head = Calendar()
    title = vText(" ".join(name.split()))  # of these two keys icalendar does not know that they are text
    told = {"PRODID": "-//kayoiba//JA", "VERSION": "2.0", "METHOD": "PUBLISH", "NAME": title, "X-WR-CALNAME": title}
    for key, value in told.items():
        head.add(key, value)
    head.add("REFRESH-INTERVAL", A_DAY, parameters={"VALUE": "DURATION"})
    head.add_component(_tokyo())
    return head


def _events(listing: Listing, search: Search, horizon: dt.date) -> Iterator[tuple[Event, str]]:
    """One for each rule, and one with its note for each day that meets by its own word."""
    since = timezone.localdate(listing.updated_at)
    rests = [rest for rest in rests_of(listing) if rest.until is None or rest.until >= since]
    days = [day for day in map(OneDay.from_json, listing.days) if day.date >= since]
    off_on = tuple(day.date for day in days)
    rules = (_asked_for(rule, search) for rule in rules_of(listing))
    for name, rule in _named(rule for rule in rules if rule):
        if event := _repeating(replace(rule, off_on=off_on), rests, since, horizon):
            event.add("UID", _uid(listing, name))
            yield event, ""
    for day in days:
        alone = Rule(weekdays=(WEEKDAYS[day.date.weekday()],), start=day.start)
        if day.meets and not _rests_on(day.date, rests) and _asked_for(alone, search):
            event = _starting(day.date, day.start, day.end)
            event.add("UID", _uid(listing, f"{day.date:%Y%m%d}"))
            yield event, day.note


def _asked_for(rule: Rule, search: Search) -> Rule | None:
    """What of a rule is asked for; one by days of the month falls on any weekday."""
    if search.time and (rule.start is None or (rule.start < NOON) != (search.time == "am")):
        return None
    if not search.days or not rule.weekdays:
        return rule
    left = tuple(day for day in rule.weekdays if DAYS[WEEKDAYS.index(day)] in search.days)
    return replace(rule, weekdays=left) if left else None


def _repeating(rule: Rule, rests: list[Rest], since: dt.date, horizon: dt.date) -> Event | None:
    """The event of a rule from its first meeting on; nothing where there is none before the horizon."""
    dates = _days(rule, max(since, rule.valid_from or since), horizon)
    first = next((day for day in dates if rule.meets_on(day) and not _rests_on(day, rests)), None)
    if first is None:
        return None
    said = what_an_rrule_says(rule)
    says_all = said == rule and not rests
    last = _last_day(rule, rests, None if says_all else horizon)
    event = _starting(first, rule.start, rule.end)
    event.add("RRULE", _recurrence(said, last))
    out = [
        _moment(day, rule.start)
        for day in (() if says_all else _days(rule, first, min(last or first, horizon)))
        if (not rule.meets_on(day) or _rests_on(day, rests)) and said.meets_on(day)
    ]
    if out:
        event.add("EXDATE", out, parameters=None if rule.start else {"VALUE": "DATE"})
    return event


def _last_day(rule: Rule, rests: list[Rest], horizon: dt.date | None) -> dt.date | None:
    """The last day that may be said: of the rule, before a rest without an end, or the horizon."""
    pauses = [rest.from_date - A_DAY for rest in rests if rest.until is None]
    return min((day for day in (rule.valid_to, horizon, *pauses) if day), default=None)


def _days(rule: Rule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Those that may be days of the rule: mostly one of a week, of the thousand to the horizon."""
    count = (last - first).days + 1
    steps = [range((WEEKDAYS.index(day) - first.weekday()) % 7, count, 7) for day in rule.weekdays]
    return (first + A_DAY * step for step in (sorted(chain(*steps)) if steps else range(count)))


def _rests_on(day: dt.date, rests: list[Rest]) -> bool:
    return any(rest.holds_on(day) for rest in rests)


def _recurrence(said: Rule, last: dt.date | None) -> dict[str, object]:
    if last is None:
        return recurrence(said)
    until = _utc(dt.datetime.combine(last, dt.time(23, 59, 59))) if said.start else last
    return recurrence(said) | {"UNTIL": until}


def _starting(day: dt.date, start: dt.time | None, end: dt.time | None) -> Event:
    event = Event()
    event.add("DTSTART", _moment(day, start))
    if start and end is not None:
        event.add("DTEND", _moment(day + A_DAY if end == DAY_ENDS else day, end))
    return event


def _moment(day: dt.date, time: dt.time | None) -> dt.date:
    """Without a time the whole day."""
    return day if time is None else dt.datetime.combine(day, time, timezone.get_default_timezone())


def _describe(event: Event, note: str, listing: Listing, address: str, today: dt.date) -> None:
    venue = " ".join(part for part in (listing.venue_name, listing.address) if part)
    contact = [say_phone(listing.contact_phone), listing.contact_name, listing.contact_hours]
    fee = say_fee(listing)
    lines = [
        note,
        *say_schedule(listing, today),
        f"費用 {fee}" if fee else "",
        f"電話 {' '.join(part for part in contact if part)}" if listing.contact_phone else "",
        address,
    ]
    told = {
        "SUMMARY": listing.name,
        "LOCATION": venue or say_where(listing),
        "DESCRIPTION": "\n".join(line for line in lines if line),
        "URL": address,
        "GEO": None if listing.lat is None else (listing.lat, listing.lng),
        "DTSTAMP": listing.updated_at.astimezone(dt.UTC),
        "LAST-MODIFIED": listing.updated_at.astimezone(dt.UTC),
    }
    for key, value in told.items():
        if value:
            event.add(key, value)


def _named(rules: Iterable[Rule]) -> Iterator[tuple[str, Rule]]:
    """The rules, none twice, each with a name that it keeps when its hours change."""
    alike: Counter[str] = Counter()
    for rule in {_digest(rule): rule for rule in rules}.values():
        days = _digest(replace(rule, start=None, end=None))
        alike[days] += 1
        yield days if alike[days] == 1 else f"{days}-{alike[days]}", rule


def _digest(rule: Rule) -> str:
    """The same rule has the same digest, however often the listing is written."""
    return hashlib.sha256(json.dumps(rule.as_json(), sort_keys=True).encode()).hexdigest()[:16]


def _uid(listing: Listing, which: str) -> str:
    return f"{listing.number}-{which}@{settings.MUNICIPALITY}.kayoiba"


def _utc(moment: dt.datetime) -> dt.datetime:
    return timezone.make_aware(moment, timezone.get_default_timezone()).astimezone(dt.UTC)


def _tokyo() -> Timezone:
    """Nine hours before Greenwich, summer and winter."""
    standard = TimezoneStandard()
    told = {"DTSTART": dt.datetime(1970, 1, 1), "TZNAME": "JST", "TZOFFSETFROM": NINE_HOURS, "TZOFFSETTO": NINE_HOURS}  # noqa: DTZ001
    for key, value in told.items():
        standard.add(key, value)
    zone = Timezone()
    zone.add("TZID", settings.TIME_ZONE)
    zone.add_component(standard)
    return zone
