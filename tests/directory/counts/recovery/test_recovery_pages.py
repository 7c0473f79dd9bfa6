import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from directory.places.actions import resume_place
from directory.places.models import Suspension
from directory.places.suspensions import resume_places
from tests.directory.counts.drawings import drawing, is_named, of_class, words
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place
from tests.factories.suspensions import a_suspension

pytestmark = pytest.mark.django_db

FLOOD = dt.date(2026, 7, 7)


@pytest.fixture
def office(client):
    client.force_login(a_person("office"))


def a_flood(number=4):
    """All of 真備 rest from 7 July; one meets again after a week, the others after two."""
    mabi = a_district()
    places = [a_place(f"場{n}", district=mabi) for n in range(number)]
    flood = a_suspension(*places, district=mabi, from_date=FLOOD, note="7月豪雨", continues=["phone"])
    resume_places(suspension=flood, places=places[:1], on=dt.date(2026, 7, 15), by=None, at=AT)
    resume_places(suspension=flood, places=places[1:], on=dt.date(2026, 7, 22), by=None, at=AT)
    return flood


def the_page(client, flood, **asked):
    return client.get(reverse("counts:recovery", args=[flood.pk]), asked)


def test_the_chart_draws_the_numbers_of_the_table(client, office):
    page = the_page(client, a_flood())

    svg = drawing(page)
    assert is_named(svg)
    assert [series.values for series in page.context["chart"].series] == [[4, 4, 4, 4], [4, 0, 1, 4], [0, 4, 3, 0]]
    assert len(of_class(svg, "chart-line")) == 3
    assert [said for said in words(svg) if not said[0].isdigit()] == ["把握4", "集まる4", "休み0"]
    assert [said for said in words(svg) if "/" in said] == ["6/29", "7/13"]


def test_a_number_opens_as_many_names(client, office):
    flood = a_flood()

    for show, number in (("known", 4), ("meeting", 1), ("paused", 3)):
        page = the_page(client, flood, week="2026-07-13", show=show)
        names = page.context["names"]
        assert (names["number"], len(names["rows"])) == (number, number)

    assert "被災 令和8年7月7日から 令和8年7月21日まで" in page.content.decode()


def test_a_coordinator_sees_every_number_and_the_names_of_the_own_districts(client):
    flood = a_flood()
    client.force_login(a_person("coordinator", a_district("funao", "船穂")))

    page = the_page(client, flood, week="2026-07-13")

    assert page.context["names"]["number"] == 3
    assert page.context["names"]["rows"] == []
    assert "3か所のうち、あなたの受けもつ地区の0か所の名前を出しています。" in page.content.decode()


@pytest.mark.parametrize("asked", [{"week": "2026-07-14"}, {"week": "x"}, {"week": "2026-07-13", "show": "liked"}])
def test_a_week_that_is_not_in_the_table_is_not_there(client, office, asked):
    assert the_page(client, a_flood(), **asked).status_code == 404


def test_what_has_not_begun_says_so(client, office):
    ahead = a_suspension(a_place(), from_date=dt.date(2036, 1, 1))

    assert "まだ はじまっていません" in the_page(client, ahead).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_page_asks_the_database_a_fixed_number_of_times(client, office, rows, django_assert_num_queries):
    flood = a_flood(rows)

    with django_assert_num_queries(10):
        page = the_page(client, flood, week="2026-07-06")

    assert page.context["names"]["number"] == rows


@pytest.mark.parametrize("more", [0, 300])
def test_the_list_says_who_still_rests(client, office, more, django_assert_num_queries):
    a_flood()
    one_by_one, resting = a_place(), a_place()
    a_suspension(one_by_one, from_date=FLOOD)
    resume_place(place=one_by_one, on=FLOOD + dt.timedelta(weeks=1), by=None, at=AT)
    a_suspension(resting, from_date=FLOOD)
    for _ in range(more):
        Suspension.objects.create(from_date=dt.date(2020, 4, 16), reason="epidemic", request_id=uuid4())

    with django_assert_num_queries(5):
        page = client.get(reverse("counts:recoveries"))

    said = [line.strip() for line in page.content.decode().splitlines()]
    told = [line for line in said if line in {"まだ休んでいる場が あります", "1か所ずつ 戻りました", "令和8年7月22日"}]
    assert told[:3] == ["まだ休んでいる場が あります", "1か所ずつ 戻りました", "令和8年7月22日"]
