"""What happens to a place: registered, edited, moved, paused, resumed, ended, come back, checked.

Each verb claims the place, keeps the dated rows, writes an audit line and, where the place is listed, the public copy.
`at` is an aware moment; the day it falls on in Asia/Tokyo is the day of the change where no other is given.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from directory.areas.models import District, SchoolDistrict
from directory.places.endings import stop_telling, tell_of_ending
from directory.places.models import (
    Check,
    Kind,
    KnownPeriod,
    Listing,
    MeetingException,
    Pause,
    Place,
    PlaceArea,
    PlaceKind,
)
from directory.places.publishing import refresh_checks, refresh_listing, refresh_pauses, withdraw_place
from directory.places.rules import write_rules
from directory.places.schedule import OneDay, Rule
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools.kana import sort_key

VENUE = {"venue_name", "address", "building"}
POINT = {"lat", "lng"}


class AlreadyKnown(Exception):
    """The place is known at that time: it cannot come back."""


class NotKnown(Exception):
    """The place is not known at that time: it cannot be paused or ended."""


class AlreadyPaused(Exception):
    """There is a pause at that time."""


class NotPaused(Exception):
    """There is no pause to resume from on that day."""


class MovedSince(Exception):
    """The place was not known yet on that day, or has moved again since: the move would change nothing today."""


@transaction.atomic
def register_place(
    *,
    name: str,
    known_from: dt.date,
    by: User | None,
    at: dt.datetime,
    district: District | None = None,
    school_district: SchoolDistrict | None = None,
    kinds: Iterable[Kind] = (),
    rules: Iterable[Rule] = (),
    **fields: Any,
) -> Place:
    """Write down a place with whatever is known; `fields` are those of `Place`."""
    place = Place(
        name=name,
        district=district,
        school_district=school_district,
        created_at=at,
        edited_at=at,
        **fields,
    )
    place.sort_key = sort_key(place.reading or place.name)
    place.save()
    KnownPeriod.objects.create(place=place, from_date=known_from)
    PlaceArea.objects.create(
        place=place,
        from_date=known_from,
        district=district,
        school_district=school_district,
    )
    PlaceKind.objects.bulk_create(PlaceKind(place=place, kind=kind) for kind in kinds)
    write_rules([(place, rules)])
    audit.record("place.registered", place, by=by, at=at)
    return place


@transaction.atomic
def edit_place(
    *,
    place: Place,
    changes: dict[str, Any],
    by: User | None,
    at: dt.datetime,
    kinds: Iterable[Kind] | None = None,
    rules: Iterable[Rule] | None = None,
    seen: dt.datetime | None = None,
    keeps_point: bool = False,
) -> Place:
    """Write `changes` (field to value); kinds and rules stay where None. Districts change by `place_in`.

    A point belongs to the venue it was taken at: where the venue changes and the point does not, there is none, but
    where `keeps_point` says that the two belong together.
    Raises EditedSince where `seen` is not the last edit.
    """
    place.claim(seen=seen)
    changed = {field for field, value in changes.items() if getattr(place, field) != value}
    if changed & VENUE and not changed & POINT and place.lat is not None and not keeps_point:
        changes, changed = changes | dict.fromkeys(POINT), changed | POINT
    for field in changed:
        setattr(place, field, changes[field])
    place.sort_key = sort_key(place.reading or place.name)
    place.edited_at = at
    place.save(update_fields=[*changed, "sort_key", "edited_at"])
    if kinds is not None:
        place.kinds.set(kinds)
    if rules is not None:
        set_rules(place, rules)
    audit.record("place.edited", place, by=by, at=at, fields=sorted(changed))
    refresh_listing(place, at=at)
    return place


def set_rules(place: Place, rules: Iterable[Rule]) -> None:
    """Replace the meeting rules where they differ; equal rules leave no trace in the history."""
    rules = list(rules)
    if [Rule.from_model(row) for row in place.rules.order_by("position", "pk")] == rules:
        return
    place.rules.all().delete()
    place.frequencies.all().delete()
    write_rules([(place, rules)])


@transaction.atomic
def place_in(
    *,
    place: Place,
    district: District | None,
    school_district: SchoolDistrict | None,
    from_date: dt.date,
    by: User | None,
    at: dt.datetime,
) -> None:
    """From `from_date` on the place counts there; on the very day of the last move, instead of it."""
    place.claim()
    if place.areas.filter(from_date__gt=from_date).exists():
        raise MovedSince
    PlaceArea.objects.update_or_create(
        place=place,
        from_date=from_date,
        defaults={"district": district, "school_district": school_district},
    )
    _say_where_it_is_now(place, by=by, at=at)


@transaction.atomic
def take_back_move(*, place: Place, on: dt.date, by: User | None, at: dt.datetime) -> None:
    """The move of that day never was: the place counts where it did before. Raises MovedSince."""
    place.claim()
    if place.areas.filter(from_date__gt=on).exists() or not place.areas.filter(from_date__lt=on).exists():
        raise MovedSince
    place.areas.filter(from_date=on).delete()
    _say_where_it_is_now(place, by=by, at=at)


def _say_where_it_is_now(place: Place, *, by: User | None, at: dt.datetime) -> None:
    now = place.areas.latest_by(timezone.localdate(at)).first() or place.areas.earliest("from_date")
    place.district, place.school_district = now.district, now.school_district
    place.save(update_fields=["district", "school_district"])
    audit.record("place.moved", place, by=by, at=at, district=place.district.slug if place.district else None)
    refresh_listing(place, at=at)


@transaction.atomic
def end_place(*, place: Place, on: dt.date, reason: str, by: User | None, at: dt.datetime) -> None:
    """`on` is the first day it is no longer a 通いの場. Its pauses stay as they were told: only a known place rests.

    It leaves the public copy; whoever looks for a listed one by name is told that it has ended.
    """
    place.claim()
    period = place.known_periods.holding(on - dt.timedelta(days=1)).first() or place.known_periods.holding(on).first()
    if period is None or period.until is not None:
        raise NotKnown
    period.until = on
    period.reason = reason
    period.save(update_fields=["until", "reason"])
    audit.record("place.ended", place, by=by, at=at, on=on.isoformat(), reason=reason)
    listing = Listing.objects.filter(number=place.number).first()
    withdraw_place(place=place, reason=reason, by=by, at=at)
    if listing:
        tell_of_ending(listing, on=on)


@transaction.atomic
def bring_back_place(*, place: Place, on: dt.date, by: User | None, at: dt.datetime) -> KnownPeriod:
    """An ended place is one again from `on`, without a pause; only publishing lists it.

    On the very day it ended, it never did: what pauses it had hold again.
    """
    place.claim()
    if place.known_periods.exclude(until__lte=on).exists():
        raise AlreadyKnown
    period = place.known_periods.filter(until=on).first()
    if period is None:
        place.pauses.end(place.known_periods.latest("until").until)
        period = KnownPeriod(place=place, from_date=on)
    period.until, period.reason = None, ""
    period.save()
    stop_telling(place.number)
    audit.record("place.came_back", place, by=by, at=at, on=on.isoformat())
    return period


@transaction.atomic
def pause_place(
    *,
    place: Place,
    from_date: dt.date,
    until: dt.date | None,
    reason: str,
    note: str = "",
    continues: Iterable[str] = (),
    by: User | None,
    at: dt.datetime,
) -> Pause:
    """It does not meet from `from_date` to the inclusive `until`, or until somebody knows more.

    `continues` are the forms in which it goes on meanwhile.
    """
    place.claim()
    if not place.known_periods.holding(from_date).exists():
        raise NotKnown
    if place.pauses.touching(from_date, until).exists():
        raise AlreadyPaused
    told = {"reason": reason, "note": note, "continues": list(continues)}
    pause = Pause.objects.create(place=place, from_date=from_date, until=until, **told)
    audit.record(
        "place.paused",
        place,
        by=by,
        at=at,
        reason=reason,
        from_date=from_date.isoformat(),
    )
    refresh_pauses([place], at=at)
    return pause


@transaction.atomic
def resume_place(*, place: Place, on: dt.date, by: User | None, at: dt.datetime) -> None:
    """It meets again from `on`; a pause that began that very day, or has yet to begin, never was.

    No suspension that has begun by then brings it back to rest; what was planned for this place alone stays.
    """
    place.claim()
    pause = place.pauses.touching(on, None).order_by("from_date").first()
    if pause is None:
        raise NotPaused
    begun = Q(suspension__from_date__lte=max(on, pause.from_date))
    place.pauses.filter(Q(pk=pause.pk) | begun).end(on)
    audit.record("place.resumed", place, by=by, at=at, on=on.isoformat())
    refresh_pauses([place], at=at)


@transaction.atomic
def check_place(*, place: Place, how: str, on: dt.date, by: User | None, at: dt.datetime) -> Check:
    """What is listed was found true on that day; told again by the same person and means, it is one check."""
    place.claim()
    told = {"checked_on": on, "how": how, "checked_by": by}
    if before := place.checks.filter(**told).first():
        return before
    check = Check.objects.create(place=place, **told)
    audit.record("place.checked", place, by=by, at=at, how=how)
    refresh_checks([place], at=at)
    return check


@transaction.atomic
def check_places(*, places: Iterable[Place], how: str, on: dt.date, by: User | None, at: dt.datetime) -> list[Place]:
    """The same of many at once, in a handful of statements; returns those of which it was not told before."""
    told = {"checked_on": on, "how": how, "checked_by": by}
    keys = [place.pk for place in places]
    claimed = list(Place.objects.filter(pk__in=keys).select_for_update().order_by("pk"))
    checked = set(Check.objects.filter(place__in=claimed, **told).values_list("place_id", flat=True))
    new = [place for place in claimed if place.pk not in checked]
    Check.objects.bulk_create((Check(place=place, **told) for place in new), batch_size=1000)
    audit.record_all("place.checked", new, by=by, at=at, how=how)
    refresh_checks(new, at=at)
    return new


@transaction.atomic
def except_day(*, place: Place, day: OneDay, by: User | None, at: dt.datetime) -> MeetingException:
    """On that day its word alone holds: the place rests, or meets at other times; said again, the later word.

    The same word twice leaves one trace.
    """
    place.claim()
    row = place.exceptions.filter(date=day.date).first()
    if row and OneDay.from_model(row) == day:
        return row
    values = {name: value for name, value in vars(day).items() if name != "date"}
    row, _ = MeetingException.objects.update_or_create(place=place, date=day.date, defaults=values)
    audit.record("place.day_excepted", place, by=by, at=at, on=day.date.isoformat(), meets=day.meets)
    refresh_listing(place, at=at)
    return row


@transaction.atomic
def drop_exception(*, place: Place, on: dt.date, by: User | None, at: dt.datetime) -> None:
    """The rules hold again on that day."""
    place.claim()
    if place.exceptions.filter(date=on).delete()[0]:
        audit.record("place.day_as_usual", place, by=by, at=at, on=on.isoformat())
        refresh_listing(place, at=at)
