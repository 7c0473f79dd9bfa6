import datetime as dt

import pytest
from django.core.management import call_command

from directory.finder.queries import Search, facets
from directory.places.actions import pause_place
from directory.places.models import ListingMeeting, Place
from directory.places.schedule import Rule
from directory.places.vocabulary import PauseReason
from tests.factories.places import AT, TODAY, a_listing


@pytest.mark.django_db(transaction=True)
def test_8_what_was_paused_before_a_migration_is_paused_after_it_and_the_rest_still_meets():
    """A city that takes up the masks of rules has listings that were published before."""
    tuesdays = Rule(weekdays=("Tu",), start=dt.time(10), end=dt.time(23), except_days=({"months": [12]},))
    for name in ("休みの会", "ひらく会"):
        a_listing(name=name, rules=[tuesdays])
    pause = {"from_date": TODAY, "until": None, "reason": PauseReason.VENUE}
    pause_place(place=Place.objects.get(name="休みの会"), **pause, by=None, at=AT)

    call_command("migrate", "directory", "0002", verbosity=0)
    call_command("migrate", "directory", verbosity=0)

    assert {(row.mask, *row.excepts) for row in ListingMeeting.objects.all()} == {
        (tuesdays.mask, *tuesdays.except_masks)
    }
    assert facets(Search(date=TODAY), now=AT).total == 1
    assert facets(Search(date=dt.date(2026, 12, 1)), now=AT).total == 0
