"""What a place's page says beside the plain columns of the listing."""

import datetime as dt
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse

from directory.finder.queries import Point, rest_on, rules_of, upcoming
from directory.finder.wording.listing import (
    FACILITIES,
    is_stale,
    label,
    say_checked,
    say_fee,
    say_schedule,
    say_where,
)
from directory.finder.wording.rests import say_pauses
from directory.places.models import Listing
from directory.places.saying import own_words
from directory.places.schedule import OneDay
from directory.places.vocabulary import Activity, Precision, Reach, Signup
from kayoiba.tools.saying import say_date, say_day, say_times, yes_no_unknown

DATES = 3
"""How many of the next meetings a place's page tells."""
WELCOMES = {
    "newcomers_welcome": "はじめての人",
    "visit_welcome": "見学",
    "men_welcome": "男の人",
    "children_welcome": "子ども",
}
SIGNS = {"parking": "parking", "wheelchair": "wheelchair"}


def details(listing: Listing, now: dt.datetime) -> dict[str, Any]:
    """What a place's page says beside the plain columns of the listing."""
    today = now.date()
    return {
        "kinds": "・".join(listing.kinds),
        "activity": listing.activities[0] if listing.activities else "",
        "activities": "・".join(Activity(activity).label for activity in listing.activities),
        "pauses": say_pauses(listing, today),
        "is_paused": rest_on(listing, today) is not None,
        "dates": [
            (meeting.date, say_day(meeting.date, today), say_times(meeting.start, meeting.end))
            for meeting in upcoming(listing, now, DATES)
        ],
        "schedule": say_schedule(listing, today),
        "has_rules": bool(listing.rules),
        "own_words": own_words(rules, listing.schedule_text) if (rules := rules_of(listing)) else "",
        "days": say_days(listing, today),
        "where": say_where(listing),
        "fee": say_fee(listing),
        "signup": say_signup(listing),
        "reach": "　".join(part for part in (label(Reach, listing.reach), listing.reach_note) if part),
        "welcomes": say_welcomes(listing),
        "capacity": f"{listing.capacity}人" if listing.capacity else "",
        "facilities": [
            (label, yes_no_unknown(getattr(listing, name)), SIGNS.get(name, ""))
            for name, label in FACILITIES.items()
            if getattr(listing, name) is not None
        ],
        "unknown": "、 ".join(label for name, label in FACILITIES.items() if getattr(listing, name) is None),
        "url": listing.url if listing.url.startswith(("https://", "http://")) else "",
        "checked": say_checked_by(listing, today),
        "is_stale": is_stale(listing, today),
    }


def say_days(listing: Listing, today: dt.date) -> list[str]:
    """The days to come that have their own word: 「12月29日(火)は お休みです」, the soonest first."""
    days = [OneDay.from_json(day) for day in listing.days]
    return [_say_one_day(day, today) for day in days if day.date >= today and not rest_on(listing, day.date)]


def _say_one_day(day: OneDay, today: dt.date) -> str:
    times = say_times(day.start, day.end)
    meets = f"{times} ひらきます" if times else "ひらきます"
    note = f"（{day.note}）" if day.note else ""
    return f"{say_date_of(day.date, today)}は {meets if day.meets else 'お休みです'}{note}"


def say_date_of(day: dt.date, today: dt.date) -> str:
    """「12月29日(火)」, with the year unless it is this one, for what may be read on another day than this."""
    return say_date(day) if day.year == today.year else f"{day.year}年{say_date(day)}"


def say_signup(listing: Listing) -> str:
    return "　".join(part for part in (label(Signup, listing.signup), listing.signup_note) if part)


def say_welcomes(listing: Listing) -> str:
    return "・".join(label for name, label in WELCOMES.items() if getattr(listing, name))


def say_checked_by(listing: Listing, today: dt.date) -> str:
    """「9月3日に訪問して確認（コーディネーター）」"""
    said = say_checked(listing, today)
    return f"{said}（{listing.checked_by}）" if said and listing.checked_by else said


def maps_of(listing: Listing) -> dict[str, str]:
    """Where to see it on a map, and how exactly a map can show it; nothing where no point may be shown."""
    if listing.lat is None or listing.lng is None:
        return {}
    near = urlencode({"near": str(Point(listing.lat, listing.lng)), "view": "map"}, safe=",")
    closeness = 17 if listing.precision == Precision.ADDRESS else 15
    return {
        "around": f"{reverse('finder:places')}?{near}",
        "alone": f"https://maps.gsi.go.jp/#{closeness}/{listing.lat:.5f}/{listing.lng:.5f}/",
    }


def ways_to_tell(listing: Listing, said: dict[str, Any], address: str) -> dict[str, str]:
    """Addresses that open LINE and the mail of the reader with the place in short; no 「あした」, it is read later."""
    dates = [f"次は {say_date(date)} {times}".strip() for date, _, times in said["dates"][:1]]
    lines = [listing.name, *dates, *said["schedule"], said["where"], address]
    text = "\n".join(line for line in lines if line)
    mail = urlencode({"subject": listing.name, "body": text}, quote_via=quote)
    return {"line": f"https://line.me/R/share?{urlencode({'text': text}, quote_via=quote)}", "mail": f"mailto:?{mail}"}
