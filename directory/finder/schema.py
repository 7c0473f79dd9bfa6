"""A listing as schema.org data, for search engines and assistants."""

import datetime as dt
import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone

from directory.finder.queries import rules_of
from directory.finder.wording.listing import FACILITIES
from directory.places.models import Listing
from directory.places.schedule import DAY_ENDS, LAST, Meeting, Rule
from directory.places.vocabulary import Weekday

CONTEXT = "https://schema.org"
A_DAY = dt.timedelta(days=1)
DAYS = {day.value: f"https://schema.org/{day.name.title()}" for day in Weekday}
UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def linked_data(listing: Listing, meetings: list[Meeting], *, address: str) -> SafeString:
    """The page's JSON-LD: a Place with its next meetings and their rules. Safe inside a script element."""
    return in_a_script({"@context": CONTEXT, **place_data(listing, meetings, address=address)})


def in_a_script(data: dict[str, Any]) -> SafeString:
    """JSON that is safe inside a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(UNSAFE))


def place_data(listing: Listing, meetings: list[Meeting], *, address: str) -> dict[str, Any]:
    """A Place with these meetings and with its rules, in the words of schema.org."""
    place = {
        "@type": "Place",
        "@id": address,
        "url": address,
        "name": listing.name,
        "alternateName": [name for name in (listing.reading, listing.alias) if name],
        "description": listing.introduction,
        "address": listing.address,
        "geo": _point(listing),
        "telephone": listing.contact_phone,
        "isAccessibleForFree": True if listing.fee_amount == 0 else None,
        "amenityFeature": _features(listing),
        "event": [*(_event(listing, meeting, address) for meeting in meetings), *_series(listing, address)],
    }
    return _told(place)


def _point(listing: Listing) -> dict[str, Any] | None:
    if listing.lat is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": listing.lat, "longitude": listing.lng}


def _features(listing: Listing) -> list[dict[str, Any]]:
    return [
        {"@type": "LocationFeatureSpecification", "name": label, "value": getattr(listing, name)}
        for name, label in FACILITIES.items()
        if getattr(listing, name) is not None
    ]


def _event(listing: Listing, meeting: Meeting, address: str) -> dict[str, Any]:
    event = {
        "@type": "Event",
        "name": listing.name,
        "startDate": _moment(meeting, meeting.start),
        "endDate": _end(meeting),
        "location": {"@id": address},
    }
    return _told(event)


def _series(listing: Listing, address: str) -> list[dict[str, Any]]:
    """The rules that a Schedule can say, as one series; a pause is said by the meetings, of which there are none."""
    apart = [day["date"] for day in listing.days]
    schedules = [_schedule(rule, apart) for rule in rules_of(listing) if _can_be_said(rule)]
    if not schedules or listing.pauses:
        return []
    series = {"@type": "EventSeries", "name": listing.name, "location": {"@id": address}, "eventSchedule": schedules}
    return [series]


def _can_be_said(rule: Rule) -> bool:
    """A Schedule has no word for holidays or for what is excepted, and does not know which fortnight is meant."""
    return not (rule.off_on_holidays or rule.except_days or rule.fortnightly)


def _schedule(rule: Rule, apart: list[str]) -> dict[str, Any]:
    """A rule but for the dates that have their own word."""
    counted = LAST in rule.weeks  # byMonthWeek goes from 1 to 5 alone
    by_position = [f"{week}{day.upper()}" for week in rule.weeks for day in rule.weekdays]
    schedule = {
        "@type": "Schedule",
        "repeatFrequency": "P1M" if rule.days or rule.weeks else "P1W",
        "byDay": by_position if counted else [DAYS[day] for day in rule.weekdays],
        "byMonthWeek": [] if counted else list(rule.weeks),
        "byMonthDay": list(rule.days),
        "byMonth": list(rule.months),
        "startTime": f"{rule.start:%H:%M}" if rule.start is not None else "",
        "endTime": "" if rule.end is None else "24:00" if rule.end == DAY_ENDS else f"{rule.end:%H:%M}",
        "startDate": rule.valid_from.isoformat() if rule.valid_from else "",
        "endDate": rule.valid_to.isoformat() if rule.valid_to else "",
        "exceptDate": apart,
        "scheduleTimezone": "Asia/Tokyo",
    }
    return _told(schedule)


def _moment(meeting: Meeting, time: dt.time | None) -> str:
    if time is None:
        return meeting.date.isoformat()
    return dt.datetime.combine(meeting.date, time, get_current_timezone()).isoformat()


def _end(meeting: Meeting) -> str:
    if meeting.end is None:
        return ""
    return _moment(Meeting(meeting.date + A_DAY, None, None) if meeting.end == DAY_ENDS else meeting, meeting.end)


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
