"""What one member of staff looks after passes to another in one act, on a date."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from directory.areas.actions import assign, end_assignment
from directory.areas.models import Assignment, Handover
from directory.visits.models import Visit
from directory.workbench.handover.queries import passing_assignments
from kayoiba.accounts import audit
from kayoiba.accounts.models import User

NOTE_KEPT_FOR = dt.timedelta(days=365)


class NothingToPass(Exception):
    """Whoever should hand over looks after no district on that day."""


class PassedOn(Exception):
    """Whoever takes over has passed it on by another handover, which has to be called off first."""


class BegunAlready(Exception):
    """The day has come: what was handed over is handed back by another handover."""


@transaction.atomic
def hand_over(
    *, giver: User, taker: User, on: dt.date, note: str, request_id: UUID, by: User | None, at: dt.datetime
) -> Handover:
    """From `on` the districts of `giver` are `taker`'s, and so are the visits planned from that day on.

    Places, what is told of them, answers and notes go with their district: nothing of them has to be moved. A button
    pressed twice is one handover. Raises NothingToPass.
    """
    told = {"giver": giver, "taker": taker, "on": on, "note": note, "by": by, "at": at}
    handover, is_new = Handover.objects.get_or_create(request_id=request_id, defaults=told)
    if not is_new:
        return handover
    passing = list(passing_assignments(giver, on=on).select_for_update(of=("self",)))
    if not passing:
        raise NothingToPass
    for assignment in passing:
        end_assignment(assignment=assignment, until=on, by=by, at=at)
        begun = assign(user=taker, district=assignment.district, from_date=on, by=by, at=at)
        if begun.from_date > on:
            between = {"from_date": on, "until": begun.from_date, "handover": handover}
            Assignment.objects.create(user=taker, district=assignment.district, **between)
        elif begun.from_date == on and begun.handover_id is None:
            begun.handover = handover
            begun.save(update_fields=["handover"])
    handover.districts.set(assignment.district for assignment in passing)
    visits = Visit.objects.still_open().filter(
        user=giver, planned_on__gte=on, place__district__in=handover.districts.all()
    )
    handover.visits = list(visits.values_list("pk", flat=True))
    visits.update(user=taker)
    handover.save(update_fields=["visits"])
    audit.record("handover.decided", handover, by=by, at=at, on=on.isoformat())
    return handover


@transaction.atomic
def call_off(*, handover: Handover, by: User | None, at: dt.datetime) -> None:
    """Everything stays with whoever has it. Called off twice is once; raises BegunAlready or PassedOn."""
    handover.refresh_from_db(from_queryset=Handover.objects.select_for_update())
    if handover.called_off_at:
        return
    if handover.on <= timezone.localdate(at):
        raise BegunAlready
    later = Handover.objects.filter(giver=handover.taker, on__gte=handover.on, called_off_at__isnull=True)
    if later.filter(pk__gt=handover.pk, districts__in=handover.districts.all()).exists():
        raise PassedOn
    handover.assignments.all().delete()
    ended = Assignment.objects.filter(user=handover.giver, district__in=handover.districts.all(), until=handover.on)
    ended.update(until=None)
    Visit.objects.still_open().filter(pk__in=handover.visits, user=handover.taker).update(user=handover.giver)
    handover.called_off_at = at
    handover.save(update_fields=["called_off_at"])
    audit.record("handover.called_off", handover, by=by, at=at)


@transaction.atomic
def forget_handover_notes(*, at: dt.datetime) -> int:
    """Blank what was written for whoever took over, a year after their first day; returns of how many."""
    old = Handover.objects.filter(on__lte=timezone.localdate(at) - NOTE_KEPT_FOR).exclude(note="")
    handovers = list(old.select_for_update(of=("self",)).select_related("giver", "taker"))
    audit.record_all("handover.forgotten", handovers, by=None, at=at)
    return Handover.objects.filter(pk__in=[handover.pk for handover in handovers]).update(note="")
