import datetime as dt

import pytest
from django.utils import timezone

from directory.finder.queries import upcoming
from directory.places.models import Listing
from directory.places.schedule import Rule
from tests.directory.finder.calendar_reading import events, meetings
from tests.factories.places import AT, TODAY, a_listing

pytestmark = pytest.mark.usefixtures("city")

TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
FRIDAYS = Rule(weekdays=("Fr",), start=dt.time(14))


def test_all_the_places_are_one_calendar_that_says_what_their_pages_say(client):
    a_listing(name="火曜の会", rules=[TUESDAYS])
    a_listing(name="金曜の会", rules=[FRIDAYS])
    a_listing(name="いつかの会")
    a_month_on = TODAY + dt.timedelta(days=30)

    written = client.get("/open-data/places.ics").getvalue()

    assert [str(event["SUMMARY"]) for event in events(written)] == ["火曜の会", "金曜の会"]
    told = [meeting for listing in Listing.objects.all() for meeting in upcoming(listing, timezone.localtime(AT), 20)]
    assert meetings(written, TODAY, a_month_on) == sorted(
        (meeting for meeting in told if meeting.date <= a_month_on), key=lambda meeting: (meeting.date, meeting.start)
    )


@pytest.mark.parametrize("places", [0, 1, 3, 300])
def test_it_is_read_with_three_questions_and_sent_in_pieces(client, places, django_assert_num_queries):
    for _ in range(places):
        a_listing(rules=[TUESDAYS])

    with django_assert_num_queries(3):  # the areas, the state of the copy, the places
        pieces = list(client.get("/open-data/places.ics").streaming_content)

    assert len(events(b"".join(pieces))) == places
    assert len(pieces) == 1 + (places + 2) // 200
