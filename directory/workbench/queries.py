"""What staff see of their places: the board's numbers, the list, one place with its past."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from directory.areas.models import District, SchoolDistrict
from directory.places.models import Consent, KnownPeriod, ListedPeriod, Pause, Place
from directory.places.vocabulary import FieldGroup
from kayoiba.accounts.models import AuditEvent, User
from kayoiba.tools.kana import fold, looks_like_phone

CHECK_EVERY = dt.timedelta(days=365)

FREE_TEXTS = ("introduction", "menu", "schedule_text", "directions", "reach_note", "conditions", "signup_note", "bring")


def places_of(user: User, *, on: dt.date) -> QuerySet[Place]:
    """The places `user` looks after, each with `is_known`, `is_listed`, `is_paused` on that day and `last_checked`."""
    holds = {
        "is_known": Exists(KnownPeriod.objects.holding(on).filter(place=OuterRef("pk"))),
        "is_listed": Exists(ListedPeriod.objects.holding(on).filter(place=OuterRef("pk"))),
        "is_paused": Exists(Pause.objects.holding(on).filter(place=OuterRef("pk"))),
    }
    return Place.objects.in_care_of(user).annotate(last_checked=Max("checks__checked_on"), **holds)


@dataclass(frozen=True)
class Status:
    """One way of looking at the list: its word in the address, its name, and the rows that belong."""

    code: str
    name: str
    rows: Q


def statuses(on: dt.date) -> list[Status]:
    """The ways of looking at the list, in the board's order. A place that has ended is only in its own."""
    known = Q(is_known=True)
    stale = Q(last_checked__isnull=True) | Q(last_checked__lt=on - CHECK_EVERY)
    return [
        Status("known", "把握している場", known),
        Status("listed", "掲載中", Q(is_listed=True)),
        Status("unlisted", "まだ掲載していない", known & Q(is_listed=False)),
        Status("stale", "1年以上 確認していない", known & stale),
        Status("paused", "休止中", known & Q(is_paused=True)),
        Status("no_district", "地区が未設定", known & Q(district__isnull=True)),
        Status("unread", "読み取れなかった欄がある", known & ~Q(source_text={})),
        Status("ended", "終了", Q(is_known=False)),
    ]


def board_numbers(user: User, *, on: dt.date) -> list[tuple[Status, int]]:
    """How many of the user's places each status holds, in one query."""
    ways = statuses(on)
    rows = places_of(user, on=on)
    counted = rows.aggregate(**{way.code: Count("pk", filter=way.rows) for way in ways})
    return [(way, counted[way.code]) for way in ways]


def search_places(
    user: User, *, on: dt.date, words: str = "", district: str = "", status: str = "known", kind: str = ""
) -> QuerySet[Place]:
    """The working list in 五十音 order. `district` is a slug or `none`, `status` a code of `statuses`."""
    way = next((way for way in statuses(on) if way.code == status), statuses(on)[0])
    places = places_of(user, on=on).filter(way.rows).select_related("district", "school_district")
    if district == "none":
        places = places.filter(district__isnull=True)
    elif district:
        places = places.filter(district__slug=district)
    if kind:
        places = places.filter(kinds__slug=kind)
    for word in words.split():
        places = places.filter(pk__in=_with_word(places, fold(word)))
    return places.by_reading()


def _with_word(places: QuerySet[Place], word: str) -> list[int]:
    """Staff search hundreds of rows, private ones too; folding them here needs no second index."""
    rows = places.values_list("pk", "name", "reading", "alias", "venue_name")
    return [pk for pk, *texts in rows if any(word in fold(text) for text in texts)]


def one_place(user: User, pk: int, *, on: dt.date) -> Place | None:
    """The place with what the page of one place shows, or None where it is not the user's to see."""
    return (
        places_of(user, on=on)
        .select_related("district", "school_district", "group", "town")
        .prefetch_related("kinds", "rules", "known_periods", "listed_periods", "pauses", "areas", "checks", "grants")
        .filter(pk=pk)
        .first()
    )


def latest_consents(place: Place) -> list[tuple[str, Consent | None]]:
    """For each field group its name and the answer that counts, or None where nobody has asked."""
    latest = {consent.field_group: consent for consent in Consent.objects.filter(place=place).latest_per_group()}
    return [(group.label, latest.get(group)) for group in FieldGroup]


def past_of(place: Place) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(subject_kind="place", subject_id=place.pk).order_by("-at", "-pk")


def may_name_somebody(place: Place) -> list[str]:
    """Names of the free texts that would be published and seem to hold a number or a person (〜さん, 〜宅)."""
    return [
        str(Place._meta.get_field(name).verbose_name)
        for name in FREE_TEXTS
        if looks_like_phone(getattr(place, name)) or any(mark in getattr(place, name) for mark in ("さん", "宅"))
    ]


def districts_of(user: User, *, on: dt.date) -> QuerySet[District]:
    """Where `user` may register places, in the city's order."""
    districts = District.objects.order_by("position")
    if user.works_everywhere:
        return districts
    return districts.filter(pk__in=user.assignments.on(on).values("district"))


def school_districts_of(user: User, *, on: dt.date) -> QuerySet[SchoolDistrict]:
    valid = SchoolDistrict.objects.valid_on(on).select_related("district").in_order()
    if user.works_everywhere:
        return valid
    return valid.filter(Q(district__isnull=True) | Q(district__in=districts_of(user, on=on)))
