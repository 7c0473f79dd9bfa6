"""Two in the same moment, in two requests of the server."""

from uuid import uuid4

import pytest

from directory.places.models import Check
from directory.rounds.actions.answers import SettledAlready, accept_answer, receive_answer
from directory.rounds.models import Answer, Invitation
from tests.directory.proposals.test_together import at_once
from tests.factories.answers import an_answer
from tests.factories.people import a_person
from tests.factories.places import AT
from tests.factories.rounds import an_invitation

pytestmark = pytest.mark.django_db(transaction=True)


def receive(request_id, fee):
    return receive_answer(
        invitation=Invitation.objects.get(),
        channel="link",
        told={"fee": fee},
        same_as_before=False,
        request_id=request_id,
        at=AT,
    )


def test_11_a_double_press_that_arrives_at_once_is_one_answer():
    an_invitation()
    pressed = uuid4()

    kept = at_once(*[lambda: receive(pressed, "200円")] * 4)

    assert len({answer.pk for answer in kept}) == Answer.objects.count() == 1


def test_of_several_answers_at_once_exactly_one_waits_and_none_is_lost():
    an_invitation()

    at_once(*[lambda fee=fee: receive(uuid4(), fee) for fee in ("100円", "200円", "300円", "400円")])

    assert sorted(Answer.objects.values_list("state", flat=True)) == ["replaced"] * 3 + ["waiting"]


def test_two_people_who_accept_at_once_accept_once():
    answer, people = an_answer(an_invitation(), fee="200円"), [a_person("lead"), a_person("lead")]

    def accept(person):
        try:
            return accept_answer(answer=Answer.objects.get(), values=answer.told, by=person, at=AT)
        except SettledAlready:
            return None

    accepted = at_once(*[lambda person=person: accept(person) for person in people])

    assert len([one for one in accepted if one]) == Check.objects.count() == 1


def test_an_answer_that_comes_while_another_is_accepted_waits():
    answer, person = an_answer(an_invitation(), fee="200円"), a_person("lead")

    def accept():
        try:
            return accept_answer(answer=Answer.objects.get(pk=answer.pk), values=answer.told, by=person, at=AT)
        except SettledAlready:
            return None

    at_once(accept, lambda: receive(uuid4(), "300円"))

    assert Answer.objects.waiting().get().told == {"fee": "300円"}
    assert Answer.objects.get(pk=answer.pk).state in ("accepted", "replaced")
