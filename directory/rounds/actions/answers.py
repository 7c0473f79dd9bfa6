"""What happens to an answer: received, accepted field by field, put aside, forgotten."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from directory.places.actions import check_place, edit_place
from directory.places.vocabulary import CheckedHow
from directory.rounds.carrying import follow_state, of_place, refuse_the_web, write_report
from directory.rounds.models import Answer, Invitation
from directory.rounds.questions import QUESTIONS, Lands, differing, present
from kayoiba.accounts import audit
from kayoiba.accounts.models import User

KEPT_FOR = dt.timedelta(days=365)
A_DAY_OF_ONE_PLACE = 20
"""Generous: whoever corrects an answer as often as that had better ring up."""

STATE = Answer.State


class NoLongerAsked(Exception):
    """The round is closed: nothing is asked any more."""


class TooMuch(Exception):
    """That link has brought as much as can be borne in a day."""


class SettledAlready(Exception):
    """Somebody has decided about it, or a later answer has taken its place."""


class NothingAccepted(Exception):
    """Something differs and nothing of it was accepted: such an answer is put aside."""


class Differs(Exception):
    """Something was told otherwise than the record has it: a person has to read it."""


@transaction.atomic
def receive_answer(
    *,
    invitation: Invitation,
    channel: str,
    told: Mapping[str, Any],
    same_as_before: bool,
    request_id: UUID,
    seen: Mapping[str, Any] | None = None,
    typed_by: User | None = None,
    at: dt.datetime,
) -> Answer:
    """Write down what an operator answered; the one that still waits makes room. A button pressed twice is one answer.

    `seen` is what the form showed, the record of today where nobody says. Raises NoLongerAsked or TooMuch.
    """
    asked = Invitation.objects.select_related("round", "place").select_for_update(of=("self",)).get(pk=invitation.pk)
    if asked.round.closed_at:
        raise NoLongerAsked
    request_id = uuid5(request_id, json.dumps([asked.pk, told], sort_keys=True))
    if before := asked.answers.filter(request_id=request_id).first():
        return before
    if (
        typed_by is None
        and asked.answers.filter(received_at__gt=at - dt.timedelta(days=1)).count() >= A_DAY_OF_ONE_PLACE
    ):
        raise TooMuch
    if seen is None:
        seen = present(asked.place, asked.round.fiscal_year, on=timezone.localdate(at))
    asked.answers.waiting().update(state=STATE.REPLACED, settled_at=at, forget_on=timezone.localdate(at) + KEPT_FOR)
    answer = Answer.objects.create(
        invitation=asked,
        request_id=request_id,
        channel=channel,
        same_as_before=same_as_before,
        told=told,
        seen=seen,
        received_at=at,
        typed_by=typed_by,
    )
    audit.record("answer.received", answer, by=typed_by, at=at, channel=channel, place=asked.place_id)
    return answer


@transaction.atomic
def accept_answer(
    *, answer: Answer, values: Mapping[str, Any], by: User, at: dt.datetime, seen: dt.datetime | None = None
) -> Answer:
    """Write `values`, by question, into the place, its year and its state, and check it as of the day they answered.

    What is not among them stays as it is. Raises SettledAlready, NothingAccepted, MoreByAgeThanCame, EditedSince where
    `seen` is not the last edit of the place, or what the verbs of a place raise where its dates do not allow it.
    """
    _claim(answer)
    place, fiscal_year = answer.invitation.place, answer.invitation.round.fiscal_year
    place.claim(seen=seen)
    today, received = timezone.localdate(at), timezone.localdate(answer.received_at)
    now = present(place, fiscal_year, on=today)
    offered = differing(answer.told, now)
    if offered and not set(offered) & set(values):
        raise NothingAccepted
    changes, rules = of_place(values, now)
    if changes:
        edit_place(place=place, changes=changes, rules=rules, by=by, at=at)
    write_report(place, fiscal_year, values)
    if values.get("web_agreed") is False and now["web_agreed"] is not False:
        refuse_the_web(answer, place, received=received, by=by, at=at)
    if "state" in values and values["state"] not in ("", now["state"]):
        follow_state(place, values, now["state"], since=received, by=by, at=at)
    left = set(offered) - set(values)
    if place.known_periods.holding(today).exists() and not contradict_what_is_read(left):
        check_place(place=place, how=CheckedHow.OPERATOR, on=received, by=by, at=at)
    answer.accepted = sorted(values)
    return _settle(answer, STATE.PARTLY if left else STATE.ACCEPTED, by=by, at=at)


def contradict_what_is_read(left: Iterable[str]) -> bool:
    """Whether among the questions told otherwise and left so is one of the place: then it was not checked."""
    return any(QUESTIONS[name].lands in (Lands.PLACE, Lands.STATE) for name in left)


@transaction.atomic
def put_answer_aside(*, answer: Answer, reason: str, by: User, at: dt.datetime) -> Answer:
    """Nothing of it goes into the record."""
    _claim(answer)
    answer.aside_reason = reason
    return _settle(answer, STATE.ASIDE, by=by, at=at)


def _claim(answer: Answer) -> None:
    """Read it anew and keep others waiting: two people cannot decide about it in the same moment."""
    rows = Answer.objects.select_related("invitation__round", "invitation__place")
    answer.refresh_from_db(from_queryset=rows.select_for_update(of=("self",)))
    if answer.state != STATE.WAITING:
        raise SettledAlready


def _settle(answer: Answer, state: str, *, by: User, at: dt.datetime) -> Answer:
    answer.state, answer.settled_at, answer.settled_by = state, at, by
    answer.forget_on = timezone.localdate(at) + KEPT_FOR
    answer.save()
    audit.record(f"answer.{state}", answer, by=by, at=at, place=answer.invitation.place_id, questions=answer.accepted)
    return answer


@transaction.atomic
def forget_answers(*, at: dt.datetime) -> int:
    """Blank what was answered a year after it was settled, or after the last day of the round; returns of how many.

    What was accepted of it stays in the record. One that still waited is put aside by nobody.
    """
    today = timezone.localdate(at)
    over = Q(invitation__round__closed_at__lte=at - KEPT_FOR) | Q(
        invitation__round__answer_by__lte=today - KEPT_FOR, received_at__lte=at - KEPT_FOR
    )
    due = Answer.objects.filter(Q(forget_on__lte=today) | Q(over, state=STATE.WAITING))
    answers = list(due.select_for_update(of=("self",)))
    audit.record_all("answer.forgotten", answers, by=None, at=at)
    forgotten = Answer.objects.filter(pk__in=[answer.pk for answer in answers])
    forgotten.filter(state=STATE.WAITING).update(state=STATE.ASIDE, settled_at=at)
    forgotten.update(told={}, seen={}, aside_reason="", forget_on=None)
    return len(answers)


def accept_as_they_are(*, answers: Iterable[Answer], by: User, at: dt.datetime) -> list[Answer]:
    """Those of `answers` in which nothing differs from the record, accepted; whatever else waits on."""
    accepted = []
    for answer in answers:
        with suppress(SettledAlready, Differs):
            accepted.append(_accept_as_it_is(answer, by=by, at=at))
    return accepted


@transaction.atomic
def _accept_as_it_is(answer: Answer, *, by: User, at: dt.datetime) -> Answer:
    """The place is claimed before it is looked at: nobody edits it in between."""
    _claim(answer)
    place, fiscal_year = answer.invitation.place, answer.invitation.round.fiscal_year
    place.claim()
    if differing(answer.told, present(place, fiscal_year, on=timezone.localdate(at))):
        raise Differs
    return accept_answer(answer=answer, values=answer.told, by=by, at=at)
