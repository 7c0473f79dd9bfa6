"""まとめて休み: many places do not meet for one reason, as after a flood, and meet again.

Each place has pauses of its own, so it can be resumed or ended by itself meanwhile; what then is no pause of the
suspension any more is left alone when the rest meets again. Many places are written in few statements.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from directory.areas.models import Assignment, District
from directory.places.models import Pause, Place, Suspension
from directory.places.models.place import PlaceQuerySet
from directory.places.publishing import refresh_pauses
from kayoiba.accounts import audit
from kayoiba.accounts.models import User

A_DAY = dt.timedelta(days=1)


class NobodyMeets(Exception):
    """Every one of the places rests already, or is not known on that day."""


@dataclass(frozen=True)
class Affected:
    """Whom a suspension would reach: who meets, the pauses of those who rest anyway, and how many are no more."""

    meeting: list[Place]
    resting: list[Pause]
    ended: int


def affected(places: PlaceQuerySet, *, from_date: dt.date) -> Affected:
    """All in the order of the list; of who meets, a pause may be planned for later."""
    known = places.known_on(from_date)
    pauses = Pause.objects.holding(from_date).filter(place__in=known.values("pk")).select_related("place")
    resting = list(pauses.order_by("place__sort_key", "place"))
    meeting = list(known.exclude(pk__in=[pause.place_id for pause in resting]).by_reading())
    return Affected(meeting, resting, ended=places.count() - len(meeting) - len(resting))


@transaction.atomic
def suspend_places(
    *,
    places: Iterable[Place],
    district: District | None,
    from_date: dt.date,
    reason: str,
    note: str,
    continues: Sequence[str],
    request_id: UUID,
    by: User | None,
    at: dt.datetime,
) -> Suspension:
    """They do not meet from that day on, until somebody knows more; who rests then, or is not known, is left out.

    A pause that was planned for later stays, with the suspension before and behind it. The same `request_id` is the
    same suspension. Raises NobodyMeets.
    """
    claimed = _claim(places)
    if asked_before := Suspension.objects.filter(request_id=request_id).first():
        return asked_before
    meeting = affected(claimed, from_date=from_date).meeting
    if not meeting:
        raise NobodyMeets
    suspension = Suspension.objects.create(
        district=district,
        from_date=from_date,
        reason=reason,
        note=note,
        continues=list(continues),
        request_id=request_id,
        by=by,
    )
    Pause.objects.bulk_create(_pauses_of(suspension, meeting), batch_size=1000)
    audit.record("suspension.begun", suspension, by=by, at=at, places=len(meeting))
    audit.record_all("place.paused", meeting, by=by, at=at, reason=reason, from_date=from_date.isoformat())
    refresh_pauses(meeting, at=at)
    return suspension


def _claim(places: Iterable[Place]) -> PlaceQuerySet:
    """Keep others from changing them until the transaction ends, in the one order that hinders nobody."""
    claimed = Place.objects.filter(pk__in=[place.pk for place in places])
    list(claimed.select_for_update().order_by("pk").values_list("pk"))
    return claimed


def _pauses_of(suspension: Suspension, places: Sequence[Place]) -> Iterator[Pause]:
    told = {"reason": suspension.reason, "note": suspension.note, "continues": suspension.continues}
    planned: dict[int, list[Pause]] = {place.pk: [] for place in places}
    for pause in Pause.objects.filter(place__in=places, from_date__gt=suspension.from_date).order_by("from_date"):
        planned[pause.place_id].append(pause)
    for place in places:
        for first, last in _gaps(suspension.from_date, planned[place.pk]):
            yield Pause(place=place, from_date=first, until=last, suspension=suspension, **told)


def _gaps(first: dt.date, planned: Iterable[Pause]) -> Iterator[tuple[dt.date, dt.date | None]]:
    """The days from `first` on that are in none of the pauses, which follow each other."""
    for pause in planned:
        if first < pause.from_date:
            yield first, pause.from_date - A_DAY
        if pause.until is None:
            return
        first = pause.until + A_DAY
    yield first, None


@transaction.atomic
def resume_places(
    *, suspension: Suspension, places: Iterable[Place], on: dt.date, by: User | None, at: dt.datetime
) -> list[Place]:
    """Of these places those meet again from `on` whose pauses of the suspension still hold; they are returned.

    Whoever was resumed or has ended meanwhile is left alone.
    """
    claimed = _claim(places)
    holding = suspension.pauses.filter(place__in=claimed).touching(timezone.localdate(at), None).touching(on, None)
    resumed = list(claimed.filter(Exists(holding.filter(place=OuterRef("pk")))).order_by("pk"))
    holding.filter(from_date__gte=on).delete()
    holding.update(until=on - A_DAY)
    if resumed and not suspension.pauses.touching(on, None).exists():
        suspension.resumed_on = max(on, suspension.from_date)
        suspension.save(update_fields=["resumed_on"])
    if resumed:
        audit.record("suspension.resumed", suspension, by=by, at=at, places=len(resumed), on=on.isoformat())
        audit.record_all("place.resumed", resumed, by=by, at=at, on=on.isoformat())
    refresh_pauses(resumed, at=at)
    return resumed


def suspensions_of(user: User, *, on: dt.date) -> QuerySet[Suspension]:
    """Those of the user's districts or places, the latest first; `resting` of the user's places rest by it that day."""
    mine = Place.objects.in_care_of(user)
    holding = Pause.objects.touching(on, None).filter(place__in=mine)
    suspensions = Suspension.objects.select_related("district", "by").order_by("-from_date", "-pk")
    if not user.works_everywhere:
        own = Assignment.objects.on(on).filter(user=user).values("district")
        reached = Pause.objects.filter(place__in=mine, suspension=OuterRef("pk"))
        suspensions = suspensions.filter(Q(district__in=own) | Exists(reached))
    return suspensions.annotate(resting=Count("pauses__place", filter=Q(pauses__in=holding), distinct=True))


def suspensions_that_hold(user: User, *, on: dt.date) -> QuerySet[Suspension]:
    """Those by which any of the user's places rests on that day, or will."""
    return suspensions_of(user, on=on).filter(resting__gt=0)


def resting_by(suspension: Suspension, user: User, *, on: dt.date) -> QuerySet[Place]:
    """The user's places that rest by it on that day, or will."""
    holding = suspension.pauses.touching(on, None).filter(place=OuterRef("pk"))
    return Place.objects.in_care_of(user).filter(Exists(holding)).by_reading()
