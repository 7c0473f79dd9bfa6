"""Where to go from a search that finds nothing."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Value

from directory.finder.queries.matching import matching
from directory.finder.queries.ordering import Sql, in_order, listings_of, origin_at
from directory.finder.queries.search import NO_DISTRICT, Search

Way = tuple[tuple[str, str], int]
"""A key of `Search.without_each`, and how much is found without that condition."""


def ways_on(search: Search, *, now: dt.datetime) -> list[Way]:
    """The conditions without which something is found, with how much, most first."""
    left = {key: other for key, other in search.without_each().items() if key[0] != "near"}  # which hides nothing
    if not left:
        return []
    counts = [
        matching(other, now).order_by().values(place=Value(place)).annotate(count=Count("pk"))
        for place, other in enumerate(left.values())
    ]
    keys, found = list(left), counts[0].union(*counts[1:], all=True).values_list("place", "count")
    return sorted(
        ((keys[place], count) for place, count in found if count), key=lambda way: (-way[1], keys.index(way[0]))
    )


def nearest(search: Search, ways: Sequence[Way], *, now: dt.datetime, count: int = 3) -> list[Any]:
    """The `count` nearest of what is found on the first of the ways, of all where there is none.

    They are measured from where the search is near, else from the middle of its school district or district; where
    that is not known either the next to meet come first.
    """
    other = search.without_each()[ways[0][0]] if ways else Search()
    some = in_order(other, matching(other, now), order="near", now=now, limit=count, origin=_origin(search))
    return listings_of(some, order="near")


def _origin(search: Search) -> Sql:
    if search.near:
        return origin_at(search.near)
    middle = "SELECT avg(lat) AS lat, avg(lng) AS lng FROM directory_listing"
    if search.school:
        return Sql(f"{middle} WHERE school_code = %s", (search.school,))
    slug = "" if search.district == NO_DISTRICT else search.district
    return Sql(f"{middle} WHERE district_slug = %s AND district_slug <> ''", (slug,))
