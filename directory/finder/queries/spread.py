"""What a search finds, spread over the days of a calendar and over a map."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import connection

from directory.finder.queries.dates import MEETS, alike, days, days_asked
from directory.finder.queries.matching import listed, matching
from directory.finder.queries.ordering import NEXT, in_order
from directory.finder.queries.search import Search


@dataclass(frozen=True)
class Pin:
    """A listing on the map, at the point that was agreed to."""

    number: int
    name: str
    lat: float
    lng: float
    precision: str
    activity: str
    next_on: dt.date | None


@dataclass(frozen=True)
class Points:
    """Pins, and how much of what was found has no point."""

    pins: list[Pin]
    without: int


def days_ahead(search: Search, *, first: dt.date, count: int) -> list[tuple[dt.date, int]]:
    """So many days from `first` on, with how much is found on each; the search's own dates are not asked."""
    anyday = replace(search, date=None, when="")
    dates = days_asked(search, first, count)
    query, params = listed(search).values("number").query.sql_with_params()
    statement = f"""
        WITH found AS MATERIALIZED ({query}), rule AS MATERIALIZED ({alike(anyday, dates, by="start", among="found")})
        SELECT day.date, count(DISTINCT number)
        FROM rule JOIN {days(dates)} ON {MEETS} CROSS JOIN LATERAL unnest(numbers) AS number GROUP BY day.date
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found = dict(cursor.fetchall())
    every_day = (first + dt.timedelta(days=number) for number in range(count))
    return [(date, found.get(date, 0)) for date in every_day]


def points(search: Search, *, now: dt.datetime, limit: int = 2000) -> Points:
    """The pins are those next to meet, where there are more than `limit`."""
    found = matching(search, now.date())
    also = ("name", "lat", "lng", "precision", "activities")
    pins = in_order(search, found.filter(lat__isnull=False), order="next", now=now, limit=limit, also=also)
    query, params = found.filter(lat__isnull=True).values("number").query.sql_with_params()
    statement = f"""
        SELECT absent.count, number, name, lat, lng, precision, coalesce(activities[1], ''), date
        FROM (SELECT count(*) FROM ({query}) AS absent) AS absent LEFT JOIN ({pins.text}) AS pin ON true ORDER BY {NEXT}
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, (*params, *pins.params))
        rows = cursor.fetchall()
    return Points([Pin(*pin) for _, *pin in rows if pin[0] is not None], without=rows[0][0])
