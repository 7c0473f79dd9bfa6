import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.people import a_person
from tests.factories.places import a_district, a_place, a_school

pytestmark = pytest.mark.django_db

YEAR = 2021
PAGES = [
    ("counts:index", [], 6),
    ("counts:year", [YEAR], 8),
    ("counts:names", [YEAR, "places.known"], 7),
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


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize(("name", "args", "queries"), PAGES)
def test_pages_ask_the_database_a_fixed_number_of_times(
    client, office, name, args, queries, rows, django_assert_num_queries
):
    some_places(rows)

    with django_assert_num_queries(queries):
        page = client.get(reverse(name, args=args))

    assert f"{rows + 1}" in page.content.decode()
