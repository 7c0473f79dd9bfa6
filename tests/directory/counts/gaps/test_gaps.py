import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.counts.models import ClosedYear
from directory.places.actions import end_place, pause_place
from directory.places.schedule import Rule
from tests.factories.counts import a_population
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_place, a_school

pytestmark = pytest.mark.django_db

SATURDAY = Rule(weekdays=("Sa",))


@pytest.fixture
def office(client):
    client.force_login(a_person("office"))


def people(school, aged_65):
    a_population(school_district=school, aged_65=aged_65, aged_75=None, total=None)


def a_few_schools():
    """呉妹 meets, 箭田 only rests, 川辺 has nobody and most people, 服部 has nobody and nobody knows its people."""
    mabi = a_district()
    kurese, yata, kawabe, _ = (
        a_school(f"m-{n}", name, mabi) for n, name in enumerate(["呉妹", "箭田", "川辺", "服部"])
    )
    for _ in range(2):
        a_place(district=mabi, school_district=kurese)
    resting = a_place(district=mabi, school_district=yata)
    pause_place(place=resting, from_date=TODAY, until=None, reason="venue", by=None, at=AT)
    ended = a_place(district=mabi, school_district=kawabe)
    end_place(place=ended, on=TODAY, reason="", by=None, at=AT)
    for school, aged_65 in ((kurese, 1000), (yata, 500), (kawabe, 2000)):
        people(school, aged_65)


def test_where_most_older_people_have_nowhere_to_go_comes_first(client, office):
    a_few_schools()

    page = client.get(reverse("counts:gaps"))

    rows = [(school.area.name, school.aged, school.known, school.meeting) for school, _ in page.context["without"]]
    assert rows == [("川辺", 2000, 0, 0), ("箭田", 500, 1, 0), ("服部", None, 0, 0)]
    assert "未把握" in page.content.decode()


def test_a_school_district_that_lies_in_no_district_is_not_left_out(client, office):
    a_school("x-1", "はなれ")
    a_place(district=a_district(), school_district=a_school("x-2", "くれせ"))

    page = client.get(reverse("counts:gaps"))

    rows = [(school.area.name, school.district_name, school.known) for school, _ in page.context["schools"]]
    assert sorted(rows) == [("くれせ", "真備", 1), ("はなれ", "地区未設定", 0)]


def test_all_are_there_with_places_for_a_thousand_older_people_the_fewest_first(client, office):
    a_few_schools()

    page = client.get(reverse("counts:gaps"))

    rows = [(school.area.name, school.per_thousand) for school, _ in page.context["schools"]]
    assert rows == [("川辺", 0.0), ("箭田", 0.0), ("呉妹", 2.0), ("服部", None)]


def test_the_number_of_places_known_opens_as_many_names(client, office):
    a_few_schools()

    page = client.get(reverse("counts:gaps"))

    for school, address in page.context["schools"]:
        assert client.get(address).content.decode().count('<th scope="row">') == school.known


def test_a_year_gone_by_is_counted_on_its_last_day(client, office):
    a_few_schools()

    page = client.get(reverse("counts:gaps"), {"year": 2025})

    assert page.context["year"].day == dt.date(2026, 3, 31)
    assert [school.area.name for school, _ in page.context["without"]] == ["服部"]


def test_a_year_that_was_typed_in_has_no_names_and_is_not_offered(client, office):
    a_place(known_from=dt.date(2020, 4, 1))
    ClosedYear.objects.create(fiscal_year=2021, as_of=dt.date(2022, 3, 31), source="年報", closed_at=AT)

    offered = [number for number, _ in client.get(reverse("counts:gaps")).context["form"].fields["year"].choices]

    assert (2020 in offered, 2021 in offered, 2022 in offered) == (True, False, True)


@pytest.mark.parametrize("asked", ["2027", "1900", "x"])
def test_a_year_that_is_not_on_record_is_the_one_that_runs(client, office, asked):
    page = client.get(reverse("counts:gaps"), {"year": asked})

    assert page.context["year"].day == timezone.localdate()


def test_a_school_district_that_lies_in_two_districts_is_one(client, office):
    school = a_school(district=a_district())
    for slug in ("mabi", "funao"):
        a_place(district=a_district(slug, slug), school_district=school)

    page = client.get(reverse("counts:gaps"))

    assert [(school.area.name, school.known) for school, _ in page.context["schools"]] == [("呉妹", 2)]


def test_a_weekday_counts_the_places_whose_rules_hold_and_that_meet(client, office):
    mabi = a_district()
    a_place(district=mabi, rules=[SATURDAY, Rule(weekdays=("Sa", "Su"), weeks=(1,))])
    a_place(district=mabi, rules=[Rule(weekdays=("Mo",), valid_to=dt.date(2026, 3, 31))])
    a_place(district=mabi, rules=[Rule(days=(1,))])
    resting = a_place(district=mabi, rules=[SATURDAY])
    pause_place(place=resting, from_date=TODAY, until=None, reason="venue", by=None, at=AT)
    a_place(rules=[SATURDAY])

    page = client.get(reverse("counts:gaps"))

    assert page.context["districts"] == [("真備", [0, 0, 0, 0, 0, 1, 1]), ("地区未設定", [0, 0, 0, 0, 0, 1, 0])]


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_page_asks_the_database_a_fixed_number_of_times(client, office, rows, django_assert_num_queries):
    mabi = a_district()
    for number in range(rows):
        a_school(f"m-{number}", f"学区{number}", mabi)

    with django_assert_num_queries(15):
        page = client.get(reverse("counts:gaps"))

    assert len(page.context["without"]) == rows
