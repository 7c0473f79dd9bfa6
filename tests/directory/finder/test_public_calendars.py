import datetime as dt

import pytest

from directory.places.actions import except_day
from directory.places.publishing import withdraw_place
from directory.places.schedule import OneDay, Rule
from tests.directory.finder.calendar_reading import events, meetings
from tests.factories.places import AT, TODAY, a_listing, a_place

TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))


def test_the_calendar_of_a_place_is_a_file_for_calendars_with_the_address_of_its_page(client):
    listing = a_listing(name="呉妹おしゃべり広場", rules=[TUESDAYS])

    answer = client.get(f"/places/{listing.number}/calendar.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == f'inline; filename="kayoiba-{listing.number}.ics"'
    assert events(answer.content)[0]["URL"] == f"http://testserver/places/{listing.number}/"


def test_a_day_off_is_in_the_calendar_at_once(client):
    place = a_place(rules=[TUESDAYS])
    address = f"/places/{a_listing(place).number}/calendar.ics"
    first = client.get(address)

    except_day(place=place, day=OneDay(dt.date(2026, 12, 8), meets=False), by=None, at=AT)
    second = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert dt.date(2026, 12, 8) in [meeting.date for meeting in meetings(first.content, TODAY, dt.date(2026, 12, 31))]
    assert [meeting.date.day for meeting in meetings(second.content, TODAY, dt.date(2026, 12, 31))] == [24, 22]
    assert client.get(address, headers={"If-None-Match": second["ETag"]}).status_code == 304


def test_the_calendar_of_a_place_that_is_gone_is_not_found(client):
    place = a_place("やめた会", rules=[TUESDAYS])
    number = a_listing(place).number
    withdraw_place(place=place, reason="引っ越した", by=None, at=AT)

    for gone in (number, 999_999, 10**30):
        assert client.get(f"/places/{gone}/calendar.ics").status_code == 404


def test_one_question_to_the_database_is_enough_for_a_place(client, django_assert_num_queries):
    listing = a_listing(rules=[TUESDAYS])

    with django_assert_num_queries(1):
        client.get(f"/places/{listing.number}/calendar.ics")


def test_the_calendar_of_a_search_holds_what_fits_and_of_that_the_days_asked_for(client, city):
    both = Rule(weekdays=("Tu", "Sa"), start=dt.time(10))
    saturday = Rule(weekdays=("Sa",), start=dt.time(14))
    listing = a_listing(name="土曜も", district=city, rules=[both, saturday])
    a_listing(name="火曜だけ", district=city, rules=[TUESDAYS])
    a_listing(name="よその地区", rules=[saturday])

    written = client.get("/places/calendar.ics?district=mabi&day=sat&time=am&date=today").content

    assert {str(event["URL"]) for event in events(written)} == {f"http://testserver/places/{listing.number}/"}
    assert [(meeting.date.day, meeting.start.hour) for meeting in meetings(written, TODAY, dt.date(2026, 12, 6))] == [
        (28, 10),
        (5, 10),
    ]
    assert "X-WR-CALNAME:かよいば 真備・土曜・午前" in written.decode()


def test_a_day_of_its_own_is_in_the_calendar_of_a_search_for_its_weekday(client):
    place = a_place(rules=[TUESDAYS])
    a_listing(place)
    except_day(place=place, day=OneDay(dt.date(2026, 12, 9), meets=True, start=dt.time(10)), by=None, at=AT)

    asked = {day: client.get(f"/places/calendar.ics?day=tue&day={day}").content for day in ("tue", "wed")}

    assert [len(events(written)) for written in asked.values()] == [1, 2]


def test_whatever_is_asked_there_is_a_calendar(client):
    for query in ("", "?q=%00&day=x&near=9,9&date=2020-01-01", "?q=ありません"):
        written = client.get(f"/places/calendar.ics{query}").content

        assert written.startswith(b"BEGIN:VCALENDAR")
        assert events(written) == []


def test_a_calendar_that_is_cut_says_so(client, monkeypatch):
    for _ in range(3):
        a_listing(rules=[TUESDAYS])
    whole = client.get("/places/calendar.ics").content
    monkeypatch.setattr("directory.finder.public.calendars.MOST", 2)
    cut = client.get("/places/calendar.ics").content

    assert (len(events(whole)), len(events(cut))) == (3, 2)
    assert "はじめの" not in whole.decode()
    assert "X-WR-CALNAME:かよいば （はじめの2か所）" in cut.decode()


@pytest.mark.parametrize("places", [1, 3, 300])
def test_two_questions_to_the_database_are_enough_for_a_search(client, places, django_assert_num_queries):
    for _ in range(places):
        a_listing(rules=[TUESDAYS])

    with django_assert_num_queries(2):
        client.get("/places/calendar.ics?day=tue")


@pytest.mark.parametrize(("count", "said"), [(2, "2か所"), (101, "はじめの 100か所")])
def test_the_way_to_the_calendar_of_a_search_says_how_many_places_it_brings(client, count, said):
    for _ in range(count):
        a_listing(rules=[TUESDAYS])

    assert f"この一覧（{said}）を" in client.get("/places/?view=calendar").content.decode()
    assert "この一覧を" in client.get("/places/?view=calendar&date=2026-11-24").content.decode()
