"""An answer may name people: its words are forgotten in time."""

import datetime as dt

import pytest

from directory.places.models import Place
from directory.rounds.actions.answers import KEPT_FOR, accept_answer, forget_answers
from directory.rounds.actions.rounds import close_round
from kayoiba.accounts.models import AuditEvent
from tests.factories.answers import an_answer
from tests.factories.people import a_person
from tests.factories.places import AT, a_place
from tests.factories.rounds import a_round, an_invitation

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=3)


def accept(answer):
    return accept_answer(answer=answer, values=answer.told, by=a_person("lead"), at=LATER)


def test_the_words_are_gone_a_year_after_it_was_settled_and_the_record_stays():
    place = a_place()
    answer = accept(an_answer(an_invitation(place), fee="200円"))

    assert forget_answers(at=LATER + KEPT_FOR - dt.timedelta(days=1)) == 0
    assert forget_answers(at=LATER + KEPT_FOR) == 1

    answer.refresh_from_db()
    assert (answer.told, answer.seen, answer.state, answer.forget_on) == ({}, {}, "accepted", None)
    assert Place.objects.get(pk=place.pk).fee == "200円"


def test_one_that_nobody_decided_about_goes_a_year_after_the_round():
    answer = an_answer(an_invitation(), fee="200円")
    close_round(round=a_round(), by=None, at=LATER)

    assert forget_answers(at=LATER + KEPT_FOR - dt.timedelta(days=1)) == 0
    assert forget_answers(at=LATER + KEPT_FOR) == 1

    answer.refresh_from_db()
    assert (answer.told, answer.state) == ({}, "aside")


def test_one_that_waits_in_a_round_that_nobody_closes_goes_a_year_after_its_last_day():
    answer = an_answer(an_invitation(), fee="200円")
    last_day = dt.datetime.combine(a_round().answer_by, AT.timetz())

    assert forget_answers(at=last_day + KEPT_FOR - dt.timedelta(days=1)) == 0
    assert forget_answers(at=last_day + KEPT_FOR) == 1

    answer.refresh_from_db()
    assert (answer.told, answer.state) == ({}, "aside")


def test_no_word_of_it_is_in_the_audit_lines():
    accept(an_answer(an_invitation(), other_changes="山田さんが かわりました"))

    lines = AuditEvent.objects.filter(subject_kind="answer")
    assert "山田" not in "".join(f"{line.subject_name}{line.detail}" for line in lines)
