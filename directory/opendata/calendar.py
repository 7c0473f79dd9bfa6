"""places.ics: when every place meets, said as the calendars of the finder say it."""

from collections.abc import Iterator

from directory.finder.calendars import calendar
from directory.opendata import queries
from directory.opendata.edition import Edition
from directory.opendata.pieces import gathered


def calendar_of_all(edition: Edition) -> Iterator[bytes]:
    places = ((listing, edition.page(listing.number)) for listing in queries.listings())
    return gathered(piece.decode() for piece in calendar(places, name=edition.title, today=edition.today))
