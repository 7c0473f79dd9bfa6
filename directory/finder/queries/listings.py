"""Listings: those that a search finds, one by its number, those of a district."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator

from directory.finder.queries.matching import matching
from directory.finder.queries.ordering import KEYS, in_order, listings_of, origin_at
from directory.finder.queries.search import Search
from directory.finder.queries.upcoming import DATED
from directory.places.models import Listing, ListingEnded, ListingPhoto

PER_PAGE = 20


def find(search: Search, *, now: dt.datetime, total: int, page: str | int = 1) -> Page:
    """One page of the `total` that fit. A page that does not exist is the nearest that does.

    Each listing knows `next_on` and `next_start`, of its next meeting as asked, and `metres` from where it is near.
    """
    there = Paginator(range(total), PER_PAGE).get_page(page)
    offset = (there.number - 1) * PER_PAGE
    listings = _found(search, now=now, limit=PER_PAGE, offset=offset) if total else []
    return Page(listings, there.number, there.paginator)


def feed(search: Search, *, now: dt.datetime, limit: int = 200) -> list[Any]:
    """The first of what fits, as `find` has them, for a calendar."""
    return _found(search, now=now, limit=limit)


def open_later(now: dt.datetime, count: int) -> list[Listing]:
    """The first `count` of those that meet today and are not over, soonest first."""
    return _found(Search(when="today"), now=now, limit=count)


def _found(search: Search, *, now: dt.datetime, limit: int, offset: int = 0) -> list[Any]:
    some = in_order(
        search,
        matching(search, now),
        order=search.ordering,
        now=now,
        limit=limit,
        offset=offset,
        origin=origin_at(search.near) if search.near else None,
    )
    return listings_of(some, order=search.ordering)


def listing_of(number: int) -> Listing | None:
    return Listing.objects.defer(*KEYS).filter(number=number).first()


def ended_place(number: int) -> ListingEnded | None:
    """What is told of a listed place that has ended."""
    return ListingEnded.objects.filter(number=number).first()


def photos_of(number: int) -> list[ListingPhoto]:
    return list(ListingPhoto.objects.filter(listing=number).order_by("position", "key"))


def is_shown(photo_name: str) -> bool:
    return ListingPhoto.objects.filter(key=photo_name).exists()


def listings_in(district: str, limit: int) -> list[Listing]:
    """A district's listings by reading, with no more than a directory needs."""
    fields = ("number", "name", "reading", "sort_key", "schedule_text", "school_name", "venue_name")
    listings = Listing.objects.filter(district_slug=district).only(*fields, *DATED)
    return list(listings.order_by("sort_key", "number")[:limit])


def count_in(district: str) -> int:
    return Listing.objects.filter(district_slug=district).count()


def listings_for_machines(limit: int) -> Iterable[tuple[int, dt.datetime]]:
    """Numbers with the moment each was last written, for the sitemap."""
    return Listing.objects.order_by("number").values_list("number", "updated_at")[:limit]
