"""The sample city out of its own records: built once, and asked what the coordinators reported."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from directory.areas.models import Municipality
from directory.places.models import Kind, Listing, Place
from directory.workbench.history.queries import past_of
from kayoiba.accounts.models import User
from kayoiba.demo.city import build_city
from kayoiba.tools.fiscal import last_day

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)

# 倉敷市社会福祉協議会, 2022-12-21: 平成28年度 to 令和3年度, and 真備 to 令和元年度
KNOWN = {2016: 430, 2017: 499, 2018: 600, 2019: 705, 2020: 771, 2021: 840}
SUBSIDISED = {2016: 160, 2017: 195, 2018: 227, 2019: 262, 2020: 270, 2021: 280}
KNOWN_IN_MABI = {2016: 38, 2017: 51, 2018: 58, 2019: 98}


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """The whole sample city, left out of the database again when this module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_city(at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(city, client):
    client.force_login(User.objects.get(username="office"))
    return client


def counted(year):
    """{(key, area): value} as the command says it."""
    out = io.StringIO()
    call_command("counts", fiscal_year=year, json=True, stdout=out)
    document = json.loads(out.getvalue())
    assert document["as_of"] == last_day(year).isoformat()
    return {(figure["key"], figure["area"]): figure["value"] for figure in document["figures"]}


@pytest.mark.parametrize("year", KNOWN)
def test_every_year_counts_what_the_coordinators_reported(city, year):
    figures = counted(year)

    assert figures["places.known", None] == KNOWN[year]
    assert figures["places.subsidised", None] == SUBSIDISED[year]
    if year in KNOWN_IN_MABI:
        assert figures["places.known", "mabi"] == KNOWN_IN_MABI[year]


@pytest.mark.parametrize("year", list(KNOWN)[1:])
def test_each_year_is_the_year_before_and_what_was_new_less_what_ended(city, year):
    before, now = counted(year - 1), counted(year)

    for area in (None, "kurashiki", "mizushima", "kojima", "tamashima", "funao", "mabi"):
        change = now["places.new", area] - now["places.ended", area] + now["places.moved", area]
        assert now["places.known", area] == before["places.known", area] + change
        assert now["places.new", area] > 0


@pytest.mark.parametrize("year", KNOWN)
def test_the_page_and_the_workbook_say_the_same(office, year):
    page = office.get(reverse("counts:year", args=[year])).content.decode()
    workbook = office.get(reverse("counts:year_xlsx", args=[year]))

    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(workbook)))
    cells = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert f">{KNOWN[year]}</a>" in page
    assert f">{SUBSIDISED[year]}</a>" in page
    assert {float(KNOWN[year]), float(SUBSIDISED[year])} <= cells


def test_all_kinds_of_meeting_are_there_and_six_hundred_are_listed(city):
    assert Kind.objects.filter(places__isnull=False).distinct().count() == 23
    assert Place.objects.known_on(dt.date(2022, 3, 31)).count() == 840
    assert Listing.objects.count() == 612


def test_todays_district_is_the_last_dated_one(city):
    for place in Place.objects.prefetch_related("areas"):
        last = max(place.areas.all(), key=lambda area: area.from_date)
        assert (place.district_id, place.school_district_id) == (last.district_id, last.school_district_id)


def test_pages_say_that_it_is_a_sample(city, client):
    assert Municipality.objects.get().is_sample
    assert "見本データ" in client.get(reverse("finder:home")).content.decode()


def test_a_city_that_has_places_is_not_built_over(city):
    with pytest.raises(CommandError, match="空のデータベースにだけつくれます"):
        call_command("build_demo")


def test_the_history_of_a_place_tells_of_the_days_when_it_happened(city):
    place = Place.objects.exclude(number=None).order_by("pk").first()

    entries = past_of(place)

    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    assert len(entries) > 2
    assert (entries[-1].said[0], entries[-1].at) == ("登録しました", place.created_at)
    assert ("名前", "", place.name) in [(change.label, change.old, change.new) for change in entries[-1].changes]
