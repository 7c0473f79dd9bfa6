"""The public copy and who may be in it: `publish_place` and `withdraw_place` are the only doors between the two faces.

What a field group's consent lets through is written in `INTRODUCTION_FIELDS`, `CONTACT_FIELDS` and `_venue`; a field
that is named in none of them is never public.
"""

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from directory.places.endings import stop_telling
from directory.places.homes import names_a_home
from directory.places.listed_photos import agree_to_photos, hide_photos, show_photos
from directory.places.models import (
    Check,
    Consent,
    Kind,
    ListedPeriod,
    Listing,
    ListingHat,
    ListingMeeting,
    ListingPause,
    ListingWithdrawn,
    Pause,
    Place,
)
from directory.places.schedule import DAY_ENDS, WEEKDAYS, OneDay, Rest, Rule, with_days
from directory.places.vocabulary import FieldGroup, Precision
from directory.places.words import Synonyms, all_synonyms, search_text
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools.kana import grams

INTRODUCTION_FIELDS = (
    "name reading sort_key alias introduction menu activities schedule_text target reach reach_note conditions "
    "capacity signup signup_note fee fee_amount bring newcomers_welcome visit_welcome men_welcome children_welcome "
    "food_served food_allowed transport parking wheelchair step_free handrail western_toilet chairs air_conditioning"
).split()
CONTACT_FIELDS = "contact_name contact_phone contact_hours contact_email url".split()
CAFETERIA = "cafeteria"  # the slug of the kind that is listed among 子ども食堂 too
REFUSED = "運営者の申し出"


class NotKnown(Exception):
    """The place has ended: it has to come back before it can be listed. A no is written down all the same."""


@dataclass(frozen=True)
class Answer:
    """What the people of a place said when asked about one field group; `precision` for an agreed venue alone."""

    field_group: FieldGroup
    agreed: bool
    how: str
    agreed_on: dt.date
    precision: str = ""
    agreed_by: str = ""


@transaction.atomic
def publish_place(
    *,
    place: Place,
    answers: Iterable[Answer],
    by: User | None,
    at: dt.datetime,
    photos: Collection[UUID] = (),
    seen: dt.datetime | None = None,
) -> Listing | None:
    """Record the answers and show what was agreed; where the introduction was not, nothing is shown and None returned.

    `photos` are the keys of the photographs that an answer about them is for: no other is shown.
    Raises NotKnown, or EditedSince where `seen`, what was asked about, is not the last edit; then nothing is recorded.
    """
    place.claim(seen=seen)
    today = timezone.localdate(at)
    consents = [_consent(place, answer, by) for answer in answers]
    Consent.objects.bulk_create(consents)
    for consent in consents:
        if consent.field_group == FieldGroup.PHOTO:
            agree_to_photos(place, photos if consent.agreed else ())
    if FieldGroup.INTRODUCTION not in agreed_groups(place):
        audit.record("place.answered", place, by=by, at=at)
        withdraw_place(place=place, reason=REFUSED, by=by, at=at)
        return None
    if not place.known_periods.holding(today).exists():
        raise NotKnown
    if place.number is None:
        place.number = _next_number()
        place.save(update_fields=["number"])
    period = _listed_now(place) or ListedPeriod.objects.create(place=place, from_date=today)
    stop_telling(place.number)
    audit.record("place.published", place, by=by, at=at, number=place.number)
    return _write_listing(place, period, at=at)


def _consent(place: Place, answer: Answer, by: User | None) -> Consent:
    venue = venue_asked_about(place, answer.precision) if answer.field_group == FieldGroup.VENUE else ""
    return Consent(place=place, recorded_by=by, venue=venue, **vars(answer))


@transaction.atomic
def withdraw_place(*, place: Place, reason: str, by: User | None, at: dt.datetime) -> None:
    """Take the place out of the public copy; its number stays its own. Of one that has ended nothing is told any more.

    Without anything public nothing happens.
    """
    place.claim()
    was_told_of, period = stop_telling(place.number), _listed_now(place)
    if period is None and not was_told_of:
        return
    ListingWithdrawn.objects.update_or_create(number=place.number, defaults={"withdrawn_at": at})
    audit.record("place.withdrawn", place, by=by, at=at, reason=reason)
    if period is None:
        return
    period.until = max(timezone.localdate(at), period.from_date)
    period.reason = reason
    period.save(update_fields=["until", "reason"])
    hide_photos(place)
    Listing.objects.filter(number=place.number).delete()


def refresh_listing(place: Place, *, at: dt.datetime) -> None:
    """Write the public copy of a listed place anew after a change; a place that is not listed stays hidden."""
    if period := _listed_now(place):
        _write_listing(place, period, at=at)


@transaction.atomic
def refresh_listings(places: QuerySet[Place], *, at: dt.datetime) -> None:
    """Write what is listed of these places anew, as after another name of their district."""
    for place in places.filter(number__isnull=False).order_by("pk"):
        place.claim()
        refresh_listing(place, at=at)


@transaction.atomic
def refresh_words(numbers: Iterable[int]) -> int:
    """Write anew what these listings are found by, and nothing that they say; for how many that is another now."""
    places = Place.objects.select_related("town", "district", "school_district").select_for_update(of=("self",))
    by_number = {place.number: place for place in places.filter(number__in=numbers).order_by("pk")}
    synonyms, changed = all_synonyms(), []
    for listing in Listing.objects.filter(number__in=by_number):
        words = search_text(by_number[listing.number], vars(listing), synonyms)
        if words != listing.search_text:
            listing.search_text, listing.grams = words, grams(words)
            changed.append(listing)
    Listing.objects.bulk_update(changed, ["search_text", "grams"], batch_size=200)
    return len(changed)


def refresh_checks(places: Iterable[Place], *, at: dt.datetime) -> None:
    """Write anew when and how what is listed of these places was checked, and nothing else that it says."""
    by_number = {place.number: place.pk for place in places if place.number}
    latest = Check.objects.filter(place__in=by_number.values()).select_related("checked_by")
    checks = {check.place_id: check for check in latest.order_by("place_id", "-checked_on", "-pk").distinct("place_id")}
    listings = list(Listing.objects.filter(number__in=by_number))
    for listing in listings:
        vars(listing).update(_check(checks.get(by_number[listing.number])), updated_at=at)
    Listing.objects.bulk_update(listings, ["checked_on", "checked_how", "checked_by", "updated_at"], batch_size=500)


def refresh_pauses(places: Iterable[Place], *, at: dt.datetime) -> None:
    """Write anew when what is listed of these places rests, and nothing else that it says."""
    by_number = {place.number: place.pk for place in places if place.number}
    pauses: dict[int, list[Pause]] = {key: [] for key in by_number.values()}
    to_come = Pause.objects.filter(place__in=pauses).touching(timezone.localdate(at), None)
    for pause in to_come.order_by("from_date"):
        pauses[pause.place_id].append(pause)
    listings = list(Listing.objects.filter(number__in=by_number))
    for listing in listings:
        rests = map(Rest.from_model, pauses[by_number[listing.number]])
        listing.pauses, listing.updated_at = [rest.as_json() for rest in rests], at
    Listing.objects.bulk_update(listings, ["pauses", "updated_at"], batch_size=500)
    ListingPause.objects.filter(listing__in=listings).delete()
    rows = [row for listing in listings for row in pauses_of(listing, pauses[by_number[listing.number]])]
    ListingPause.objects.bulk_create(rows, batch_size=1000)


def agreed_groups(place: Place) -> dict[str, Consent]:
    """The consents that hold now, by field group."""
    latest = Consent.objects.filter(place=place).latest_per_group()
    return {consent.field_group: consent for consent in latest if consent.agreed}


@dataclass(frozen=True)
class Facts:
    """What a public row is made from beside the fields of its place."""

    agreed: Mapping[str, Consent]
    rules: Sequence[Rule]
    kinds: Sequence[Kind]
    listed_on: dt.date
    pauses: Sequence[Pause] = ()
    days: Sequence[OneDay] = ()
    check: Check | None = None
    synonyms: Synonyms = ()


def _listed_now(place: Place) -> ListedPeriod | None:
    return place.listed_periods.filter(until__isnull=True).first()


def _write_listing(place: Place, period: ListedPeriod, *, at: dt.datetime) -> Listing:
    """Make the public row of `place` from what was agreed, in the place of the one there was."""
    facts = Facts(
        agreed=agreed_groups(place),
        rules=[Rule.from_model(rule) for rule in place.rules.order_by("position", "pk")],
        kinds=list(place.kinds.order_by("position")),
        listed_on=period.from_date,
        pauses=list(place.pauses.touching(timezone.localdate(at), None).order_by("from_date")),
        days=list(map(OneDay.from_model, place.exceptions.filter(date__gte=timezone.localdate(at)).order_by("date"))),
        check=place.checks.select_related("checked_by").order_by("-checked_on", "-pk").first(),
        synonyms=all_synonyms(),
    )
    listing = listing_from(place, facts, at=at)
    listing.save()
    ListingWithdrawn.objects.filter(number=listing.number).delete()
    listing.meetings.all().delete()
    ListingMeeting.objects.bulk_create(meetings_of(listing, with_days(facts.rules, facts.days)))
    ListingPause.objects.filter(listing=listing).delete()
    ListingPause.objects.bulk_create(pauses_of(listing, facts.pauses))
    listing.hats.filter(hat=ListingHat.Hat.CAFETERIA).delete()
    ListingHat.objects.bulk_create(hats_of(listing, facts.kinds), ignore_conflicts=True)
    show_photos(place, agreed=FieldGroup.PHOTO in facts.agreed)
    return listing


def hats_of(listing: Listing, kinds: Iterable[Kind]) -> list[ListingHat]:
    """What places wear; other slices write hats of their own."""
    hats = [ListingHat.Hat.PLACE]
    if any(kind.slug == CAFETERIA for kind in kinds):
        hats.append(ListingHat.Hat.CAFETERIA)
    return [ListingHat(listing=listing, hat=hat) for hat in hats]


def listing_from(place: Place, facts: Facts, *, at: dt.datetime) -> Listing:
    """The public row, not yet saved."""
    values: dict[str, Any] = {name: getattr(place, name) for name in INTRODUCTION_FIELDS}
    values |= {
        "kinds": [kind.name for kind in facts.kinds],
        "group_name": place.group.name if place.group else "",
        "district_slug": place.district.slug if place.district else "",
        "district_name": place.district.name if place.district else "",
        "rules": [rule.as_json() for rule in facts.rules],
        "pauses": [Rest.from_model(pause).as_json() for pause in facts.pauses],
        "days": [day.as_json() for day in facts.days],
        "listed_on": facts.listed_on,
        "updated_at": at,
    }
    values |= _venue(place, facts.agreed.get(FieldGroup.VENUE))
    if FieldGroup.CONTACT in facts.agreed:
        values |= {name: getattr(place, name) for name in CONTACT_FIELDS}
    values |= _check(facts.check)
    values["search_text"] = search_text(place, values, facts.synonyms)
    values["grams"] = grams(values["search_text"])
    return Listing(number=place.number, **values)


def meetings_of(listing: Listing, rules: Iterable[Rule]) -> list[ListingMeeting]:
    """The rows that searching by day and time asks, not yet saved."""
    return [
        ListingMeeting(
            listing=listing,
            weekdays=_known_by(rule),
            mask=rule.mask,
            excepts=list(rule.except_masks),
            off_on=list(rule.off_on),
            start=rule.start,
            end=dt.time.max if rule.end == DAY_ENDS else rule.end,
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
        )
        for rule in rules
    ]


def _known_by(rule: Rule) -> int:
    """The weekdays a rule is looked for by, bit 0 being Monday; none where it goes by days of the month."""
    never = {day for entry in rule.except_days if entry.keys() == {"weekdays"} for day in entry["weekdays"]}
    return sum(1 << WEEKDAYS.index(day) for day in rule.weekdays if day not in never)


def pauses_of(listing: Listing, pauses: Iterable[Pause]) -> list[ListingPause]:
    """The rows that searching by day asks, not yet saved."""
    return [ListingPause(listing=listing, from_date=pause.from_date, until=pause.until) for pause in pauses]


def venue_asked_about(place: Place, precision: str) -> str:
    """What an answer about the venue is given for: another text is another venue, and has to be asked about again.

    A hall is known by its name, however its address is corrected; a home, and a venue without a name, by where it is.
    """
    where = [place.address, place.building]
    is_home = place.is_private_home or any(map(names_a_home, [place.venue_name, *where]))
    parts = ["個人宅" if is_home else "", place.venue_name]
    if is_home or not place.venue_name:
        parts += where
    if precision == Precision.TOWN:
        parts.append(place.town.name if place.town else "")
    written = (unicodedata.normalize("NFKC", part).replace(" ", "") for part in parts)
    return " ".join(part for part in written if part)


def has_moved_since_asked(place: Place, consent: Consent | None) -> bool:
    """Was it another venue that may be shown more exactly than its school district?"""
    if consent is None or consent.precision in ("", Precision.SCHOOL):
        return False
    return consent.venue != venue_asked_about(place, consent.precision)


def _venue(place: Place, consent: Consent | None) -> dict[str, Any]:
    """Where it is, as exactly as was agreed of this venue: no point is computed from a private one."""
    if consent is None:
        return {}
    precision = Precision.SCHOOL if has_moved_since_asked(place, consent) else consent.precision
    shown: dict[str, Any] = {"precision": precision}
    if place.school_district:
        shown |= {
            "school_code": place.school_district.code,
            "school_name": place.school_district.name,
        }
    if precision == Precision.TOWN and place.town:
        shown |= {
            "address": place.town.name,
            "lat": place.town.lat,
            "lng": place.town.lng,
        }
    if precision == Precision.ADDRESS:
        shown |= {
            "venue_name": place.venue_name,
            "address": " ".join(part for part in (place.address, place.building) if part),
            "directions": place.directions,
            "lat": place.lat,
            "lng": place.lng,
        }
    return shown


def _check(check: Check | None) -> dict[str, Any]:
    """When and how it was checked, and by whom: the role, not the person."""
    if check is None:
        return {}
    role = check.checked_by.get_role_display() if check.checked_by else ""
    return {"checked_on": check.checked_on, "checked_how": check.how, "checked_by": role}


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('directory_listing_number')")
        return cursor.fetchone()[0]
