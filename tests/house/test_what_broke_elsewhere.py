"""Defects that other directories had on the face they show to the public, each held here by its name.

Those of counts, imports and goods have their tests with these slices.
"""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from directory.areas.actions import publish_areas
from directory.places.actions import pause_place
from directory.places.models import Listing, Place
from directory.places.schedule import LAST, Rule
from directory.places.vocabulary import PauseReason
from kayoiba.accounts.roles import ROLES
from tests.directory.finder.reading import found, numbers, text
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality

pytestmark = pytest.mark.django_db

TEN = dt.time(10)


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    """Ten o'clock on Tuesday 24 November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def on(client, day):
    """The numbers of the places that a search for that day finds."""
    return numbers(client.get("/places/", {"date": day.isoformat()}))


def test_1_monday_and_january_are_values_and_not_empty(client):
    listing = a_listing(name="正月の会", rules=[Rule(weekdays=("Mo",), weeks=(1,), months=(1,), start=dt.time(0))])

    assert on(client, dt.date(2027, 1, 4)) == [listing.number]
    assert on(client, dt.date(2027, 1, 5)) == on(client, dt.date(2027, 2, 1)) == []
    assert numbers(client.get("/places/?day=mon")) == [listing.number]
    assert "1月4日(月)" in text(client.get(f"/places/{listing.number}/"))


def test_1_a_fee_of_zero_is_free_and_not_unknown(client):
    a_listing(name="無料の会", fee_amount=0)
    a_listing(name="わからない会")

    assert "無料の会" in text(page := client.get("/places/?with=free"))
    assert found(page) == 1


def test_2_the_last_weekday_is_found_in_months_of_four_and_of_five(client):
    listing = a_listing(name="最終金曜の会", rules=[Rule(weekdays=("Fr",), weeks=(LAST,), start=TEN)])

    assert on(client, dt.date(2026, 11, 27)) == on(client, dt.date(2027, 1, 29)) == [listing.number]
    assert on(client, dt.date(2027, 1, 22)) == []


def test_2_a_fifth_weekday_that_a_month_lacks_is_no_meeting(client):
    listing = a_listing(name="第5火曜の会", rules=[Rule(weekdays=("Tu",), weeks=(5,), start=TEN)])

    assert on(client, dt.date(2026, 12, 29)) == [listing.number]
    assert on(client, dt.date(2026, 11, 24)) == []
    assert "12月29日(火)" in text(client.get(f"/places/{listing.number}/"))


def test_2_day_31_is_no_meeting_in_a_month_of_thirty(client):
    listing = a_listing(name="31日の会", rules=[Rule(days=(31,), start=TEN)])

    assert on(client, dt.date(2026, 12, 31)) == [listing.number]
    assert on(client, dt.date(2026, 11, 30)) == on(client, dt.date(2026, 12, 1)) == []


def test_3_a_place_of_which_only_the_name_is_known_is_found_and_counted(client):
    listing = a_listing(name="名前だけの会", precision="school")

    assert numbers(client.get("/places/")) == [listing.number]
    assert numbers(client.get("/places/?q=名前だけ")) == [listing.number]
    assert numbers(client.get("/places/?district=none")) == [listing.number]
    assert "掲載 1か所" in text(client.get("/"))
    assert client.get(f"/places/{listing.number}/").status_code == 200


def test_5_the_last_day_of_a_rule_and_of_a_pause_belong_to_them(client):
    tuesday = TODAY + dt.timedelta(7)
    ending = a_listing(name="この日までの会", rules=[Rule(weekdays=("Tu",), start=TEN, valid_to=tuesday)])
    resting = a_listing(name="この日まで休む会", rules=[Rule(weekdays=("Tu",), start=TEN)])
    pause = {"reason": PauseReason.VENUE, "by": None, "at": AT}
    pause_place(place=Place.objects.get(number=resting.number), from_date=TODAY, until=tuesday, **pause)

    assert on(client, tuesday) == [ending.number]
    assert on(client, tuesday + dt.timedelta(7)) == [resting.number]


def test_6_a_no_survives_saving_and_is_said(client):
    listing = a_listing(name="車いすは入れない会", wheelchair=False)

    assert Listing.objects.get().wheelchair is False
    assert re.search(r"車いす\S* 無", text(client.get(f"/places/{listing.number}/")))
    assert found(client.get("/places/?with=wheelchair")) == 0


def test_9_no_schedule_is_a_question_and_not_always_open(client):
    listing = a_listing(name="日どりの わからない会")

    assert on(client, TODAY) == []
    assert all(found(client.get("/places/", {"day": day})) == 0 for day in ("mon", "tue", "wed", "sat", "sun"))
    assert "お問い合わせください" in text(client.get("/places/"))
    assert "お問い合わせください" in text(client.get(f"/places/{listing.number}/"))


@pytest.mark.parametrize("role", ROLES)
def test_15_nobody_is_shown_a_link_that_ends_in_403(client, role):
    district = a_district()
    listing = a_listing(name="呉妹の会", district=district)
    publish_areas(municipality=a_municipality(), on=TODAY)
    client.force_login(a_person(role, district))
    place = Place.objects.get(number=listing.number)
    seen = ["/", "/places/", f"/places/{listing.number}/", "/districts/mabi/", reverse("workbench:board")]
    seen += [reverse("workbench:places"), reverse("workbench:place", args=[place.pk])]

    links = {
        link for page in seen for link in re.findall(r'href="(/(?!static)[^"#]*)"', client.get(page).content.decode())
    }

    assert len(links) > 20
    assert {link: status for link in links if (status := client.get(link).status_code) in (403, 500)} == {}


def test_a_search_is_an_address_that_can_be_kept(client):
    listing = a_listing(name="火曜の会", rules=[Rule(weekdays=("Tu",), start=TEN, end=dt.time(11))])
    asked = urlencode({"day": ["tue", "thu"], "time": "am", "date": "week", "order": "name"}, doseq=True)

    assert numbers(client.get(f"/places/?{asked}")) == [listing.number]
