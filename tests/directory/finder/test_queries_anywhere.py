"""What the database finds among random places is what a plain reading of their rules finds."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.finder.queries import DAYS, NO_DISTRICT, WHENS, Search, days_ahead, facets, find, instead_of, upcoming
from directory.places.schedule import LOOK_AHEAD
from tests.directory.finder import anywhere
from tests.directory.finder.anywhere import found, next_meeting, places, searches, written

pytestmark = pytest.mark.django_db

cities = st.lists(places, min_size=1, max_size=6)
moments = st.sampled_from(anywhere.MOMENTS)
often = settings(max_examples=60)


@given(cities, searches, moments)
@often
def test_a_search_finds_what_fits_the_next_to_meet_first(city, search, now):
    with transaction.atomic():
        written(city)

        total = facets(search, now=now).total
        page = find(search, now=now, total=total).object_list

        transaction.set_rollback(True)
    numbers = found(search, city, now)
    meetings = {number: next_meeting(search, city[number - 1], now) for number in numbers}
    assert total == len(numbers)
    assert [listing.number for listing in page] == sorted(
        numbers, key=lambda number: _soonest(meetings[number], number)
    )
    assert {listing.number: _day_and_time(listing.next_on, listing.next_start) for listing in page} == {
        number: _day_and_time(meeting.date, meeting.start) if meeting else (None, dt.time.min)
        for number, meeting in meetings.items()
    }


def _soonest(meeting, number):
    if meeting is None:
        return dt.date.max, dt.time.max, number
    return *_day_and_time(meeting.date, meeting.start), number


def _day_and_time(date, start):
    """Who has no time is there all day."""
    return date, start or dt.time.min


@given(cities, moments)
@often
def test_the_next_meeting_is_the_one_that_the_listing_itself_says(city, now):
    with transaction.atomic():
        written(city)

        page = find(Search(), now=now, total=len(city)).object_list

        transaction.set_rollback(True)
    last = now.date() + dt.timedelta(days=LOOK_AHEAD - 1)
    for listing in page:
        said = [meeting for meeting in upcoming(listing, now, 1) if meeting.date <= last]
        assert [meeting.date for meeting in said] == ([listing.next_on] if listing.next_on else [])
        assert [meeting.start or dt.time.min for meeting in said] == (
            [listing.next_start or dt.time.min] if listing.next_on else []
        )


@given(cities, searches, moments)
@often
def test_a_choice_leaves_as_much_as_its_figure_says(city, search, now):
    with transaction.atomic():
        written(city)

        figures = facets(search, now=now)

        transaction.set_rollback(True)

    def left(**asked):
        return len(found(replace(search, **asked), city, now))

    assert figures.total == left()
    for slug in ("mabi", "kurashiki", NO_DISTRICT):
        assert figures.district[slug] == left(district=slug)
    for day in DAYS:
        assert figures.day[day] == left(days=(day,)), day
    for time in ("am", "pm"):
        assert figures.time[time] == left(time=time), time
    for when in WHENS:
        assert figures.when[when] == left(date=None, when=when), when
    for activity in anywhere.ACTIVITIES:
        assert figures.activity[activity] == left(activities=(activity,)), activity
    for trait in ("parking", "free"):
        assert figures.trait[trait] == left(traits=(*search.traits, trait)), trait


@given(cities, searches, moments)
@often
def test_a_calendar_says_how_much_is_found_on_each_of_its_days(city, search, now):
    with transaction.atomic():
        written(city)

        days = days_ahead(search, now=now, count=40)

        transaction.set_rollback(True)
    assert days == [
        (day, len(found(replace(search, date=day, when=""), city, now)))
        for day in (now.date() + dt.timedelta(days=number) for number in range(40))
    ]


@given(cities, searches, moments)
@often
def test_a_way_on_leads_to_as_much_as_it_says(city, search, now):
    with transaction.atomic():
        written(city)

        ways = instead_of(search, now=now).ways

        transaction.set_rollback(True)
    left = search.without_each()
    assert dict(ways) == {key: count for key, other in left.items() if (count := len(found(other, city, now)))}
    assert [count for _, count in ways] == sorted((count for _, count in ways), reverse=True)
