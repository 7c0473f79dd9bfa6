"""The map of what was found: at the precision that was agreed to, with its tiles and nothing else from elsewhere."""

import datetime as dt
import json
import re

import pytest
from django.urls import reverse

from directory.finder import queries
from directory.finder.wording.pins import pins_of
from directory.places.publishing import Answer, publish_place
from directory.places.schedule import Rule
from directory.places.vocabulary import AgreedHow, FieldGroup, Precision
from tests.directory.finder.reading import text
from tests.factories.places import AT, TODAY, a_listing, a_place, a_town

MAP = f"{reverse('finder:places')}?view=map"
TILES = "https://cyberjapandata.gsi.go.jp"
HALL = {"venue_name": "呉妹分館", "lat": 34.655111, "lng": 133.699222}
TOWN = {"lat": 34.641333, "lng": 133.688444}


def marks(page):
    return json.loads(re.search(r'<script id="pins" type="application/json">(.*?)</script>', page.content.decode())[1])


def said(agreed, precision="", *, group=FieldGroup.VENUE):
    return Answer(group, agreed=agreed, how=AgreedHow.ORAL, agreed_on=TODAY, precision=precision)


def test_tiles_may_come_from_their_server_where_the_map_is_and_nowhere_else(client):
    a_listing(precision=Precision.ADDRESS, **HALL)

    assert TILES in client.get(MAP)["Content-Security-Policy"]
    for other in (reverse("finder:places"), f"{reverse('finder:places')}?view=calendar", reverse("finder:home")):
        assert TILES not in client.get(other)["Content-Security-Policy"]


def test_the_files_of_the_map_come_with_the_map_alone(client):
    a_listing(precision=Precision.ADDRESS, **HALL)

    assert "leaflet" in client.get(MAP).content.decode()
    assert "leaflet" not in client.get(reverse("finder:places")).content.decode()


def test_a_place_that_agreed_to_its_address_has_a_pin_with_its_words(client):
    wednesdays = Rule(weekdays=("We",), start=dt.time(10))
    listing = a_listing(
        name="呉妹おしゃべり広場", precision=Precision.ADDRESS, activities=["tea"], rules=[wednesdays], **HALL
    )

    (mark,) = marks(client.get(MAP))

    assert mark == {
        "name": "呉妹おしゃべり広場",
        "href": f"/places/{listing.number}/",
        "next": "次は あした 11月25日(水) 午前10時から",
        "what": "お茶",
        "lat": 34.655111,
        "lng": 133.699222,
        "exact": True,
    }


def test_a_place_without_a_known_day_says_whom_to_ask(client):
    a_listing(precision=Precision.ADDRESS, **HALL)

    assert marks(client.get(MAP))[0]["next"] == "日どりは お問い合わせください"


def test_a_place_that_agreed_to_its_town_stands_at_the_towns_own_point_and_says_so(client):
    a_listing(precision=Precision.TOWN, town=a_town(**TOWN), **HALL)

    page = client.get(MAP)

    (mark,) = marks(page)
    assert (mark["lat"], mark["lng"], mark["exact"]) == (34.641333, 133.688444, False)
    assert "町の中心" in text(page)
    assert "34.655" not in page.content.decode()


@pytest.mark.parametrize("venue", [said(True, Precision.SCHOOL), said(False)])
def test_no_coordinate_of_a_place_that_agreed_to_less_is_anywhere_on_the_page(client, venue):
    place = a_place("個人宅の会", town=a_town(**TOWN), **HALL)
    publish_place(place=place, answers=[said(True, group=FieldGroup.INTRODUCTION), venue], by=None, at=AT)
    a_listing(name="会館の会", precision=Precision.ADDRESS, lat=34.6, lng=133.7)

    page = client.get(MAP)

    assert [mark["name"] for mark in marks(page)] == ["会館の会"]
    assert "個人宅の会" in text(page)
    for planted in ("34.655", "133.699", "34.641", "133.688"):
        assert planted not in page.content.decode()


def test_places_that_are_not_on_the_map_are_counted_and_named(client):
    a_listing(name="会館の会", precision=Precision.ADDRESS, **HALL)
    a_listing(name="個人宅の会", precision=Precision.SCHOOL, **HALL)
    a_listing(name="位置のわからない会", precision=Precision.ADDRESS, venue_name="集会所")

    page = client.get(MAP)

    assert "地図に 1か所 あります。" in text(page)
    assert "地図にない場所 2件" in text(page)
    names = re.search(r'<ul class="off-map">.*?</ul>', page.content.decode(), re.S)[0]
    assert "個人宅の会" in names
    assert "位置のわからない会" in names
    assert "会館の会" not in names


def test_more_than_a_map_can_hold_is_counted(client):
    for name in ("一の会", "二の会", "三の会"):
        a_listing(name=name, precision=Precision.ADDRESS, **HALL)

    points = queries.points(queries.Search(), now=AT, limit=2)

    assert pins_of(points, queries.Search(), found=3, today=TODAY).beyond == 1


def test_without_any_point_there_is_no_map_and_a_sentence(client):
    a_listing(name="個人宅の会", precision=Precision.SCHOOL)

    page = client.get(MAP)

    assert "地図に出せる場所が ありません。" in text(page)
    assert 'id="map"' not in page.content.decode()


def test_a_name_cannot_break_out_of_the_data(client):
    a_listing(name="</script><img src=x onerror=alert(1)>", precision=Precision.ADDRESS, **HALL)

    page = client.get(MAP)

    assert marks(page)[0]["name"] == "</script><img src=x onerror=alert(1)>"
    assert "<img src=x" not in page.content.decode()


def test_the_map_shows_what_the_search_finds(client):
    a_listing(name="お茶の会", precision=Precision.ADDRESS, activities=["tea"], **HALL)
    a_listing(name="歌の会", precision=Precision.ADDRESS, activities=["song"], **HALL)

    assert [mark["name"] for mark in marks(client.get(f"{MAP}&activity=song"))] == ["歌の会"]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_map_asks_as_few_questions_however_much_is_found(client, django_assert_num_queries, count):
    for number in range(count):
        a_listing(name=f"会{number}", precision=Precision.ADDRESS, **HALL)

    with django_assert_num_queries(4):
        page = client.get(MAP)

    assert len(marks(page)) == count
