"""What a listing in hand says of its dates, without asking the database."""

import datetime as dt
from typing import Any, Protocol

from directory.places.schedule import Meeting, OneDay, Rest, Rule, next_meetings, with_days


class Dated(Protocol):
    """A listing, or a row with as much of it as its dates are computed from: `DATED`."""

    rules: Any
    pauses: Any
    days: Any


DATED = ("rules", "pauses", "days")


def upcoming(listing: Dated, since: dt.datetime, count: int) -> list[Meeting]:
    """The next meetings that are not over at `since`, with none on the days of the listing's pauses."""
    rules = with_days(rules_of(listing), map(OneDay.from_json, listing.days))
    return next_meetings(rules, since, count, rests_of(listing))


def rest_on(listing: Dated, day: dt.date) -> Rest | None:
    return next((rest for rest in rests_of(listing) if rest.holds_on(day)), None)


def rests_of(listing: Dated) -> tuple[Rest, ...]:
    return tuple(Rest.from_json(pause) for pause in listing.pauses)


def rules_of(listing: Dated) -> tuple[Rule, ...]:
    return tuple(Rule.from_json(rule) for rule in listing.rules)
