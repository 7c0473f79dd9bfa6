"""What a search finds, spread over the days of a calendar and over a map."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from directory.finder.queries.dates import alike, days, meets_that_day
from directory.finder.queries.matching import listed, matching
from directory.finder.queries.ordering import NEXT, in_order
from directory.finder.queries.search import Search


@dataclass(frozen=True)
class Pin:
    """A listing as the map names it, with the point that was agreed to, if there is one."""

    number: int
    name: str
    lat: float | None
    lng: float | None
    precision: str
    activity: str
    next_on: dt.date | None
    next_start: dt.time | None


@dataclass(frozen=True)
class Points:
    """What is on the map, and what was found but has no point."""

    pins: list[Pin]
    without: list[Pin]


def days_ahead(search: Search, *, now: dt.datetime, count: int) -> list[tuple[dt.date, int]]:
    """So many days from today on, with how much is found on each; the search's own dates are not asked."""
    first = now.date()
    query, params = listed(search).values("number").query.sql_with_params()
    statement = f"""
        SELECT day.date, count(DISTINCT number)
        FROM (WITH found AS ({query}) {alike(search, first, count, among="found")}) AS rule
        JOIN {days(first, count)} ON {meets_that_day(search, now)} CROSS JOIN LATERAL unnest(numbers) AS number
        GROUP BY day.date
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found = dict(cursor.fetchall())
    every_day = (first + dt.timedelta(days=number) for number in range(count))
    return [(date, found.get(date, 0)) for date in every_day]


def points(search: Search, *, now: dt.datetime, limit: int = 2000) -> Points:
    """Those next to meet, where more than `limit` are found."""
    also = ("name", "lat", "lng", "precision", "activities")
    found = in_order(search, matching(search, now), order="next", now=now, limit=limit, also=also)
    columns = "number, name, lat, lng, precision, coalesce(activities[1], ''), date, start"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM ({found.text}) AS found ORDER BY {NEXT}", found.params)
        pins = [Pin(*row) for row in cursor.fetchall()]
    return Points([pin for pin in pins if pin.lat is not None], [pin for pin in pins if pin.lat is None])
