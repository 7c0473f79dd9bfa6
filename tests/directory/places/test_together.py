"""Two people at one place at the same time."""

import datetime as dt
from threading import Thread

import pytest
from django.db import connection, transaction

from directory.places import actions
from directory.places.models import KnownPeriod, ListedPeriod, Listing, Pause, Place
from directory.places.publishing import Answer, publish_place, withdraw_place
from directory.places.vocabulary import AgreedHow, FieldGroup, PauseReason
from tests.factories.places import AT, TODAY, a_listing, a_place

pytestmark = pytest.mark.django_db(transaction=True)

DAY = dt.timedelta(days=1)
NOW = {"by": None, "at": AT}
REFUSALS = (actions.NotKnown, actions.AlreadyKnown, actions.AlreadyPaused, actions.NotPaused)


def publish(place):
    agreed = Answer(FieldGroup.INTRODUCTION, agreed=True, how=AgreedHow.ORAL, agreed_on=TODAY)
    return publish_place(place=place, answers=[agreed], **NOW)


def while_another(act, then):
    """Begin `then` with a copy of the place that was read before `act`, and let it end after `act`; what it raised."""
    place, raised = Place.objects.get(), []

    def second():
        try:
            then(place)
        except REFUSALS as refusal:
            raised.append(type(refusal))
        finally:
            connection.close()

    thread = Thread(target=second)
    with transaction.atomic():
        act(Place.objects.get())
        thread.start()
        thread.join(0.3)
    thread.join()
    return raised


def test_a_double_click_publishes_once():
    a_place()

    while_another(publish, publish)

    assert list(Listing.objects.values_list("number", flat=True)) == [Place.objects.get().number]
    assert ListedPeriod.objects.count() == 1


def test_an_edit_does_not_list_again_what_another_just_withdrew():
    a_listing()

    while_another(
        lambda place: withdraw_place(place=place, reason="申し出", **NOW),
        lambda place: actions.edit_place(place=place, changes={"fee": "無料"}, **NOW),
    )

    assert not Listing.objects.exists()


def test_an_edit_of_a_place_that_another_just_published_reaches_the_residents():
    a_place()

    while_another(publish, lambda place: actions.edit_place(place=place, changes={"fee": "無料"}, **NOW))

    assert Listing.objects.get().fee == "無料"


def test_two_edits_of_different_fields_are_both_kept():
    a_listing(contact_phone="086-000-0000")

    while_another(
        lambda place: actions.edit_place(place=place, changes={"contact_phone": ""}, **NOW),
        lambda place: actions.edit_place(place=place, changes={"fee": "無料"}, **NOW),
    )

    assert Listing.objects.values_list("contact_phone", "fee").get() == ("", "無料")


def test_a_move_that_began_before_a_check_leaves_the_check_on_the_residents_page():
    a_listing()

    while_another(
        lambda place: actions.check_place(place=place, how="visit", on=TODAY, **NOW),
        lambda place: actions.place_in(place=place, district=None, school_district=None, from_date=TODAY, **NOW),
    )

    assert Listing.objects.get().checked_on == TODAY


def test_a_pause_that_is_sent_twice_is_one_and_the_second_is_refused():
    a_place()

    def pause(place):
        actions.pause_place(place=place, from_date=TODAY, until=None, reason=PauseReason.OTHER, **NOW)

    assert while_another(pause, pause) == [actions.AlreadyPaused]
    assert Pause.objects.count() == 1


def test_a_pause_that_another_just_ended_cannot_be_ended_again():
    place = a_place()
    actions.pause_place(place=place, from_date=TODAY - DAY, until=None, reason=PauseReason.OTHER, **NOW)

    def resume(place):
        actions.resume_place(place=place, on=TODAY, **NOW)

    assert while_another(resume, resume) == [actions.NotPaused]


def test_an_end_that_is_sent_twice_is_one_and_the_second_is_refused():
    a_place()

    def end(place):
        actions.end_place(place=place, on=TODAY, reason="", **NOW)

    assert while_another(end, end) == [actions.NotKnown]


def test_a_place_that_two_bring_back_is_back_once():
    place = a_place()
    actions.end_place(place=place, on=TODAY - 9 * DAY, reason="", **NOW)

    def come_back(place):
        actions.bring_back_place(place=place, on=TODAY, **NOW)

    assert while_another(come_back, come_back) == [actions.AlreadyKnown]
    assert KnownPeriod.objects.count() == 2
