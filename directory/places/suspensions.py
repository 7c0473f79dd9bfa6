"""まとめて休み: many places do not meet for one reason, as after a flood, and meet again.

Each place has pauses of its own, so it can be resumed or ended by itself meanwhile; what then is no pause of the
suspension any more is left alone when the rest meets again. Many places are written in few statements.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
Span = tuple[dt.date, dt.date | None]


class NobodyMeets(Exception):
    """Every one of the places rests already, or is not known on that day."""


@dataclass(frozen=True)
class Affected:
    """Whom a suspension would reach: the days it adds for each place, and whom it would not.

    Of those who rest on all of its days anyway it is the last pause; of those who are no more, how many.
    """

    days: dict[Place, list[Span]]
    resting: list[Pause]
    ended: int

    @property
    def meeting(self) -> list[Place]:
        return list(self.days)


def affected(places: PlaceQuerySet, *, from_date: dt.date) -> Affected:
    """All in the order of the list; who meets may rest for a few days already, or plan to."""
    known = list(places.known_on(from_date).by_reading())
    pauses: dict[int, list[Pause]] = {place.pk: [] for place in known}
    to_come = Pause.objects.touching(from_date, None).filter(place__in=known).select_related("place")
    for pause in to_come.order_by("from_date"):
        pauses[pause.place_id].append(pause)
    days = {place: list(_gaps(from_date, pauses[place.pk])) for place in known}
    resting = [pauses[place.pk][-1] for place in known if not days[place]]
    return Affected(
        {place: spans for place, spans in days.items() if spans}, resting, ended=places.count() - len(known)
    )


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
    """They do not meet from that day on, until somebody knows more; who rests anyway, or is not known, is left out.

    A pause that ends of itself stays, with the suspension before and behind it. The same `request_id` is the same
    suspension. Raises NobodyMeets.
    """
    claimed = _claim(places)
    if asked_before := Suspension.objects.filter(request_id=request_id).first():
        return asked_before
    days = affected(claimed, from_date=from_date).days
    if not (meeting := list(days)):
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
    Pause.objects.bulk_create(_pauses_of(suspension, days), batch_size=1000)
    audit.record("suspension.begun", suspension, by=by, at=at, places=len(meeting))
    audit.record_all("place.paused", meeting, by=by, at=at, reason=reason, from_date=from_date.isoformat())
    refresh_pauses(meeting, at=at)
    return suspension


def _claim(places: Iterable[Place]) -> PlaceQuerySet:
    """Keep others from changing them until the transaction ends, in the one order that hinders nobody."""
    claimed = Place.objects.filter(pk__in=[place.pk for place in places])
    list(claimed.select_for_update().order_by("pk").values_list("pk"))
    return claimed


def _pauses_of(suspension: Suspension, days: Mapping[Place, Iterable[Span]]) -> Iterator[Pause]:
    told = {"reason": suspension.reason, "note": suspension.note, "continues": suspension.continues}
    for place, spans in days.items():
        for first, last in spans:
            yield Pause(place=place, from_date=first, until=last, suspension=suspension, **told)


def _gaps(first: dt.date, pauses: Iterable[Pause]) -> Iterator[Span]:
    """The days from `first` on that are in none of the pauses, which follow each other."""
    for pause in pauses:
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

    Whoever was resumed or has ended meanwhile is left alone; but with the last of the others it is over for all, so
    that nobody comes back into it.
    """
    today = timezone.localdate(at)
    claimed = _claim(places).known_on(today)
    holding = suspension.pauses.touching(today, None).touching(on, None)
    resumed = list(claimed.filter(Exists(holding.filter(place=OuterRef("pk")))).order_by("pk"))
    holding.filter(place__in=resumed).end(on)
    if resumed and not holding.filter(place__in=Place.objects.known_on(today)).exists():
        holding.end(on)
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
    holding = Pause.objects.touching(on, None).filter(place__in=mine.known_on(on))
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
    return Place.objects.in_care_of(user).known_on(on).filter(Exists(holding)).by_reading()
