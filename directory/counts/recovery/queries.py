"""How a district, or the city, met again after all rested: week by week, of the places known then, who meets.

The weeks end on Sundays. A place that rests for any reason counts as resting, one that moved away or ended no longer
counts, and one that came in does: as the figures 把握 and 休止中 count at the end of each of those days.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from directory.counts.areas import CITY, Area
from directory.counts.models import Stay
from directory.places.models import Pause, Place, Suspension
from directory.places.vocabulary import Continues

A_DAY = dt.timedelta(days=1)
A_WEEK = dt.timedelta(weeks=1)
Days = tuple[dt.date, dt.date | None]
"""From a day until (not including) another."""


@dataclass(frozen=True)
class Week:
    """Counted at the end of `day`, its Sunday, or today while it runs. `goes_on` has a number for each of Continues."""

    monday: dt.date
    day: dt.date
    known: int
    paused: int
    goes_on: Sequence[int]

    @property
    def meeting(self) -> int:
        return self.known - self.paused


@dataclass(frozen=True)
class _Rest:
    """Some places that were known and rested through the same days, in the same way, by the same suspension or none."""

    days: Days
    continues: Sequence[str]
    suspension: int | None
    places: int


def suspensions_by_date(*, today: dt.date) -> QuerySet[Suspension]:
    """The latest first; `rests` where anybody who is known still rests by it."""
    resting = Pause.objects.touching(today, None).filter(place__in=Place.objects.known_on(today))
    rests = Exists(resting.filter(suspension=OuterRef("pk")))
    return Suspension.objects.select_related("district").annotate(rests=rests).order_by("-from_date", "-pk")


def area_of(suspension: Suspension) -> Area:
    district = suspension.district
    return Area(district.slug, district.name) if district else CITY


def weeks_of(suspension: Suspension, *, today: dt.date) -> list[Week]:
    """From the week before it began to the week in which the last place was back, or this one; none before it begins.

    Two queries, however many the weeks and the places.
    """
    if suspension.from_date > today:
        return []
    begin = monday_of(suspension.from_date) - A_WEEK
    stays = _stays(area_of(suspension), begin, today)
    known, rests = _known(stays), _rests(stays, begin, today)
    mondays = _mondays(begin, _last_day(suspension, rests, today))
    ends = [min(monday + 6 * A_DAY, today) for monday in mondays]
    in_all, paused = _counted(ends, known), _counted(ends, _spans(rests))
    goes_on = [_counted(ends, _spans(rest for rest in rests if how in rest.continues)) for how in Continues]
    return [Week(*week) for week in zip(mondays, ends, in_all, paused, zip(*goes_on, strict=True), strict=True)]


def monday_of(day: dt.date) -> dt.date:
    return day - day.weekday() * A_DAY


def _mondays(begin: dt.date, last: dt.date) -> list[dt.date]:
    return [begin + number * A_WEEK for number in range((last - begin).days // 7 + 1)]


def _stays(area: Area, begin: dt.date, today: dt.date) -> QuerySet[Stay]:
    return Stay.objects.filter(area.stays, fact=Stay.Fact.KNOWN, from_date__lte=today).exclude(until__lte=begin)


def _known(stays: QuerySet[Stay]) -> list[tuple[Days, int]]:
    rows = stays.order_by().values_list("from_date", "until").annotate(places=Count("place"))
    return [((first, until), places) for first, until, places in rows]


def _rests(stays: QuerySet[Stay], begin: dt.date, today: dt.date) -> list[_Rest]:
    reaching = Q(place__pauses__until__isnull=True) | Q(place__pauses__until__gte=begin)
    rest = FilteredRelation("place__pauses", condition=Q(place__pauses__from_date__lte=today) & reaching)
    columns = ("from_date", "until", "rest__from_date", "rest__until", "rest__continues", "rest__suspension")
    resting = stays.annotate(rest=rest).filter(rest__isnull=False).order_by()
    rows = resting.values_list(*columns).annotate(places=Count("place"))
    return [
        _Rest(days, continues, suspension, places)
        for first, until, paused, last, continues, suspension, places in rows
        if (days := _both((first, until), (paused, last and last + A_DAY)))
    ]


def _both(one: Days, other: Days) -> Days | None:
    """The days that are in both."""
    first = max(one[0], other[0])
    until = min((until for _, until in (one, other) if until), default=None)
    return None if until and until <= first else (first, until)


def _last_day(suspension: Suspension, rests: Iterable[_Rest], today: dt.date) -> dt.date:
    """The day on which nobody rested by it any more, today where somebody does."""
    back = [rest.days[1] or today for rest in rests if rest.suspension == suspension.pk]
    return min(max(back, default=suspension.from_date), today)


def _spans(rests: Iterable[_Rest]) -> Iterable[tuple[Days, int]]:
    return ((rest.days, rest.places) for rest in rests)


def _counted(ends: Sequence[dt.date], spans: Iterable[tuple[Days, int]]) -> list[int]:
    """How many places hold at the end of each of these days, which follow each other."""
    changes = [0] * (len(ends) + 1)
    for (first, until), places in spans:
        changes[bisect_left(ends, first)] += places
        changes[bisect_left(ends, until) if until else -1] -= places
    return list(accumulate(changes))[:-1]
