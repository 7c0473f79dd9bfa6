"""Two presses in the same moment, in two requests of the server."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from directory.proposals.actions import SettledAlready, put_aside, receive_proposal
from directory.proposals.models import Proposal
from tests.factories.people import a_person
from tests.factories.places import AT
from tests.factories.proposals import a_new_one

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call returns, begun together, each in a thread with a connection of its own."""
    start = Barrier(len(calls))

    def begin(call):
        start.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(begin, calls))


def test_11_a_double_press_that_arrives_at_once_is_one_proposal():
    pressed = {"request_id": uuid4(), "told": {"name": "朝の体操"}, "at": AT}
    kept = at_once(*[lambda: receive_proposal(**pressed)] * 4)

    assert len({proposal.pk for proposal in kept}) == Proposal.objects.count() == 1


def test_two_people_who_decide_at_once_decide_once():
    proposal, people = a_new_one(), [a_person("lead"), a_person("lead")]

    def decide(person):
        try:
            return put_aside(proposal=Proposal.objects.get(), reason="重複", by=person, at=AT)
        except SettledAlready:
            return None

    decided = at_once(*[lambda person=person: decide(person) for person in people])
    assert len([one for one in decided if one]) == 1
    proposal.refresh_from_db()
    assert proposal.settled_by in people
