"""A listing as schema.org data, for search engines and assistants."""

import datetime as dt
import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone

from directory.finder.wording.listing import FACILITIES
from directory.places.models import Listing
from directory.places.schedule import Meeting

UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def linked_data(listing: Listing, meetings: list[Meeting], *, address: str) -> SafeString:
    """The page's JSON-LD: a Place with its next meetings. Safe inside a script element."""
    place = {
        "@context": "https://schema.org",
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
        "event": [_event(listing, meeting, address) for meeting in meetings],
    }
    return mark_safe(json.dumps(_told(place), ensure_ascii=False).translate(UNSAFE))


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
        "endDate": _moment(meeting, meeting.end) if meeting.end else "",
        "location": {"@id": address},
    }
    return _told(event)


def _moment(meeting: Meeting, time: dt.time | None) -> str:
    if time is None:
        return meeting.date.isoformat()
    return dt.datetime.combine(meeting.date, time, get_current_timezone()).isoformat()


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
