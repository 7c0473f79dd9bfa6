"""Listings in an order, each with its next meeting as asked and its distance, in one statement."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from directory.finder.queries.dates import NEVER_ONE_BY_ONE, soonest
from directory.finder.queries.search import Point, Search
from directory.places.models import Listing

NEXT = "date NULLS LAST, start NULLS FIRST, sort_key, number"
ORDERS = {"next": NEXT, "near": f"metres NULLS LAST, {NEXT}", "name": "sort_key, number"}
METRES = """CASE WHEN found.lat + origin.lat IS NOT NULL THEN round(12742000 * asin(least(1, sqrt(
    sin(radians(found.lat - origin.lat) / 2) ^ 2
    + cos(radians(origin.lat)) * cos(radians(found.lat)) * sin(radians(found.lng - origin.lng) / 2) ^ 2
))))::int END"""
"""Along the great circle (haversine), on a ball of the mean radius of the earth."""
KEYS = ("search_text", "grams")
"""What no page says stays in the database."""
SAID = ", ".join(f"listing.{field.column}" for field in Listing._meta.concrete_fields if field.name not in KEYS)


@dataclass(frozen=True)
class Sql:
    """A query with what people typed beside it."""

    text: str
    params: tuple[Any, ...] = ()


def origin_at(point: Point) -> Sql:
    return Sql("SELECT %s::float8 AS lat, %s::float8 AS lng", (point.lat, point.lng))


def in_order(
    search: Search,
    found: QuerySet[Listing],
    *,
    order: str,
    now: dt.datetime,
    limit: int,
    offset: int = 0,
    origin: Sql | None = None,
    also: tuple[str, ...] = (),
) -> Sql:
    """Some of what is found: number, sort_key and the columns `also`, date and start of the next meeting, metres.

    The metres are from `origin`, one row of lat and lng; NULL without it and where a listing has no point.
    """
    if order == "name":  # the dates of this page alone
        found, offset = found.order_by("sort_key", "number")[offset : offset + limit], 0
    columns = ("number", "sort_key", *also)
    query, params = found.values(*columns, *(("lat", "lng") if origin else ())).query.sql_with_params()
    narrowed = bool(found.query.where) or found.query.is_sliced
    dates = soonest(search, search.since(now), among="found" if narrowed else "")
    return Sql(
        f"""
        WITH found AS ({query}), origin AS ({origin.text if origin else "SELECT"})
        SELECT {", ".join(columns)}, date, start, {METRES if origin else "NULL::int"} AS metres
        FROM found {NEVER_ONE_BY_ONE} ({dates}) AS soonest USING (number) CROSS JOIN origin
        ORDER BY {ORDERS[order]} LIMIT {limit} OFFSET {offset}
        """,
        (*params, *(origin.params if origin else ())),
    )


def listings_of(some: Sql, *, order: str) -> list[Any]:
    """Whole listings of what `in_order` gave, in the same order: with `next_on`, `next_start` and `metres`."""
    text = f"""
        SELECT {SAID}, page.date AS next_on, page.start AS next_start, page.metres
        FROM ({some.text}) AS page JOIN directory_listing AS listing USING (number) ORDER BY {ORDERS[order]}
    """
    return list(Listing.objects.raw(text, some.params))
