"""休み・臨時: a day with its own word is written down, seen by residents, and taken back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places import actions
from directory.places.models import Listing, MeetingException
from directory.places.schedule import DAY_ENDS, OneDay, Rule
from tests.factories.people import a_person
from tests.factories.places import a_district, a_listing, a_place

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
DAILY = Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), start=dt.time(10))


@pytest.fixture
def tomorrow():
    return timezone.localdate() + DAY


@pytest.fixture
def place(client):
    mabi = a_district()
    client.force_login(a_person("coordinator", mabi))
    place = a_place("呉妹の会", district=mabi, rules=[DAILY])
    a_listing(place)
    return place


def write(client, place, **data):
    return client.post(reverse("workbench:place_day", args=[place.pk]), data, follow=True)


def drop(client, place, on):
    return client.post(reverse("workbench:place_day_drop", args=[place.pk]), {"on": on}, follow=True)


def shown(client, place):
    return client.get(reverse("workbench:place", args=[place.pk])).content.decode()


def errors(page):
    return page.context["form"].errors


def test_a_day_off_is_said_to_staff_and_to_residents(client, place, tomorrow):
    page = write(client, place, date=tomorrow, meets="no", note="会館の工事")

    assert page.redirect_chain == [(reverse("workbench:place", args=[place.pk]), 302)]
    assert "休み・臨時の日を書きました。" in page.content.decode()
    assert Listing.objects.get().days == [{"date": f"{tomorrow}", "note": "会館の工事", "meets": False}]
    assert page.context["meetings"][0].date != tomorrow
    assert tomorrow not in [meeting.date for meeting in page.context["meetings"]]
    assert f"休み・臨時の日を書きました（{tomorrow.month}月{tomorrow.day}日" in page.content.decode()


def test_a_day_at_another_time_is_met_at_that_time(client, place, tomorrow):
    page = write(client, place, date=tomorrow, meets="yes", start="13:30", end="00:00")

    assert MeetingException.objects.get().end == DAY_ENDS
    assert [meeting.start for meeting in page.context["meetings"] if meeting.date == tomorrow] == [dt.time(13, 30)]


def test_a_form_that_is_sent_twice_writes_one_day_and_the_later_word_holds(client, place, tomorrow):
    for _ in range(2):
        page = write(client, place, date=tomorrow, meets="no")
    assert MeetingException.objects.get().meets is False
    assert page.content.decode().count("休み・臨時の日を書きました（") == 1

    write(client, place, date=tomorrow, meets="yes", note="やっぱり ひらきます")

    assert MeetingException.objects.get().meets is True


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        ({"meets": "no", "start": "10:00"}, "start", "お休みの日には、時間を空けておいてください。"),
        ({"meets": "no", "end": "00:00"}, "start", "お休みの日には、時間を空けておいてください。"),
        ({"meets": "yes", "start": "10:00", "end": "09:00"}, "end", "おわりの時刻は、はじまりより後にしてください。"),
        ({"meets": "yes", "start": "00:00", "end": "25:00"}, "end", "時刻が読めません。13:30 のように書いてください。"),
        ({}, "meets", "えらんでください。"),
        ({"meets": "no", "date": "2020-01-01"}, "date", "きょうか、きょうより後の日にしてください。"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(client, place, tomorrow, data, field, said):
    page = write(client, place, **{"date": tomorrow, **data})

    assert errors(page) == {field: [said]}
    assert not MeetingException.objects.exists()


def test_taken_back_the_rules_hold_again_and_once_more_changes_nothing(client, place, tomorrow):
    write(client, place, date=tomorrow, meets="no")

    for _ in range(2):
        page = drop(client, place, tomorrow)

    assert "いつものきまりどおりです。" in page.content.decode()
    assert "休み・臨時の日を 取りやめました（" in page.content.decode()
    assert (MeetingException.objects.count(), Listing.objects.get().days) == (0, [])
    assert page.context["meetings"][-1].date > tomorrow


def test_what_is_no_day_takes_nothing_back(client, place, tomorrow):
    write(client, place, date=tomorrow, meets="no")

    assert drop(client, place, "あした").redirect_chain == [(reverse("workbench:place", args=[place.pk]), 302)]
    assert MeetingException.objects.exists()


def test_days_that_are_past_are_not_listed_and_who_may_not_write_gets_no_button(client, place, tomorrow):
    for date in (tomorrow, tomorrow - 2 * DAY):
        actions.except_day(place=place, day=OneDay(date, meets=False), by=None, at=timezone.now())

    mine = shown(client, place)
    client.force_login(a_person("viewer", a_district()))
    read_only = shown(client, place)

    assert mine.count("取りやめる<") == 1
    assert "お休み" in read_only
    assert "取りやめる<" not in read_only
    assert reverse("workbench:place_day", args=[place.pk]) not in read_only


def test_the_band_of_the_national_survey_is_told_where_there_are_rules(client, place):
    assert "全国調査の開催頻度：週1回以上" in shown(client, place)
    assert "全国調査の開催頻度" not in shown(client, a_place(district=a_district()))
