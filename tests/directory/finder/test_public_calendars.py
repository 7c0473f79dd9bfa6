import datetime as dt

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
