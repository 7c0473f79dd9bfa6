"""Two presses in the same moment, in two requests of the server."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from directory.places.models import Check, Place
from directory.visits.actions import plan_visit
from directory.visits.models import Treasure, Visit
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_place
from tests.factories.visits import a_treasure, a_visit

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(call, times=4):
    """Begun together, each in a thread with a connection of its own."""
    start = Barrier(times)

    def begin(_):
        start.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(begin, range(times)))


def test_a_double_press_that_arrives_at_once_is_one_visit_and_one_treasure():
    a_place()
    by, pressed = a_person("lead"), uuid4()

    at_once(lambda: a_visit(Place.objects.get(), by=by, request_id=pressed))
    at_once(lambda: a_treasure(by=by, request_id=pressed))

    assert [Visit.objects.count(), Check.objects.count(), Treasure.objects.count()] == [1, 1, 1]


def test_two_who_plan_at_once_plan_one_visit():
    a_place()
    by = a_person("lead")

    at_once(lambda: plan_visit(place=Place.objects.get(), on=TODAY, by=by, at=AT))

    assert Visit.objects.count() == 1
