import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.places import actions, suspensions
from directory.places.models import Listing, ListingPause, Pause, Place, Suspension
from directory.places.publishing import refresh_listing
from directory.places.suspensions import NobodyMeets, resume_places, suspensions_that_hold
from directory.places.vocabulary import Continues, PauseReason
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place
from tests.factories.suspensions import a_suspension

DAY = dt.timedelta(days=1)
NOW = {"by": None, "at": AT}


def suspend(*places, **told):
    return a_suspension(*places, **{"note": "豪雨のため。", **told})


def pause(place, first, last=None):
    return actions.pause_place(place=place, from_date=first, until=last, reason=PauseReason.SEASON, **NOW)


def spans(place):
    return spans_of(place.pauses)


def spans_of(pauses):
    return list(pauses.order_by("from_date").values_list("from_date", "until"))


@pytest.mark.django_db
class TestSuspending:
    def test_every_place_rests_for_one_reason_and_residents_are_told_what_goes_on(self):
        places = [a_place(f"会{number}") for number in range(3)]
        listing = a_listing(places[0])

        suspension = suspend(*places, continues=[Continues.PHONE, Continues.OUTDOORS])

        assert [spans(place) for place in places] == [[(TODAY, None)]] * 3
        listing.refresh_from_db()
        told = {"from": "2026-11-24", "reason": "disaster", "note": "豪雨のため。", "continues": ["phone", "outdoors"]}
        assert listing.pauses == [told]
        assert list(ListingPause.objects.values_list("from_date", "until")) == [(TODAY, None)]
        assert suspension.pauses.count() == 3

    def test_each_place_and_the_suspension_have_their_line(self):
        place = a_place("呉妹の会")

        suspend(place)

        lines = AuditEvent.objects.exclude(verb="place.registered").order_by("pk")
        assert [(line.verb, line.subject_name, line.detail) for line in lines] == [
            ("suspension.begun", "全市 2026-11-24 被災", {"places": 1}),
            ("place.paused", "呉妹の会", {"reason": "disaster", "from_date": "2026-11-24"}),
        ]

    def test_who_rests_or_is_no_more_is_left_out_and_said(self):
        meeting, resting, ended = a_place("あ"), a_place("い"), a_place("う")
        pause(resting, TODAY - DAY)
        actions.end_place(place=ended, on=TODAY, reason="解散", **NOW)

        reached = suspensions.affected(Place.objects.all(), from_date=TODAY)
        suspend(meeting, resting, ended)

        assert (reached.meeting, [one.place for one in reached.resting], reached.ended) == ([meeting], [resting], 1)
        assert Pause.objects.filter(suspension__isnull=False).get().place == meeting
        assert spans(resting) == [(TODAY - DAY, None)]

    def test_who_rests_for_a_few_days_goes_on_resting_behind_them(self):
        place = a_place()
        pause(place, TODAY - 4 * DAY, TODAY + DAY)

        suspend(place, a_place())

        assert spans(place) == [(TODAY - 4 * DAY, TODAY + DAY), (TODAY + 2 * DAY, None)]

    def test_a_pause_planned_for_later_stays_and_the_place_rests_before_and_behind_it(self):
        place = a_place()
        pause(place, TODAY + 9 * DAY, TODAY + 10 * DAY)

        suspend(place)

        assert spans(place) == [
            (TODAY, TODAY + 8 * DAY),
            (TODAY + 9 * DAY, TODAY + 10 * DAY),
            (TODAY + 11 * DAY, None),
        ]

    def test_asked_twice_it_is_one(self):
        place, request_id = a_place(), uuid4()

        assert suspend(place, request_id=request_id) == suspend(place, request_id=request_id)
        assert (Suspension.objects.count(), Pause.objects.count()) == (1, 1)

    def test_where_nobody_meets_nothing_is_written(self):
        place = a_place()
        pause(place, TODAY)

        with pytest.raises(NobodyMeets):
            suspend(place)
        assert not Suspension.objects.exists()

    @pytest.mark.parametrize("rows", [1, 3, 300])
    def test_any_number_costs_the_same_few_statements(self, rows, django_assert_num_queries):
        places = [a_place() for _ in range(rows)]
        for place in places:
            a_listing(place)

        with django_assert_num_queries(16):
            suspension = suspend(*places)
        with django_assert_num_queries(17):
            resume_places(suspension=suspension, places=places, on=TODAY + DAY, **NOW)
        assert ListingPause.objects.filter(until=TODAY).count() == rows


@pytest.mark.django_db
class TestResuming:
    def test_all_meet_again_and_residents_are_told(self):
        places = [a_place(), a_place()]
        listing = a_listing(places[0])
        suspension = suspend(*places, from_date=TODAY - 5 * DAY)

        resumed = resume_places(suspension=suspension, places=places, on=TODAY, **NOW)

        assert resumed == places
        assert [spans(place) for place in places] == [[(TODAY - 5 * DAY, TODAY - DAY)]] * 2
        suspension.refresh_from_db()
        listing.refresh_from_db()
        assert (suspension.resumed_on, listing.pauses) == (TODAY, [])
        assert AuditEvent.objects.filter(verb="place.resumed").count() == 2

    def test_resumed_on_the_day_it_began_it_never_was(self):
        place = a_place()
        suspension = suspend(place)

        resume_places(suspension=suspension, places=[place], on=TODAY - DAY, **NOW)

        assert spans(place) == []
        suspension.refresh_from_db()
        assert suspension.resumed_on == TODAY

    def test_some_meet_again_and_the_rest_goes_on_resting(self):
        first, second = a_place(), a_place()
        suspension = suspend(first, second)

        resume_places(suspension=suspension, places=[first], on=TODAY + DAY, **NOW)

        assert (spans(first), spans(second)) == ([(TODAY, TODAY)], [(TODAY, None)])
        suspension.refresh_from_db()
        assert suspension.resumed_on is None

    def test_who_was_resumed_or_has_ended_meanwhile_is_left_alone(self):
        resumed, ended, resting = a_place(), a_place(), a_place()
        suspension = suspend(resumed, ended, resting, from_date=TODAY - 9 * DAY)
        actions.resume_place(place=resumed, on=TODAY - 3 * DAY, **NOW)
        actions.end_place(place=ended, on=TODAY - 3 * DAY, reason="解散", **NOW)

        found = resume_places(suspension=suspension, places=[resumed, ended, resting], on=TODAY - 5 * DAY, **NOW)

        assert found == [resting]
        assert spans(resumed) == [(TODAY - 9 * DAY, TODAY - 4 * DAY)]
        assert spans(resting) == [(TODAY - 9 * DAY, TODAY - 6 * DAY)]

    def test_whoever_ended_meanwhile_and_never_did_is_not_brought_back_into_what_is_over(self):
        ended, resting = a_place(), a_place()
        suspension = suspend(ended, resting, from_date=TODAY - 9 * DAY)
        actions.end_place(place=ended, on=TODAY - 3 * DAY, reason="解散", **NOW)
        resume_places(suspension=suspension, places=[resting], on=TODAY, **NOW)

        actions.bring_back_place(place=ended, on=TODAY - 3 * DAY, **NOW)

        assert spans(ended) == [(TODAY - 9 * DAY, TODAY - DAY)]
        suspension.refresh_from_db()
        assert suspension.resumed_on == TODAY

    def test_one_that_has_ended_is_not_among_those_that_rest(self):
        lead, ended = a_person("lead"), a_place()
        suspension = suspend(ended, from_date=TODAY - 9 * DAY)
        actions.end_place(place=ended, on=TODAY, reason="解散", **NOW)

        assert list(suspensions_that_hold(lead, on=TODAY)) == []
        assert list(suspensions.resting_by(suspension, lead, on=TODAY)) == []

    def test_one_place_resumed_by_itself_keeps_what_was_planned_for_it_and_nothing_of_the_suspension(self):
        place = a_place()
        pause(place, TODAY + 9 * DAY, TODAY + 10 * DAY)
        suspend(place)

        actions.resume_place(place=place, on=TODAY + 2 * DAY, **NOW)

        assert spans(place) == [(TODAY, TODAY + DAY), (TODAY + 9 * DAY, TODAY + 10 * DAY)]

    def test_another_pause_of_the_same_place_goes_on(self):
        place = a_place()
        pause(place, TODAY + 9 * DAY, TODAY + 10 * DAY)
        suspension = suspend(place)

        resume_places(suspension=suspension, places=[place], on=TODAY + 2 * DAY, **NOW)

        assert spans(place) == [(TODAY, TODAY + DAY), (TODAY + 9 * DAY, TODAY + 10 * DAY)]


@pytest.mark.django_db
class TestWhose:
    def test_a_coordinator_sees_those_of_the_own_district_and_of_the_own_places(self):
        mabi, kurashiki = a_district(), a_district("kurashiki", "倉敷")
        mine, theirs = a_place(district=mabi), a_place(district=kurashiki)
        coordinator, neighbour, lead = (
            a_person("coordinator", mabi),
            a_person("coordinator", kurashiki),
            a_person("lead"),
        )

        of_mabi, of_the_city = suspend(mine, district=mabi), suspend(theirs)

        def holding(user):
            return [(suspension, suspension.resting) for suspension in suspensions_that_hold(user, on=TODAY)]

        assert holding(coordinator) == [(of_mabi, 1)]
        assert holding(neighbour) == [(of_the_city, 1)]
        assert holding(lead) == [(of_the_city, 1), (of_mabi, 1)]
        assert list(suspensions.resting_by(of_the_city, coordinator, on=TODAY)) == []

    def test_one_that_nobody_rests_by_any_more_holds_no_longer(self):
        lead, place = a_person("lead"), a_place()
        suspension = suspend(place, from_date=TODAY - DAY)
        resume_places(suspension=suspension, places=[place], on=TODAY, **NOW)

        assert list(suspensions_that_hold(lead, on=TODAY)) == []
        assert list(suspensions.suspensions_of(lead, on=TODAY)) == [suspension]


days = st.integers(-12, 12).map(lambda number: TODAY + number * DAY)
planned = st.lists(st.tuples(days, st.integers(0, 4)), max_size=3)


def resting(place):
    window = [TODAY + number * DAY for number in range(-14, 30)]
    return {day for day in window if place.pauses.holding(day).exists()}


@pytest.mark.django_db
@given(pauses=planned, first=days, on=st.integers(0, 12).map(lambda number: TODAY + number * DAY))
@settings(max_examples=40, deadline=None)
def test_whatever_was_planned_a_suspension_adds_its_days_and_takes_them_back(pauses, first, on):
    with transaction.atomic():
        place = a_place()
        a_listing(place)
        for begin, length in pauses:
            if not place.pauses.touching(begin, begin + length * DAY).exists():
                pause(place, begin, begin + length * DAY)
        before = resting(place)
        window = [TODAY + number * DAY for number in range(-14, 30)]

        suspension = suspend(place, from_date=first)

        assert resting(place) == before | {day for day in window if day >= first}
        assert told(place) == as_written_anew(place)
        resume_places(suspension=suspension, places=[place], on=on, **NOW)

        assert resting(place) == before | {day for day in window if first <= day < on}
        assert told(place) == as_written_anew(place)
        transaction.set_rollback(True)


@pytest.mark.django_db
@given(pauses=planned, first=days, on=days)
@settings(max_examples=40, deadline=None)
def test_resumed_by_itself_a_place_never_rests_again_by_a_suspension_that_had_begun(pauses, first, on):
    with transaction.atomic():
        place = a_place()
        for begin, length in pauses:
            if not place.pauses.touching(begin, begin + length * DAY).exists():
                pause(place, begin, begin + length * DAY)
        suspension = suspend(place, from_date=first)
        own = place.pauses.filter(suspension=None).touching(max(first, on), None).order_by("from_date")
        later = spans_of(own.filter(from_date__gt=max(first, on)))

        actions.resume_place(place=place, on=max(first, on), **NOW)

        assert not suspension.pauses.touching(max(first, on), None).exists()
        assert spans_of(place.pauses.touching(max(first, on), None)) in (later, later[1:])
        transaction.set_rollback(True)


def told(place):
    rows = ListingPause.objects.filter(listing=place.number).order_by("from_date")
    return Listing.objects.get(number=place.number).pauses, list(rows.values_list("from_date", "until"))


def as_written_anew(place):
    refresh_listing(place, at=AT)
    return told(place)
