import datetime as dt
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from directory.places.actions import AlreadyPaused, NotKnown, pause_place
from directory.places.models import Check, Listing
from directory.visits import actions
from directory.visits.actions import Stop
from directory.visits.models import Treasure, Visit
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_listing, a_place
from tests.factories.visits import a_treasure, a_visit

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LONG_AGO = TODAY - 4 * 365 * DAY


def plan(place, on, by=None):
    return actions.plan_visit(place=place, on=on, by=by or a_person("lead"), at=AT)


def verbs(place):
    lines = AuditEvent.objects.filter(subject_kind="place", subject_id=place.pk).order_by("pk")
    return [line.verb for line in lines if line.verb != "place.registered"]


@pytest.mark.parametrize(
    ("found", "stop", "left"),
    [
        ("as_listed", None, ["visit.made", "place.checked"]),
        ("changed", None, ["visit.made"]),
        ("paused", Stop("people", TODAY), ["visit.made", "place.paused", "place.checked"]),
        ("ended", Stop("引っこし", TODAY), ["visit.made", "place.ended"]),
    ],
)
def test_what_was_found_is_carried_into_the_record(found, stop, left):
    place = a_place()

    a_visit(place, found=found, stop=stop)

    assert verbs(place) == left


def test_a_rest_that_is_on_record_was_seen_as_listed():
    place = a_place()
    a_listing(place)
    pause_place(place=place, from_date=TODAY - DAY, until=None, reason="venue", by=None, at=AT)

    a_visit(place, found="paused", stop=Stop("people", TODAY))

    assert place.pauses.get().reason == "venue"
    assert Listing.objects.get().checked_on == TODAY


def test_what_is_refused_leaves_nothing():
    place = a_place(known_from=TODAY - DAY)
    pause_place(place=place, from_date=TODAY + DAY, until=None, reason="venue", by=None, at=AT)

    with pytest.raises(AlreadyPaused):
        a_visit(place, found="paused", stop=Stop("people", TODAY))
    with pytest.raises(NotKnown):
        a_visit(place, on=TODAY - 2 * DAY)

    assert not Visit.objects.exists()
    assert not Check.objects.exists()


class TestPlans:
    def test_a_visit_does_what_was_planned(self):
        place = a_place()
        planned = plan(place, TODAY)

        made = a_visit(place)

        assert made == planned
        assert Visit.objects.values_list("planned_on", "visited_on").get() == (TODAY, TODAY)

    def test_what_is_to_be_done_later_stays_planned(self):
        place = a_place()
        planned = plan(place, TODAY + 9 * DAY)

        made = a_visit(place, how="phone", next_on=TODAY + 9 * DAY)

        assert made != planned
        assert Visit.objects.still_open().get() == planned

    def test_another_day_is_planned_in_its_stead(self):
        place = a_place()
        plan(place, TODAY)

        a_visit(place, next_on=TODAY + 30 * DAY)

        assert [visit.planned_on for visit in Visit.objects.order_by("pk")] == [TODAY, TODAY + 30 * DAY]

    def test_the_same_day_planned_by_two_is_the_first_ones(self):
        place, first = a_place(), a_person("coordinator")

        plan(place, TODAY, by=first)
        plan(place, TODAY)

        assert Visit.objects.get().user == first
        assert verbs(place) == ["visit.planned"]

    def test_dropped_twice_is_dropped_once(self):
        place = a_place()
        plan(place, TODAY)

        for _ in range(2):
            actions.drop_plan(place=place, by=a_person("lead"), at=AT)

        assert verbs(place) == ["visit.planned", "visit.dropped"]

    def test_the_table_holds_one_plan_a_place(self):
        place = a_place()
        plan(place, TODAY)

        with pytest.raises(IntegrityError, match="one_planned_visit_a_place"), transaction.atomic():
            Visit.objects.create(place=place, planned_on=TODAY, request_id=uuid4())


def test_audit_lines_say_no_word_of_a_note_or_a_treasure():
    a_visit(a_place(), note="内々のこと", find=actions.Find("person", "内々のこと"))

    assert {"visit.made", "treasure.noted"} <= {line.verb for line in AuditEvent.objects.all()}
    assert not [line for line in AuditEvent.objects.all() if "内々" in f"{line.subject_name}{line.detail}"]


def test_after_three_years_notes_are_blanked_and_treasures_gone():
    old, new = a_place(), a_place()
    for place, on in ((old, LONG_AGO), (new, TODAY)):
        a_visit(place, on=on, note="12人")
        a_treasure(place=place, on=on)

    call_command("forget")

    assert list(Visit.objects.order_by("pk").values_list("note", "forget_on")) == [
        ("", None),
        ("12人", TODAY + 3 * 365 * DAY),
    ]
    assert [treasure.place for treasure in Treasure.objects.all()] == [new]
    assert actions.forget_what_was_noted(at=AT) == 0
