import datetime as dt

import pytest
from django.http import QueryDict

from directory.finder.forms import SearchForm
from directory.finder.queries import Areas, Point, Search, facets, find
from tests.factories.places import AT, TODAY, a_listing

NOWHERE = Areas(city=None, districts=[], schools=[])


def read(address):
    return SearchForm(QueryDict(address), areas=NOWHERE, today=TODAY)


@pytest.mark.parametrize(
    "search",
    [
        Search(),
        Search(words=("お茶", "歌"), days=("mon", "tue"), time="am", date=TODAY, order="name"),
        Search(traits=("wheelchair", "free"), when="week"),
        Search(activities=("tea",), near=Point(34.612, 133.7)),
        Search(near=Point(-1.5, 133.0), order="next"),
    ],
)
def test_a_search_is_read_as_it_stands_in_its_address(search):
    form = read(search.query())

    assert form.search == search
    assert form.remarks == []


def test_a_bookmark_of_today_stays_todays():
    search = read("date=today").search

    assert search.query() == "date=today"
    assert search.dates(TODAY) == (TODAY,)
    assert search.dates(TODAY + dt.timedelta(days=30)) == (dt.date(2026, 12, 24),)


def test_a_week_is_today_and_the_six_days_after_it_and_tomorrow_one_of_them():
    tomorrow = TODAY + dt.timedelta(days=1)

    assert read("date=tomorrow").search.dates(TODAY) == (tomorrow,)
    assert read("date=week").search.dates(TODAY) == tuple(TODAY + dt.timedelta(days=number) for number in range(7))


def test_of_a_week_the_weekdays_that_are_asked_for_are_left():
    assert read("date=week&day=sat&day=tue").search.dates(TODAY) == (TODAY, dt.date(2026, 11, 28))


@pytest.mark.parametrize(
    "near",
    ["here", "34.6", "34.6,133.7,1", "34.6123,133.7", "91,133", "34,181", "34.6, 133.7", "nan,nan", "３４,１３３"],
)
def test_a_point_that_is_none_or_finer_than_three_decimals_is_left_out_with_a_word(near):
    form = read(f"near={near}")

    assert form.search == Search()
    assert form.remarks == ["いまいる場所が 読めません。場所をきめずに さがしています。"]


def test_the_order_is_the_nearest_first_where_one_stands_somewhere_and_else_the_next_first():
    assert read("").search.ordering == read("order=near").search.ordering == "next"
    assert read("near=34.6,133.7").search.ordering == "near"
    assert read("near=34.6,133.7&order=name").search.ordering == "name"


def test_the_usual_order_is_not_said_in_an_address():
    assert read("order=next").search.query() == read("order=near").search.query() == ""
    assert read("near=34.6,133.7&order=near").search.query() == "near=34.600,133.700"
    assert read("near=34.6,133.7&order=next").search.query() == "near=34.600,133.700&order=next"


def test_each_condition_can_be_taken_away_and_each_trait_alone():
    search = read("with=free&with=parking&date=today&near=34.6,133.7").search

    assert {key: left.query() for key, left in search.without_each().items()} == {
        ("near", ""): "with=parking&with=free&date=today",
        ("date", ""): "with=parking&with=free&near=34.600,133.700",
        ("traits", "parking"): "with=free&date=today&near=34.600,133.700",
        ("traits", "free"): "with=parking&date=today&near=34.600,133.700",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        "\0",
        "会\0",
        "あ" * 5_000,
        "㍿" * 100,
        "゛",
        "゜",
        "ー",
        "々",
        "(",
        "「",
        "'",
        '"',
        "\\",
        "%",
        "_",
        "{}",
        "\u3099",
        "　",
    ],
)
def test_no_words_whatever_are_an_error(words):
    a_listing(name="ただ一つの会")
    search = SearchForm({"q": words}, areas=NOWHERE, today=TODAY).search

    total = facets(search, now=AT).total

    assert len(find(search, now=AT, total=total).object_list) == total
