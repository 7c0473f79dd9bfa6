"""Reading the public copy for residents' pages."""

from directory.finder.queries.areas import Areas, counts_by_district, published_areas
from directory.finder.queries.listings import (
    count_in,
    find,
    listing_of,
    listings_for_machines,
    listings_in,
    open_later,
    ways_on,
)
from directory.finder.queries.search import DAYS, NO_DISTRICT, TRAITS, WHENS, Point, Search
from directory.finder.queries.upcoming import rest_on, rests_of, rules_of, upcoming

__all__ = [
    "DAYS",
    "NO_DISTRICT",
    "TRAITS",
    "WHENS",
    "Areas",
    "Point",
    "Search",
    "count_in",
    "counts_by_district",
    "find",
    "listing_of",
    "listings_for_machines",
    "listings_in",
    "open_later",
    "published_areas",
    "rest_on",
    "rests_of",
    "rules_of",
    "upcoming",
    "ways_on",
]
