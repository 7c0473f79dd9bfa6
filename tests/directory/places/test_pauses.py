import datetime as dt

import pytest
from django.db import IntegrityError

from directory.places import actions
from directory.places.models import Pause, Place
from directory.places.vocabulary import PauseReason
from tests.factories.places import AT, TODAY, a_listing, a_place

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LONG_AGO = dt.date(2020, 4, 1)
NOW = {"by": None, "at": AT}


class TestPause:
    def pause(self, place, from_date=TODAY, until=None):
        return actions.pause_place(
            place=place, from_date=from_date, until=until, reason=PauseReason.VENUE, note="改修", **NOW
        )

    def test_the_last_day_belongs_to_the_pause(self):
        place = a_place()

        self.pause(place, until=TODAY + DAY)

        assert list(place.pauses.holding(TODAY + DAY)) == [place.pauses.get()]
        assert not place.pauses.holding(TODAY + 2 * DAY).exists()

    def test_a_paused_place_is_still_known_and_listed(self):
        a_listing()
        place = Place.objects.get()

        self.pause(place)

        assert list(Place.objects.known_on(TODAY).listed_on(TODAY)) == [place]

    def test_the_public_sees_since_when_and_why(self):
        listing = a_listing()

        self.pause(Place.objects.get(), until=TODAY + DAY)

        listing.refresh_from_db()
        assert listing.pauses == [{"from": "2026-11-24", "until": "2026-11-25", "reason": "venue", "note": "改修"}]

    def test_two_pauses_never_hold_at_once(self):
        place = a_place()
        self.pause(place, until=TODAY + DAY)

        with pytest.raises(actions.AlreadyPaused):
            self.pause(place, from_date=TODAY + DAY)
        with pytest.raises(IntegrityError, match="pauses_do_not_overlap"):
            Pause.objects.create(place=place, from_date=TODAY + DAY, reason=PauseReason.OTHER)

    def test_what_is_not_known_cannot_pause(self):
        with pytest.raises(actions.NotKnown):
            self.pause(a_place(), from_date=LONG_AGO - DAY)

    def test_it_meets_again_from_the_day_it_resumes(self):
        listing = a_listing()
        place = Place.objects.get()
        self.pause(place, from_date=TODAY - 5 * DAY)

        actions.resume_place(place=place, on=TODAY, **NOW)

        assert place.pauses.get().until == TODAY - DAY
        listing.refresh_from_db()
        assert listing.pauses == []

    def test_a_pause_that_began_the_same_day_never_was(self):
        place = a_place()
        self.pause(place)

        actions.resume_place(place=place, on=TODAY, **NOW)

        assert not place.pauses.exists()

    def test_a_pause_that_has_yet_to_begin_is_called_off(self):
        listing = a_listing(place := a_place())
        self.pause(place, from_date=TODAY + 5 * DAY)

        actions.resume_place(place=place, on=TODAY, **NOW)

        listing.refresh_from_db()
        assert (place.pauses.count(), listing.pauses) == (0, [])

    def test_nothing_resumes_without_a_pause(self):
        with pytest.raises(actions.NotPaused):
            actions.resume_place(place=a_place(), on=TODAY, **NOW)
