"""Where listings are: how far, the nearest, and on a map; and how often the database is asked."""

import datetime as dt

import pytest

from directory.finder import queries
from directory.finder.queries import Point, Search, find, instead_of, nearest, points
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity, Precision
from tests.factories.places import AT, TODAY, a_district, a_listing, a_school, a_town

pytestmark = pytest.mark.django_db

STATION = Point(34.602, 133.766)
NORTH = 111_195
"""Metres of one degree of latitude."""


def at(name, lat, lng=STATION.lng, **fields):
    return a_listing(name=name, lat=lat, lng=lng, precision=Precision.ADDRESS, **fields)


def found(**asked):
    return [(listing.name, listing.metres) for listing in find(Search(**asked), now=AT, total=100)]


def test_the_nearest_come_first_with_their_metres_and_those_without_a_point_last():
    a_listing(name="どこかの会", lat=STATION.lat, lng=STATION.lng, precision=Precision.SCHOOL)
    at("遠い会", STATION.lat + 0.02)
    at("近い会", STATION.lat + 0.01)

    assert found(near=STATION) == [
        ("近い会", round(NORTH * 0.01)),
        ("遠い会", round(NORTH * 0.02)),
        ("どこかの会", None),
    ]


def test_metres_are_along_the_great_circle():
    at("大阪の会", 34.7024, 135.4959)

    assert found(near=STATION)[0][1] == pytest.approx(158_700, rel=0.002)


def test_whoever_stands_nowhere_is_told_no_metres():
    at("近い会", STATION.lat)

    assert found() == [("近い会", None)]


def test_metres_are_told_in_another_order_too():
    at("い", STATION.lat)
    at("あ", STATION.lat + 0.01)

    assert found(near=STATION, order="name") == [("あ", round(NORTH * 0.01)), ("い", 0)]


def in_vain(count=3, **asked):
    search = Search(**asked)
    return [
        (listing.name, listing.metres)
        for listing in nearest(search, instead_of(search, now=AT).ways, now=AT, count=count)
    ]


def test_a_search_in_vain_shows_the_nearest_of_what_there_is_without_the_one_condition():
    at("お茶の遠い会", STATION.lat + 0.02, activities=[Activity.TEA])
    at("お茶の近い会", STATION.lat + 0.01, activities=[Activity.TEA])
    at("歌の会", STATION.lat, activities=[Activity.SONG])

    assert in_vain(activities=("tea",), traits=("parking",), near=STATION) == [
        ("お茶の近い会", round(NORTH * 0.01)),
        ("お茶の遠い会", round(NORTH * 0.02)),
    ]


def test_whoever_stands_nowhere_is_shown_what_is_near_the_middle_of_the_district():
    mabi, other = a_district(), a_district("kurashiki", "倉敷")
    at("真備の会", 34.63, district=mabi)
    at("真備の北の会", 34.65, district=mabi)
    at("遠くの畑", 34.90, district=other, activities=[Activity.FIELD])
    at("となりの畑", 34.60, district=other, activities=[Activity.FIELD])

    assert in_vain(district="mabi", traits=("men",), count=1) == [("真備の会", round(NORTH * 0.01))]
    assert in_vain(district="mabi", words=("畑",), activities=("field",)) == [
        ("となりの畑", round(NORTH * 0.04)),
        ("遠くの畑", round(NORTH * 0.26)),
    ]


def test_the_middle_of_a_school_district_is_nearer_than_that_of_its_district():
    mabi = a_district()
    school = a_school(district=mabi)
    at("呉妹の会", 34.60, district=mabi, school_district=school)
    at("薗の会", 34.70, district=mabi, school_district=a_school("m-02", "薗", mabi))

    assert in_vain(district="mabi", school=school.code, traits=("men",)) == [("呉妹の会", 0)]


def test_where_nobody_knows_where_the_next_to_meet_are_shown():
    a_listing(name="日どりのない会")
    a_listing(name="火曜の会", rules=[Rule(weekdays=("Tu",), start=dt.time(13))])

    assert in_vain(traits=("men",)) == [("火曜の会", None), ("日どりのない会", None)]


def test_where_no_one_condition_helps_the_nearest_of_all_are_shown():
    at("歌の会", STATION.lat, activities=[Activity.SONG])

    assert in_vain(activities=("tea",), traits=("parking",), near=STATION) == [("歌の会", 0)]


def test_a_map_has_pins_at_the_agreed_precision_and_names_what_has_no_point():
    town = a_town(lat=34.6, lng=133.7)
    at("番地の会", 34.61, 133.71, rules=[Rule(weekdays=("Tu",), start=dt.time(13))], activities=[Activity.TEA])
    a_listing(name="町名の会", town=town, lat=34.62, lng=133.72, precision=Precision.TOWN)
    a_listing(name="学区の会", lat=34.63, lng=133.73, precision=Precision.SCHOOL)

    there = points(Search(), now=AT)

    assert [(pin.name, pin.lat, pin.lng, pin.precision, pin.activity, pin.next_on) for pin in there.pins] == [
        ("番地の会", 34.61, 133.71, "address", "tea", TODAY),
        ("町名の会", 34.6, 133.7, "town", "", None),
    ]
    assert [pin.name for pin in there.without] == ["学区の会"]


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_each_question_is_one_statement_however_much_there_is(rows, django_assert_num_queries):
    for _ in range(rows):
        a_listing(district=a_district(), rules=[Rule(weekdays=("Tu",), start=dt.time(10), end=dt.time(12))])
    search = Search(district="mabi", days=("tue",), when="week", near=STATION)
    ways = [(("days", ""), rows)]

    for ask in (
        lambda: queries.facets(search, now=AT),
        lambda: list(find(search, now=AT, total=rows)),
        lambda: queries.instead_of(search, now=AT).ways,
        lambda: nearest(search, ways, now=AT),
        lambda: queries.days_ahead(search, now=AT, count=42),
        lambda: points(search, now=AT),
        lambda: queries.feed(search, now=AT),
        lambda: queries.open_later(AT, 4),
        lambda: queries.published_areas(district="mabi"),
    ):
        with django_assert_num_queries(1):
            ask()
