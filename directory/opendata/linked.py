"""schema.org: all places as one file, and the page's own words about its files."""

from collections.abc import Iterable, Iterator
from typing import Any

from directory.finder.schema import CONTEXT, place_data
from directory.opendata import licence, queries
from directory.opendata.edition import Edition
from directory.opendata.pieces import dumped, gathered


def graph(edition: Edition) -> Iterator[bytes]:
    """The places with their rules; dates that pass are left to the calendars."""
    return gathered(_lines(edition))


def _lines(edition: Edition) -> Iterator[str]:
    yield f'{{"@context": {dumped(CONTEXT)}, "@graph": [\n{dumped(dataset(edition))}'
    for listing in queries.listings():
        yield f",\n{dumped(place_data(listing, [], address=edition.page(listing.number)))}"
    yield "\n]}\n"


def dataset(edition: Edition) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": edition.address,
        "url": edition.address,
        "name": edition.title,
        "description": f"{edition.city}で近所の人が集まる「通いの場」の一覧。掲載に同意のあるものだけ。",
        "license": licence.ADDRESS,
        "inLanguage": "ja",
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": edition.city},
        "spatialCoverage": {"@type": "Place", "name": f"{edition.prefecture}{edition.city}"},
    }


def catalogue(edition: Edition, downloads: Iterable[dict[str, str]], changed: str) -> dict[str, Any]:
    """The page as a DataCatalog; `downloads` have name, contentUrl and encodingFormat, `changed` is ISO or empty."""
    of_files = [{"@type": "DataDownload", **download} for download in downloads]
    data = {**dataset(edition), "distribution": of_files}
    if changed:
        data["dateModified"] = changed
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "name": edition.title,
        "url": edition.address,
        "license": licence.ADDRESS,
        "dataset": [data],
    }
