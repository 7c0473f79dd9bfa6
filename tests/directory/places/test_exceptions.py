import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from directory.finder.queries import Search, facets, upcoming
from directory.places import actions
from directory.places.models import Listing, MeetingException, Place
from directory.places.schedule import OneDay, Rule
from kayoiba.accounts.models import AuditEvent
from tests.factories.places import AT, TODAY, a_listing, a_place

pytestmark = pytest.mark.django_db

NEXT_WEEK = TODAY + dt.timedelta(7)
NOW = {"by": None, "at": AT}
TUESDAYS = Rule(weekdays=("Tu",), start=dt.time(10), end=dt.time(12))


def a_listed_place():
    a_listing(rules=[TUESDAYS])
    return Place.objects.get()


def meeting_on(day):
    """The times of that day, as a search for it finds them and as the place's page tells them."""
    morning = dt.datetime.combine(day, dt.time.min, AT.tzinfo)
    listing = Listing.objects.get()
    times = {(meeting.start, meeting.end) for meeting in upcoming(listing, morning, 1) if meeting.date == day}
    assert facets(Search(date=day), now=AT).total == bool(times)
    return times


class TestExceptDay:
    def test_on_a_day_off_it_does_not_meet_and_a_week_later_it_does(self):
        actions.except_day(place=a_listed_place(), day=OneDay(NEXT_WEEK, meets=False), **NOW)

        assert meeting_on(NEXT_WEEK) == set()
        assert meeting_on(NEXT_WEEK + dt.timedelta(7)) == {(dt.time(10), dt.time(12))}

    def test_on_a_day_with_other_times_only_these_hold(self):
        actions.except_day(place=a_listed_place(), day=OneDay(NEXT_WEEK, True, dt.time(13), dt.time(15)), **NOW)

        assert meeting_on(NEXT_WEEK) == {(dt.time(13), dt.time(15))}

    def test_it_may_meet_on_a_day_that_no_rule_names(self):
        wednesday = TODAY + dt.timedelta(1)

        actions.except_day(place=a_listed_place(), day=OneDay(wednesday, True, dt.time(9)), **NOW)

        assert meeting_on(wednesday) == {(dt.time(9), None)}
        assert meeting_on(wednesday.replace(year=2027)) == set()

    def test_the_later_word_about_a_day_holds(self):
        place = a_listed_place()
        actions.except_day(place=place, day=OneDay(NEXT_WEEK, True, dt.time(13)), **NOW)

        actions.except_day(place=place, day=OneDay(NEXT_WEEK, meets=False, note="会場が使えません"), **NOW)

        assert meeting_on(NEXT_WEEK) == set()
        assert Listing.objects.get().days == [
            {"date": NEXT_WEEK.isoformat(), "meets": False, "note": "会場が使えません"}
        ]

    def test_a_day_that_is_over_leaves_the_public_copy_when_it_is_next_written(self):
        place = a_listed_place()
        actions.except_day(place=place, day=OneDay(TODAY - dt.timedelta(1), meets=False), **NOW)

        assert Listing.objects.get().days == []
        assert MeetingException.objects.count() == 1

    def test_a_place_that_is_not_listed_stays_hidden(self):
        actions.except_day(place=a_place(rules=[TUESDAYS]), day=OneDay(NEXT_WEEK, True, dt.time(13)), **NOW)

        assert not Listing.objects.exists()

    def test_it_leaves_an_audit_line(self):
        actions.except_day(place=a_listed_place(), day=OneDay(NEXT_WEEK, meets=False), **NOW)

        event = AuditEvent.objects.get(verb="place.day_excepted")
        assert event.detail == {"on": NEXT_WEEK.isoformat(), "meets": False}


class TestDropException:
    def test_the_rules_hold_again(self):
        place = a_listed_place()
        actions.except_day(place=place, day=OneDay(NEXT_WEEK, meets=False), **NOW)

        actions.drop_exception(place=place, on=NEXT_WEEK, **NOW)

        assert meeting_on(NEXT_WEEK) == {(dt.time(10), dt.time(12))}
        assert Listing.objects.get().days == []

    def test_a_day_without_a_word_of_its_own_leaves_no_line(self):
        actions.drop_exception(place=a_listed_place(), on=NEXT_WEEK, **NOW)

        assert not AuditEvent.objects.filter(verb="place.day_as_usual").exists()


@pytest.mark.parametrize(
    "times",
    [
        pytest.param({"meets": True, "start": dt.time(12), "end": dt.time(10)}, id="an end before the start"),
        pytest.param({"meets": False, "start": dt.time(12)}, id="times of a day off"),
    ],
)
def test_the_database_refuses(times):
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingException.objects.create(place=a_place(), date=TODAY, **times)


def test_an_end_of_24_o_clock_is_after_every_start_and_is_kept():
    late = Rule(weekdays=("Fr",), start=dt.time(18), end=dt.time(0))

    place = a_place(rules=[late])

    assert Rule.from_model(place.rules.get()) == late
    assert late.as_json()["end"] == "24:00"
    assert Rule.from_json(late.as_json()) == late
