"""places.geojson (RFC 7946): the places with a public point, in the words of places.csv, and how many have none."""

import json
from collections.abc import Iterator
from typing import Any

from directory.opendata import licence
from directory.opendata.edition import Edition
from directory.opendata.formats import PLACES
from directory.opendata.pieces import dumped, gathered

POINT = ("緯度", "経度")


def feature_collection(edition: Edition) -> Iterator[bytes]:
    return gathered(_lines(edition))


def _lines(edition: Edition) -> Iterator[str]:
    """A feature a line; `withoutPoint` comes last, when all have been seen."""
    facts = {"name": edition.title, "license": licence.ADDRESS, "attribution": licence.attribution(edition)}
    yield f'{{"type": "FeatureCollection", {dumped(facts)[1:-1]}, "features": ['
    without, between = 0, ""
    for cells in PLACES.cells(edition):
        place = dict(zip(PLACES.headings, cells, strict=True))
        if place["緯度"] is None:
            without += 1
        else:
            yield f"{between}\n{dumped(_feature(place))}"
            between = ","
    yield f'\n], "withoutPoint": {json.dumps(without)}}}\n'


def _feature(place: dict[str, Any]) -> dict[str, Any]:
    lat, lng = (place.pop(name) for name in POINT)
    return {
        "type": "Feature",
        "id": place["ID"],
        "geometry": {"type": "Point", "coordinates": [lng, lat]},
        "properties": {name: None if cell == "" else cell for name, cell in place.items()},
    }
