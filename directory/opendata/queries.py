"""Reading the public copy for files: row by row, so that memory does not grow with their number."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from django.db import connection
from django.db.models import QuerySet

from directory.finder.queries import published_areas
from directory.opendata.models import PublishedFigure, PublishedFile
from directory.places.models import Listing, ListingEnded, ListingHat, ListingWithdrawn
from directory.places.vocabulary import Precision

AT_ONCE = 1000
LATEST = 50
SEARCHED = ("sort_key", "search_text", "grams")
"""What a listing is found by is nothing to publish."""
STATE = """
SELECT GREATEST(listed.latest, gone.latest), areas.latest, listed.many, listed.moments, gone.moments
FROM
    (
        SELECT max(updated_at) AS latest, count(*) AS many, sum(extract(epoch FROM updated_at)) AS moments
        FROM directory_listing
    ) AS listed,
    (
        SELECT max(withdrawn_at) AS latest, sum(extract(epoch FROM withdrawn_at)) AS moments
        FROM directory_listingwithdrawn
    ) AS gone,
    (SELECT max(id) AS latest FROM directory_publishedarea) AS areas
"""

__all__ = [
    "archived_files",
    "cafeterias",
    "count",
    "endings",
    "gone",
    "last_change",
    "last_written",
    "listings",
    "published_areas",
    "published_figures",
    "state",
    "with_address",
]


def listings() -> Iterator[Listing]:
    """All of them, by number."""
    return _streamed(Listing.objects.order_by("number"))


def cafeterias() -> Iterator[Listing]:
    """Those that are a 子ども食堂・地域食堂."""
    return _streamed(Listing.objects.filter(hats__hat=ListingHat.Hat.CAFETERIA).order_by("number"))


def with_address() -> Iterator[Listing]:
    """Those whose venue may be told to the house number, each venue's together."""
    exact = Listing.objects.filter(precision=Precision.ADDRESS).exclude(venue_name="")
    return _streamed(exact.order_by("venue_name", "address", "number"))


def count() -> int:
    return Listing.objects.count()


def state() -> tuple[dt.datetime | None, str]:
    """When a listing was last written or withdrawn, and a mark that changes with the listings and their areas.

    The moment alone would not do: what an import writes is dated when it began, and is seen when it is done.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        latest, *marks = cursor.fetchone()
    return latest, " ".join(map(str, marks))


def last_change() -> dt.datetime | None:
    """When a listing was last written or withdrawn; None where there never was any."""
    return state()[0]


def last_written() -> list[Listing]:
    """The latest that were published or changed, newest first."""
    return list(Listing.objects.defer(*SEARCHED).order_by("-updated_at", "number")[:LATEST])


def gone() -> list[tuple[int, dt.datetime]]:
    """The numbers of the latest that ended or were withdrawn, with the moment, newest first."""
    rows = ListingWithdrawn.objects.order_by("-withdrawn_at", "number")
    return list(rows.values_list("number", "withdrawn_at")[:LATEST])


def endings(numbers: Iterable[int]) -> dict[int, ListingEnded]:
    """What is told of those that have ended, by number."""
    return ListingEnded.objects.in_bulk(numbers)


def published_figures(keys: Collection[str] | None = None) -> list[PublishedFigure]:
    """The figures of all closed years, or of them those of `keys`: by year, area and place in the register."""
    rows = PublishedFigure.objects.order_by("fiscal_year", "area_position", "position")
    return list(rows if keys is None else rows.filter(key__in=keys))


def archived_files() -> list[PublishedFile]:
    """The files of all closed years, the latest year first and each year's in the order they were written."""
    return list(PublishedFile.objects.order_by("-fiscal_year", "pk"))


def _streamed(found: QuerySet[Listing]) -> Iterator[Listing]:
    return found.defer(*SEARCHED).iterator(chunk_size=AT_ONCE)
