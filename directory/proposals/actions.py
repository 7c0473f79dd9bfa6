"""What happens to a proposal: received, accepted in whole or in part, answered, put aside, replied to, forgotten."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.areas.models import District
from directory.places.actions import check_place, edit_place, register_place
from directory.places.models import Place
from directory.places.schedule import Rule
from directory.places.vocabulary import CheckedHow
from directory.proposals.models import Proposal
from directory.proposals.queries import is_too_much
from kayoiba.accounts import audit
from kayoiba.accounts.models import User

KEPT_FOR = dt.timedelta(days=90)
WAITS_FOR = dt.timedelta(days=365)
"""At most; settled, it is forgotten after `KEPT_FOR`."""

STATE = Proposal.State


class TooMuch(Exception):
    """That day has brought as much as can be borne: whoever wants to tell something rings up."""


class SettledAlready(Exception):
    """Somebody has decided about it meanwhile."""


def receive_proposal(
    *,
    request_id: UUID,
    told: Mapping[str, Any],
    place: Place | None = None,
    seen: Mapping[str, str] | None = None,
    district: District | None = None,
    relation: str = "",
    sender_name: str = "",
    sender_contact: str = "",
    sender_mark: str = "",
    at: dt.datetime,
) -> Proposal:
    """Write down what was told, of `place` or of a new one. A button pressed twice is one proposal.

    Another text under a ticket that was used, as of a page that was brought back, is one more. Raises TooMuch.
    """
    sent = Proposal(
        kind=Proposal.Kind.CORRECTION if place else Proposal.Kind.NEW,
        request_id=_same_press_same_words(request_id, told, place),
        place=place,
        district=None if place else district,
        told=told,
        seen=seen or {},
        relation=relation,
        sender_name=sender_name,
        sender_contact=sender_contact,
        sender_mark=sender_mark,
        sent_at=at,
        forget_on=timezone.localdate(at) + WAITS_FOR,
    )
    if before := Proposal.objects.filter(request_id=sent.request_id).first():
        return before
    if is_too_much(mark=sender_mark, place=place, at=at):
        raise TooMuch
    try:
        return _keep(sent, at)
    except IntegrityError:
        return Proposal.objects.get(request_id=sent.request_id)


def _same_press_same_words(pressed: UUID, told: Mapping[str, Any], place: Place | None) -> UUID:
    return uuid5(pressed, json.dumps([place.pk if place else None, told], sort_keys=True))


@transaction.atomic
def _keep(sent: Proposal, at: dt.datetime) -> Proposal:
    _forget_marks(at)
    sent.save()
    audit.record("proposal.received", sent, by=None, at=at)
    return sent


@transaction.atomic
def accept_correction(
    *,
    proposal: Proposal,
    changes: Mapping[str, Any],
    accepted: Iterable[str],
    rules: Iterable[Rule] | None = None,
    answer: str = "",
    by: User,
    at: dt.datetime,
    seen: dt.datetime | None = None,
) -> Proposal:
    """Carry `changes` into the place, as checked by what a resident told; the parts not `accepted` stay as they are.

    A place that has ended is mended, and not checked.

    Raises SettledAlready, or EditedSince where `seen` is not the last edit of the place.
    """
    _claim(proposal)
    accepted, today = sorted(accepted), timezone.localdate(at)
    place = proposal.place
    if place and (changes or rules is not None):
        edit_place(place=place, changes=dict(changes), rules=rules, by=by, at=at, seen=seen)
        if place.known_periods.holding(today).exists():
            check_place(place=place, how=CheckedHow.RESIDENT, on=today, by=by, at=at)
    state = STATE.ACCEPTED if set(accepted) == set(proposal.told) else STATE.PARTLY
    return _settle(proposal, state, answer=answer, by=by, at=at, parts=accepted)


@transaction.atomic
def accept_new(
    *,
    proposal: Proposal,
    fields: Mapping[str, Any],
    rules: Iterable[Rule] = (),
    answer: str = "",
    by: User,
    at: dt.datetime,
) -> Place:
    """Register the place that was told of. It is not published: its people have to be asked first."""
    _claim(proposal)
    known_from = timezone.localdate(at)
    place = register_place(**fields, rules=rules, known_from=known_from, by=by, at=at)
    proposal.place = place
    _settle(proposal, STATE.ACCEPTED, answer=answer, by=by, at=at)
    return place


@transaction.atomic
def answer_proposal(*, proposal: Proposal, answer: str, by: User, at: dt.datetime) -> Proposal:
    """Nothing changes in the record; whoever sent it hears why."""
    _claim(proposal)
    return _settle(proposal, STATE.ANSWERED, answer=answer, by=by, at=at)


@transaction.atomic
def put_aside(*, proposal: Proposal, reason: str, wants_reply: bool = True, by: User, at: dt.datetime) -> Proposal:
    """`reason` is for staff alone; without `wants_reply` nobody is written to, as where it was a prank."""
    _claim(proposal)
    proposal.wants_reply = wants_reply
    return _settle(proposal, STATE.ASIDE, answer=reason, by=by, at=at)


def _claim(proposal: Proposal) -> None:
    """Read it anew and keep others waiting: two people cannot decide about it in the same moment."""
    proposal.refresh_from_db(from_queryset=Proposal.objects.select_for_update(of=("self",)))
    if not proposal.is_waiting:
        raise SettledAlready


def _settle(
    proposal: Proposal, state: str, *, answer: str, by: User, at: dt.datetime, parts: Iterable[str] = ()
) -> Proposal:
    proposal.state, proposal.answer = state, answer
    proposal.settled_at, proposal.settled_by = at, by
    proposal.forget_on = timezone.localdate(at) + KEPT_FOR
    proposal.save()
    audit.record(f"proposal.{state}", proposal, by=by, at=at, parts=list(parts))
    return proposal


@transaction.atomic
def note_reply(*, proposal: Proposal, by: User, at: dt.datetime) -> None:
    """Whoever sent it has heard what became of it, by mail or by telephone; once is enough."""
    if (
        Proposal.objects.exclude(state=STATE.WAITING)
        .filter(pk=proposal.pk, replied_at__isnull=True)
        .update(replied_at=at)
    ):
        audit.record("proposal.replied", proposal, by=by, at=at)


@transaction.atomic
def forget_senders(*, at: dt.datetime) -> int:
    """Blank who sent it and what they wrote, once its day has come; returns of how many.

    One that still waited is put aside by nobody: there is nothing left to decide about.
    """
    _forget_marks(at)
    due = Proposal.objects.select_for_update().filter(forget_on__lte=timezone.localdate(at))
    proposals = list(due)
    audit.record_all("proposal.forgotten", proposals, by=None, at=at)
    forgotten = Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals])
    forgotten.filter(state=STATE.WAITING).update(state=STATE.ASIDE, settled_at=at)
    forgotten.update(sender_name="", sender_contact="", relation="", told={}, seen={}, answer="", forget_on=None)
    return len(proposals)


def _forget_marks(at: dt.datetime) -> None:
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    Proposal.objects.exclude(sender_mark="").filter(sent_at__lt=midnight).update(sender_mark="")
