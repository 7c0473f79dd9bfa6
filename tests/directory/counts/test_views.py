import datetime as dt
import re

import pytest
from django.urls import reverse

from directory.counts.figures import FIGURES, PLACES, Year
from directory.counts.queries import by_area
from directory.places.actions import end_place, pause_place, place_in
from directory.startup.actions import record_grant
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place, a_school

pytestmark = pytest.mark.django_db

YEAR = 2021
PAGES = [
    ("counts:index", [], 11),
    ("counts:year", [YEAR], 14),
    ("counts:by", [YEAR, "operator"], 8),
    ("counts:names", [YEAR, "places.known"], 8),
]


@pytest.fixture
def office(client):
    client.force_login(a_person("office"))


def some_places(number):
    mabi, funao = a_district(), a_district("funao", "船穂")
    school = a_school(district=mabi)
    for _ in range(number):
        a_place(district=mabi, school_district=school, known_from=dt.date(2021, 5, 1))
    a_place("船穂の場", district=funao)


def a_small_city():
    """Known in 2020 and moved to 真備 in 2021; new and paused; new and ended; subsidised without a district."""
    mabi, funao = a_district(), a_district("funao", "船穂")
    moved = a_place("移る場", district=funao)
    place_in(place=moved, district=mabi, school_district=None, from_date=dt.date(2021, 6, 1), by=None, at=AT)
    paused = a_place("休む場", district=mabi, school_district=a_school(district=mabi), known_from=dt.date(2021, 5, 1))
    pause_place(place=paused, from_date=dt.date(2022, 1, 1), until=None, reason="venue", by=None, at=AT)
    ended = a_place("終わる場", district=funao, known_from=dt.date(2021, 5, 1))
    end_place(place=ended, on=dt.date(2021, 10, 1), reason="世話人の引っ越し", by=None, at=AT)
    record_grant(place=a_place("助成の場"), fiscal_year=YEAR, status="decided", by=None, at=AT)


def links(page):
    """The numbers of a page that lead to names: address to number."""
    found = re.findall(r'<a href="([^"]*/\w+\.\w+/\?[^"]*)">([^<]+)</a>', page.content.decode())
    return {address.replace("&amp;", "&"): float(number) for address, number in found}


def numbers_of(page, key):
    """The numbers of each figure in the groups of a page."""
    rows = [row for _, rows in page.context[key] for row in rows]
    return {row.figure.key: [number.value for number in row.numbers] for row in rows}


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize(("name", "args", "queries"), PAGES)
def test_pages_ask_the_database_a_fixed_number_of_times(
    client, office, name, args, queries, rows, django_assert_num_queries
):
    some_places(rows)

    with django_assert_num_queries(queries):
        page = client.get(reverse(name, args=args))

    assert f"{rows + 1}" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "args"), [("counts:index", []), ("counts:year", [YEAR]), ("counts:by", [YEAR, "operator"])]
)
def test_behind_every_number_stand_as_many_names(client, office, name, args):
    a_small_city()

    numbers = links(client.get(reverse(name, args=args)))

    assert len(numbers) > 20
    for address, number in numbers.items():
        names = client.get(address)
        rows = names.content.decode().count('<th scope="row">')
        came, left = (names.content.decode().count(word) for word in ("に入った", "に出た"))
        assert number == (came - left if "places.moved" in address else rows), address


def test_a_year_page_prints_what_is_counted(client, office):
    a_small_city()
    year, last = Year(YEAR, dt.date(2022, 3, 31)), Year(YEAR - 1, dt.date(2021, 3, 31))

    page = client.get(reverse("counts:year", args=[YEAR]))

    city = by_area([year, last]).city
    assert [city.number(figure, year) for figure in PLACES] == [3, 1, 1, 0, 2, 1, 0, 0]
    assert [city.number(figure, last) for figure in PLACES] == [2, 0, 0, 0, 2, 0, 0, 0]
    whole = numbers_of(page, "whole")
    assert list(whole) == [figure.key for figure in FIGURES]
    assert {key: numbers for key, numbers in whole.items() if key in [figure.key for figure in PLACES]} == {
        "places.known": [3, 2, 1],
        "places.subsidised": [1, 0, 1],
        "places.paused": [1, 0, 1],
        "places.listed": [0, 0, 0],
        "places.new": [2, 2, 0],
        "places.ended": [1, 0, 1],
        "places.moved": [0, 0, 0],
        "places.resumed": [0, 0, 0],
    }
    assert whole["participants.total"] == [None, None, None]
    assert "令和4年3月31日の終わりの数を、いまの記録から数えました。" in page.content.decode()


def test_a_place_without_a_district_is_a_line_of_its_own(client, office):
    a_small_city()

    page = client.get(reverse("counts:year", args=[YEAR]))

    (_, _, lines), *_ = page.context["areas"]
    known = {area.name: numbers[0].value for area, numbers in lines}
    assert known == {"真備": 2, "船穂": 0, "地区未設定": 1, "市全体": 3}


def test_any_day_of_the_year_can_be_asked_for(client, office):
    a_small_city()

    page = client.get(reverse("counts:year", args=[YEAR]), {"as_of": "2021-09-30"})

    assert numbers_of(page, "whole")["places.known"][0] == 4
    assert "令和3年9月30日の終わりの数を、いまの記録から数えました。" in page.content.decode()


def test_a_day_of_another_year_is_refused_in_words(client, office):
    page = client.get(reverse("counts:year", args=[YEAR]), {"as_of": "2022-04-01"})

    assert page.context["form"].errors == {"as_of": ["2021-04-01 から 2022-03-31 までの日にしてください。"]}


def test_before_the_first_record_last_year_is_unknown_and_not_zero(client, office):
    a_small_city()

    page = client.get(reverse("counts:year", args=[2020]))

    assert numbers_of(page, "whole")["places.known"] == [2, None, None]
    assert "未把握" in page.content.decode()


def test_the_table_through_the_years_can_be_of_one_district(client, office):
    a_small_city()

    page = client.get(reverse("counts:index"), {"district": "mabi"})

    numbers = numbers_of(page, "deck")
    assert numbers["places.known"][:3] == [0, 2, 2]
    assert numbers["places.subsidised"][:3] == [0, 0, 0]


def test_a_coordinator_sees_every_number_and_the_names_of_the_own_districts(client):
    a_small_city()
    client.force_login(a_person("coordinator", a_district("funao")))

    page = client.get(reverse("counts:names", args=[YEAR, "places.known"]))

    assert [name.name for name in page.context["names"]] == ["助成の場"]
    assert "3件のうち、あなたの受けもつ地区の1件の名前を出しています。" in page.content.decode()


def test_names_say_why_a_place_ended(client, office):
    a_small_city()

    page = client.get(reverse("counts:names", args=[YEAR, "places.ended"]), {"area": "funao"})

    assert "令和3年10月1日 世話人の引っ越し" in page.content.decode()


@pytest.mark.parametrize(("key", "told"), [("places.moved", 1), ("places.known", 0)])
def test_only_names_of_moves_say_when_they_moved(client, office, key, told):
    a_small_city()

    page = client.get(reverse("counts:names", args=[YEAR, key]), {"area": "mabi"}).content.decode()

    assert page.count('<th scope="col">移動</th>') == told
    assert page.count("令和3年6月1日に入った") == told


@pytest.mark.parametrize(
    ("name", "args", "query"),
    [
        ("counts:year", [1988], {}),
        ("counts:year", [2999], {}),
        ("counts:year_csv", [YEAR], {"as_of": "2020-01-01"}),
        ("counts:names", [YEAR, "places.liked"], {}),
        ("counts:names", [YEAR, "places.known"], {"by": "colour", "category": "red"}),
        ("counts:by", [YEAR, "colour"], {}),
        ("counts:names", [YEAR, "places.known"], {"area": "nowhere"}),
        ("counts:names", [YEAR, "places.known"], {"school": "nowhere"}),
    ],
)
def test_what_cannot_be_counted_is_not_there(client, office, name, args, query):
    assert client.get(reverse(name, args=args), query).status_code == 404


def test_every_figure_says_what_it_counts(client, office):
    page = client.get(reverse("counts:year", args=[YEAR])).content.decode()

    for figure in FIGURES:
        assert f"【{figure.level.label}】{figure.counted}" in page
