"""What a place's page says beside the plain columns of the listing."""

import datetime as dt
from typing import Any

from directory.finder.queries import rest_on, rests_of, rules_of, upcoming
from directory.finder.wording.listing import (
    FACILITIES,
    is_stale,
    label,
    say_checked,
    say_fee,
    say_plain_date,
    say_schedule,
    say_where,
)
from directory.places.models import Listing
from directory.places.schedule import Rest, say_rules
from directory.places.vocabulary import Activity, PauseReason, Reach, Signup
from kayoiba.tools.kana import fold
from kayoiba.tools.saying import say_day, say_times, yes_no_unknown

DATES = 3
"""How many of the next meetings a place's page tells."""
PAUSED_FOR = {
    PauseReason.DISASTER: "被災したため",
    PauseReason.EPIDEMIC: "感染症をふせぐため",
    PauseReason.VENUE: "会場のつごうで",
    PauseReason.PEOPLE: "担い手のつごうで",
    PauseReason.SEASON: "季節のため",
}
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
        "own_words": _own_words(listing),
        "where": say_where(listing),
        "fee": say_fee(listing),
        "signup": "　".join(part for part in (label(Signup, listing.signup), listing.signup_note) if part),
        "reach": "　".join(part for part in (label(Reach, listing.reach), listing.reach_note) if part),
        "welcomes": "・".join(label for name, label in WELCOMES.items() if getattr(listing, name)),
        "capacity": f"{listing.capacity}人" if listing.capacity else "",
        "facilities": [
            (label, yes_no_unknown(getattr(listing, name)), SIGNS.get(name, ""))
            for name, label in FACILITIES.items()
            if getattr(listing, name) is not None
        ],
        "unknown": "・".join(label for name, label in FACILITIES.items() if getattr(listing, name) is None),
        "url": listing.url if listing.url.startswith(("https://", "http://")) else "",
        "checked": say_checked(listing, today),
        "is_stale": is_stale(listing, today),
    }


def say_pauses(listing: Listing, today: dt.date) -> list[str]:
    """Those that are not over, the soonest first."""
    return [_say_pause(rest, today) for rest in rests_of(listing) if rest.until is None or rest.until >= today]


def _say_pause(rest: Rest, today: dt.date) -> str:
    """「2026年4月1日から 担い手のつごうで お休みしています。いつまでかは きまっていません。」 and the note."""
    reason = PAUSED_FOR.get(rest.reason, "")
    verb = "お休みしています" if rest.from_date <= today else "お休みします"
    until = f"{say_plain_date(rest.until, today)}までの予定です" if rest.until else "いつまでかは きまっていません"
    said = " ".join(part for part in (f"{say_plain_date(rest.from_date, today)}から", reason, verb) if part)
    return f"{said}。{until}。{rest.note}"


def _own_words(listing: Listing) -> str:
    """What the rules were read from, where it says it in another way: it may hold what the rules cannot."""
    rules = rules_of(listing)
    same = not rules or fold(listing.schedule_text) == fold(say_rules(rules))
    return "" if same else listing.schedule_text
