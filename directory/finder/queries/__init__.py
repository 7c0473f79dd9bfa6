"""Reading the public copy for residents' pages."""

from directory.finder.queries.areas import Areas, published_areas
from directory.finder.queries.facets import Facets, facets
from directory.finder.queries.listings import (
    count_in,
    ended_place,
    feed,
    find,
    is_shown,
    listing_of,
    listings_for_machines,
    listings_in,
    open_later,
    photos_of,
)
from directory.finder.queries.search import DAYS, NO_DISTRICT, TRAITS, WHENS, Point, Search
from directory.finder.queries.spread import Pin, Points, days_ahead, points
from directory.finder.queries.upcoming import rest_on, rests_of, rules_of, upcoming
from directory.finder.queries.vain import Ended, instead_of, nearest

__all__ = [
    "DAYS",
    "NO_DISTRICT",
    "TRAITS",
    "WHENS",
    "Areas",
    "Ended",
    "Facets",
    "Pin",
    "Point",
    "Points",
    "Search",
    "count_in",
    "days_ahead",
    "ended_place",
    "facets",
    "feed",
    "find",
    "instead_of",
    "is_shown",
    "listing_of",
    "listings_for_machines",
    "listings_in",
    "nearest",
    "open_later",
    "photos_of",
    "points",
    "published_areas",
    "rest_on",
    "rests_of",
    "rules_of",
    "upcoming",
]
