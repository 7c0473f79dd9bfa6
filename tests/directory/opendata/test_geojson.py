import geojson
import pytest

from directory.places.vocabulary import Precision
from tests.directory.opendata.fetching import fetched, table
from tests.factories.places import a_listing, a_place, a_town

pytestmark = pytest.mark.usefixtures("city")


def read(client):
    return geojson.loads(fetched(client, "places.geojson"))


def test_places_with_a_public_point_are_features_that_another_reader_understands(client):
    listing = a_listing(a_place("くれせの会", town=a_town(lat=34.61234567, lng=133.71)), precision=Precision.TOWN)

    collection = read(client)

    (feature,) = collection.features
    assert isinstance(collection, geojson.FeatureCollection)
    assert collection.is_valid
    assert feature.id == listing.number
    assert feature.geometry == geojson.Point((133.71, 34.612346))
    assert feature.properties["場所の正確さ"] == "町名まで"


def test_a_feature_says_what_the_list_says(client):
    a_listing(a_place(lat=34.61, lng=133.71, capacity=20, parking=True), precision=Precision.ADDRESS)

    (row,) = table(client, "places.csv")

    (feature,) = read(client).features
    said = {name: "" if value is None else str(value) for name, value in feature.properties.items()}
    assert said == {heading: cell for heading, cell in row.items() if heading not in ("緯度", "経度")}


def test_what_has_no_point_is_counted(client):
    a_listing()
    a_listing(a_place(lat=34.61, lng=133.71), precision=Precision.SCHOOL)
    a_listing(a_place(lat=34.61, lng=133.71), precision=Precision.ADDRESS)

    collection = read(client)

    assert (len(collection.features), collection["withoutPoint"]) == (1, 2)


def test_it_says_on_what_terms_it_may_be_used(client):
    collection = read(client)

    assert collection["license"] == "https://creativecommons.org/licenses/by/4.0/deed.ja"
    assert "倉敷市 通いの場オープンデータ（http://testserver/open-data/、CC BY 4.0）" in collection["attribution"]
