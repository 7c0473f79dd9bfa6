"""Where to go from a search that finds nothing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from directory.finder.queries.matching import matching
from directory.finder.queries.ordering import Sql, in_order, listings_of, origin_at
from directory.finder.queries.search import NO_DISTRICT, Search
from directory.places.models import ListingEnded, ListingPause
from kayoiba.tools.kana import fold

MOST_ENDED = 3
Way = tuple[tuple[str, str], int]
"""A key of `Search.without_each`, and how much is found without that condition."""


@dataclass(frozen=True)
class Ended:
    """A place that was listed and is no more."""

    name: str
    ended_on: dt.date
    district_slug: str


@dataclass(frozen=True)
class Instead:
    """`ways`: the conditions without which something is found, most first; `ended`: what its words once found."""

    ways: Sequence[Way] = ()
    ended: Sequence[Ended] = ()


def instead_of(search: Search, *, now: dt.datetime) -> Instead:
    """One question of the database for both."""
    left = {key: other for key, other in search.without_each().items() if key[0] != "near"}  # which hides nothing
    if not left:
        return Instead()
    keys, parts = list(left), [_count(place, other, now) for place, other in enumerate(left.values())]
    parts += [_ended_with(search.words)] if search.words else []
    rows = list(parts[0].union(*parts[1:], all=True))
    ways = [(keys[place], count) for place, count, *_ in rows if count]
    return Instead(
        ways=sorted(ways, key=lambda way: (-way[1], keys.index(way[0]))),
        ended=[Ended(*told) for place, _, *told in rows if place is None],
    )


def _count(place: int, search: Search, now: dt.datetime) -> QuerySet[Any]:
    found = matching(search, now).order_by().values(place=Value(place)).annotate(count=Count("pk"))
    nobody = {"said": Value(""), "ended": Cast(Value(None), DateField()), "slug": Value("")}
    return found.annotate(**nobody).values_list("place", "count", "said", "ended", "slug")


def _ended_with(words: Iterable[str]) -> QuerySet[Any]:
    """The latest of those whose name or the like has all the words."""
    ended = ListingEnded.objects.filter(*(Q(search_text__contains=fold(word)) for word in words))
    no_way = ended.annotate(place=Cast(Value(None), IntegerField()), count=Value(0))
    return no_way.order_by("-ended_on", "number").values_list("place", "count", "name", "ended_on", "district_slug")[
        :MOST_ENDED
    ]


def nearest(search: Search, ways: Sequence[Way], *, now: dt.datetime, count: int = 3, around: str = "") -> list[Any]:
    """The `count` nearest of what is found on the first of the ways, of all where there is none; who rests is not.

    They are measured from where the search is near, else from the middle of its school district or district, or of
    the district `around`; where that is not known either the next to meet come first.
    """
    other = search.without_each()[ways[0][0]] if ways else Search()
    at_rest = ListingPause.objects.holding(now.date()).values("listing")
    found = matching(other, now).exclude(pk__in=at_rest)
    some = in_order(other, found, order="near", now=now, limit=count, origin=_origin(search, around))
    return listings_of(some, order="near")


def _origin(search: Search, around: str) -> Sql:
    if search.near:
        return origin_at(search.near)
    middle = "SELECT avg(lat) AS lat, avg(lng) AS lng FROM directory_listing"
    if search.school:
        return Sql(f"{middle} WHERE school_code = %s", (search.school,))
    slug = "" if search.district == NO_DISTRICT else search.district or around
    return Sql(f"{middle} WHERE district_slug = %s AND district_slug <> ''", (slug,))
