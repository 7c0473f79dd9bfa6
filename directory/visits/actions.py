"""What a coordinator brings home: a visit or a call, the next one, and treasures for the field notebook."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from directory.areas.models import District
from directory.places.actions import NotKnown, check_place, end_place, pause_place
from directory.places.models import Place
from directory.places.photos import add_photo
from directory.visits.models import Treasure, Visit
from directory.visits.queries import plan_of
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools.pictures import Picture

KEPT_FOR = dt.timedelta(days=3 * 365)
"""Notes and treasures name people at times: after three years nobody needs to know."""

FOUND = Visit.Found


@dataclass(frozen=True)
class Stop:
    """Why a place does not meet: `reason` is one of `PauseReason`, of an end in words; `until` and `note` of a rest."""

    reason: str
    since: dt.date
    until: dt.date | None = None
    note: str = ""


@dataclass(frozen=True)
class Find:
    kind: str
    text: str


@dataclass(frozen=True)
class Shot:
    picture: Picture
    alternative: str


@transaction.atomic
def record_visit(
    *,
    place: Place,
    how: str,
    on: dt.date,
    found: str,
    note: str = "",
    stop: Stop | None = None,
    next_on: dt.date | None = None,
    find: Find | None = None,
    shot: Shot | None = None,
    request_id: UUID,
    by: User,
    at: dt.datetime,
) -> Visit:
    """Write down what was found and carry it into the record; what has changed is left for a person to mend.

    A rest and an end come with a `stop`. What was planned is done, unless it is `next_on`. A button pressed twice is
    one visit. Raises NotKnown, AlreadyPaused or TooManyPhotos.
    """
    place.claim()
    request_id = uuid5(request_id, str(place.pk))  # the same press at another place is another visit
    if before := Visit.objects.filter(request_id=request_id).first():
        return before
    if not place.known_periods.holding(on).exists():
        raise NotKnown
    plan = plan_of(place)
    visit = plan if plan and plan.planned_on != next_on else Visit(place=place)
    visit.user, visit.how, visit.visited_on, visit.found = by, how, on, found
    visit.note, visit.forget_on = note, on + KEPT_FOR if note else None
    visit.request_id = request_id
    visit.save()
    audit.record("visit.made", place, by=by, at=at, how=how, found=found, on=on.isoformat())
    _carry(place, found, stop, how=how, on=on, by=by, at=at)
    if next_on:
        plan_visit(place=place, on=next_on, by=by, at=at)
    if find:
        note_treasure(kind=find.kind, text=find.text, place=place, on=on, request_id=request_id, by=by, at=at)
    if shot:
        add_photo(place=place, **vars(shot), by=by, at=at)
    return visit


def _carry(place: Place, found: str, stop: Stop | None, *, how: str, on: dt.date, by: User, at: dt.datetime) -> None:
    """What the record now has to say. A rest that is on record already was seen as listed."""
    if found == FOUND.ENDED and stop:
        end_place(place=place, on=stop.since, reason=stop.reason, by=by, at=at)
    if found == FOUND.PAUSED and stop and not place.pauses.holding(on).exists():
        pause_place(
            place=place, from_date=stop.since, until=stop.until, reason=stop.reason, note=stop.note, by=by, at=at
        )
    if found in (FOUND.AS_LISTED, FOUND.PAUSED):
        check_place(place=place, how=how, on=on, by=by, at=at)


@transaction.atomic
def plan_visit(*, place: Place, on: dt.date, by: User, at: dt.datetime) -> Visit:
    """Of each place one visit is planned: said again, it is moved to the other day."""
    place.claim()
    plan = plan_of(place) or Visit(place=place, request_id=uuid4())
    if plan.planned_on == on:
        return plan
    plan.planned_on, plan.user = on, by
    plan.save()
    audit.record("visit.planned", place, by=by, at=at, on=on.isoformat())
    return plan


@transaction.atomic
def drop_plan(*, place: Place, by: User, at: dt.datetime) -> None:
    """Nobody is to go there for now. Said twice, it is dropped once."""
    place.claim()
    if plan := plan_of(place):
        plan.delete()
        audit.record("visit.dropped", place, by=by, at=at)


@transaction.atomic
def note_treasure(
    *,
    kind: str,
    text: str,
    on: dt.date,
    place: Place | None = None,
    district: District | None = None,
    request_id: UUID,
    by: User,
    at: dt.datetime,
) -> Treasure:
    """A page of the field notebook; what belongs to a place moves with it. A button pressed twice is one."""
    noted = {"kind": kind, "text": text, "noted_on": on, "by": by, "forget_on": on + KEPT_FOR}
    where = {"place": place, "district": None if place else district}
    treasure, is_new = Treasure.objects.get_or_create(request_id=request_id, defaults=noted | where)
    if is_new:
        audit.record("treasure.noted", treasure, by=by, at=at)
    return treasure


@transaction.atomic
def edit_treasure(
    *,
    treasure: Treasure,
    kind: str,
    text: str,
    on: dt.date,
    place: Place | None,
    district: District | None,
    by: User,
    at: dt.datetime,
) -> None:
    treasure.kind, treasure.text = kind, text
    treasure.noted_on, treasure.forget_on = on, on + KEPT_FOR
    treasure.place, treasure.district = place, None if place else district
    treasure.save(update_fields=["kind", "text", "noted_on", "forget_on", "place", "district"])
    audit.record("treasure.edited", treasure, by=by, at=at)


@transaction.atomic
def throw_away_treasure(*, treasure: Treasure, by: User, at: dt.datetime) -> None:
    audit.record("treasure.thrown_away", treasure, by=by, at=at)
    treasure.delete()


@transaction.atomic
def forget_what_was_noted(*, at: dt.datetime) -> int:
    """Blank the notes of visits and delete treasures, once their day has come; returns of how many."""
    today = timezone.localdate(at)
    visits = list(Visit.objects.select_for_update(of=("self",)).filter(forget_on__lte=today).select_related("place"))
    treasures = list(Treasure.objects.select_for_update().filter(forget_on__lte=today))
    audit.record_all("visit.forgotten", visits, by=None, at=at)
    audit.record_all("treasure.forgotten", treasures, by=None, at=at)
    Visit.objects.filter(pk__in=[visit.pk for visit in visits]).update(note="", forget_on=None)
    Treasure.objects.filter(pk__in=[treasure.pk for treasure in treasures]).delete()
    return len(visits) + len(treasures)
