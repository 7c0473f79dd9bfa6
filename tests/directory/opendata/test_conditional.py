import datetime as dt
import json

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.utils.http import http_date, parse_http_date

from directory.areas.actions import publish_areas
from directory.opendata import conditional
from directory.opendata.conditional import if_changed, released_at
from directory.opendata.queries import STATE
from directory.places.models import Listing
from directory.places.publishing import withdraw_place
from tests.factories.places import TODAY, a_listing, a_place

pytestmark = pytest.mark.usefixtures("city")

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def later():
    """After the release of this code, which counts as a change too."""
    return released_at() + HOUR


@if_changed
def names(request):
    return StreamingHttpResponse(Listing.objects.values_list("name", flat=True).iterator())


def ask(method="get", **headers):
    return names(getattr(RequestFactory(), method)("/names", headers=headers))


def asked_again(answer):
    """What one gets who has the answer, by its tag and by its date."""
    by_tag = ask(if_none_match=answer["ETag"])
    by_date = ask(if_modified_since=answer["Last-Modified"])
    return by_tag.status_code, by_date.status_code


def test_what_has_not_changed_is_not_sent_twice(later):
    a_listing(at=later)

    answer = ask()

    assert (answer.status_code, answer["Last-Modified"]) == (200, http_date(later.timestamp()))
    assert answer["ETag"].startswith('W/"')
    assert answer["Cache-Control"] == "public, no-cache"
    assert asked_again(answer) == (304, 304)
    assert ask("head", if_none_match=answer["ETag"]).status_code == 304
    assert ask("head")["ETag"] == answer["ETag"]


def test_what_is_published_withdrawn_and_published_again_is_sent_anew_and_never_dated_back(later):
    place = a_place()
    answers = [ask()]
    a_listing(place, at=later)
    answers.append(ask())
    withdraw_place(place=place, reason="", by=None, at=later + HOUR)
    answers.append(ask())
    a_listing(place, at=later + 2 * HOUR)
    answers.append(ask())

    dates = [parse_http_date(answer["Last-Modified"]) for answer in answers]
    assert dates == sorted(set(dates))
    assert [asked_again(answer) for answer in answers] == [(200, 200)] * 3 + [(304, 304)]


def test_what_is_seen_late_and_dated_before_what_was_seen_is_sent_anew(later):
    place = a_place()
    a_listing(place, at=later)
    a_listing(at=later + 2 * HOUR)
    answers = [ask()]
    a_listing(at=later + HOUR)
    answers.append(ask())
    withdraw_place(place=place, reason="", by=None, at=later + HOUR)

    assert [ask(if_none_match=answer["ETag"]).status_code for answer in answers] == [200, 200]
    assert len({answer["ETag"] for answer in [*answers, ask()]}) == 3


def test_areas_that_are_published_anew_are_sent_anew(city):
    before = ask()
    publish_areas(municipality=city, on=TODAY)

    assert ask(if_none_match=before["ETag"]).status_code == 200


def test_a_new_day_is_a_change_and_so_is_a_new_release(monkeypatch):
    released = released_at()
    before = ask()
    monkeypatch.setattr("django.utils.timezone.now", lambda: released + 48 * HOUR)
    next_day = ask()
    monkeypatch.setattr(conditional, "released_at", lambda: released + 99 * HOUR)

    assert (asked_again(before), asked_again(next_day)) == ((200, 200), (200, 200))


def test_one_question_tells_the_state(django_assert_num_queries):
    with django_assert_num_queries(1):
        ask("head")


def test_the_state_is_read_off_indexes():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")  # as of a full table
        cursor.execute(f"EXPLAIN (FORMAT JSON) {STATE}")
        plan = json.dumps(cursor.fetchone())

    assert plan.count('"Node Type": "Index Only Scan"') == 3
    assert '"listing_by_change"' in plan
