import datetime as dt
import json

import pytest

from directory.places.schedule import Rule
from tests.directory.opendata.fetching import fetched
from tests.factories.places import a_listing

pytestmark = pytest.mark.usefixtures("city")


def test_all_places_are_one_graph_with_the_set_they_belong_to(client):
    listing = a_listing(name="くれせの会", rules=[Rule(weekdays=("Tu",), start=dt.time(10))])

    written = json.loads(fetched(client, "places.jsonld"))

    dataset, place = written["@graph"]
    assert written["@context"] == "https://schema.org"
    assert (dataset["@type"], dataset["license"]) == ("Dataset", "https://creativecommons.org/licenses/by/4.0/deed.ja")
    assert (place["@id"], place["name"]) == (f"http://testserver/places/{listing.number}/", "くれせの会")
    assert [event["@type"] for event in place["event"]] == ["EventSeries"]
