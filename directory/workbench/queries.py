"""What staff see of their places: the board's numbers, the list, one place with its past."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, DateField, Exists, F, Func, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from directory.areas.models import SchoolDistrict, Town
from directory.areas.queries import districts_of
from directory.places import homes
from directory.places.models import (
    Check,
    Consent,
    KnownPeriod,
    ListedPeriod,
    ListingEnded,
    MeetingException,
    MeetingRule,
    Pause,
    Place,
    PlaceArea,
)
from directory.places.schedule import WEEKDAYS, Meeting, OneDay, Rule, next_meetings, with_days
from directory.places.vocabulary import FieldGroup
from directory.startup.models import Grant
from directory.workbench.completeness import LOOKED_FOR, with_missing
from kayoiba.accounts.models import AuditEvent, User
from kayoiba.tools.kana import fold, spellings

CHECK_EVERY = 12
"""Months after which a place wants to be checked again, unless it has an interval of its own."""
FIRST = {"stale": [F("last_checked").asc(nulls_first=True)], "incomplete": ["missing__len"]}
"""What comes first in some ways of looking at the list."""
ALL = 10**9  # a limit makes PostgreSQL ask once of each place what it else asks again for every status

FREE_TEXTS = set(
    "name alias introduction menu schedule_text venue_name address building directions target reach_note conditions "
    "signup_note fee bring contact_name".split()
)


def places_of(user: User, *, on: dt.date) -> QuerySet[Place]:
    """The places `user` looks after, with `last_checked`, `is_stale` and, on that day, `is_known` and the like."""
    checks = Check.objects.filter(place=OuterRef("pk")).order_by("-checked_on")
    fresh = Check.objects.annotate(holds_until=AfterMonths("checked_on", Coalesce("place__check_every", CHECK_EVERY)))
    return Place.objects.in_care_of(user).annotate(
        is_known=_among(KnownPeriod.objects.holding(on)),
        is_listed=_among(ListedPeriod.objects.holding(on)),
        is_paused=_among(KnownPeriod.objects.holding(on)) & _among(Pause.objects.holding(on)),
        is_stale=~_among(fresh.filter(holds_until__gte=on)),
        last_checked=Subquery(checks.values("checked_on")[:1]),
    )


class AfterMonths(Func):
    """The day so many months after another."""

    template = "(%(expressions)s))::date"
    arg_joiner = " + make_interval(months => "
    output_field = DateField()


def _among(rows: QuerySet[Any]) -> Q:
    """Is the place one of those that `rows` belong to? Asked once for all places, and not for each as Exists is."""
    return Q(pk__in=rows.values("place"))


@dataclass(frozen=True)
class Status:
    """One way of looking at the list: its word in the address, its name, and the rows that belong. `asks` for work."""

    code: str
    name: str
    rows: Q
    asks: bool = False


def statuses() -> list[Status]:
    """The ways of looking at the list, in the board's order. A place that has ended is only in its own."""
    known = Q(is_known=True)
    incomplete = reduce(or_, LOOKED_FOR.values())
    return [
        Status("known", "把握している場", known),
        Status("listed", "掲載中", Q(is_listed=True)),
        Status("paused", "休止中", known & Q(is_paused=True)),
        Status("ended", "終了", Q(is_known=False)),
        Status("unlisted", "未掲載", known & Q(is_listed=False), asks=True),
        Status("stale", "確認の時期", known & Q(is_stale=True), asks=True),
        Status("incomplete", "もうすこしで そろう", known & incomplete, asks=True),
        Status("no_district", "地区未設定", known & Q(district__isnull=True), asks=True),
        Status("unread", "読めない 欄あり", known & ~Q(source_text={}), asks=True),
    ]


def board_numbers(user: User, *, on: dt.date) -> list[tuple[Status, int]]:
    """How many of the user's places each status holds, in one query."""
    ways = statuses()
    rows = places_of(user, on=on)[:ALL]
    counted = rows.aggregate(**{way.code: Count("pk", filter=way.rows) for way in ways})
    return [(way, counted[way.code]) for way in ways]


def meeting_today(user: User, *, on: dt.date) -> list[tuple[Place, Meeting]]:
    """The user's places that meet on that day, in the order of the clock, each with its first meeting."""
    that_day = Q(weekdays__contains=[WEEKDAYS[on.weekday()]]) | Q(weekdays=[])
    rules = MeetingRule.objects.filter(that_day).order_by("position", "pk")
    apart = MeetingException.objects.filter(date=on)
    meets = Exists(rules.filter(place=OuterRef("pk"))) | Exists(apart.filter(place=OuterRef("pk"), meets=True))
    paused = Exists(Pause.objects.holding(on).filter(place=OuterRef("pk")))
    places = Place.objects.in_care_of(user).known_on(on).filter(meets, ~paused)
    morning = dt.datetime.combine(on, dt.time.min)
    found = []
    kept = [Prefetch("rules", rules), Prefetch("exceptions", apart)]
    for place in places.only("name", "sort_key", "venue_name").prefetch_related(*kept):
        todays = with_days(map(Rule.from_model, place.rules.all()), map(OneDay.from_model, place.exceptions.all()))
        holding = [rule for rule in todays if rule.meets_on(on)]
        found += [(place, meeting) for meeting in next_meetings(holding, morning, 1)]
    return sorted(found, key=lambda pair: (pair[1].start or dt.time.max, pair[0].sort_key))


def search_places(
    user: User, *, on: dt.date, words: str = "", district: str = "", status: str = "known", kind: str = ""
) -> QuerySet[Place]:
    """The working list in 五十音 order; what is stale with the longest unchecked first, what is incomplete with the
    nearly complete first.

    `district` is a slug or `none`, `status` a code of `statuses`.
    """
    way = next((way for way in statuses() if way.code == status), statuses()[0])
    places = places_of(user, on=on).filter(way.rows).select_related("district", "school_district")
    if district == "none":
        places = places.filter(district__isnull=True)
    elif district:
        places = places.filter(district__slug=district)
    if kind:
        places = places.filter(kinds__slug=kind)
    for word in words.split():
        places = places.filter(pk__in=_with_word(places, fold(word)))
    if way.code == "incomplete":
        places = with_missing(places)
    return places.order_by(*FIRST.get(way.code, ()), "sort_key", "pk")


def _with_word(places: QuerySet[Place], word: str) -> list[int]:
    """Staff search hundreds of rows, private ones too; folding them here needs no second index."""
    rows = places.values_list("pk", "name", "reading", "alias", "venue_name")
    return [pk for pk, *texts in rows if any(word in key for text in texts for key in spellings(text))]


def one_place(user: User, pk: int, *, on: dt.date) -> Place | None:
    """The place with what the page of one place shows, or None where it is not the user's to see."""
    return (
        places_of(user, on=on)
        .annotate(
            pauses_later=Exists(Pause.objects.filter(place=OuterRef("pk"), from_date__gt=on)),
            is_told_of=Exists(ListingEnded.objects.filter(number=OuterRef("number"))),
        )
        .select_related("district", "school_district", "group", "town")
        .prefetch_related(*_past(), _coming(on))
        .filter(pk=pk)
        .first()
    )


def _past() -> list[Prefetch | str]:
    """What belongs to a place, the latest first where it has a date."""
    areas = PlaceArea.objects.select_related("district", "school_district").order_by("-from_date")
    return [
        "kinds",
        Prefetch("rules", MeetingRule.objects.order_by("position", "pk")),
        Prefetch("known_periods", KnownPeriod.objects.order_by("-from_date")),
        Prefetch("pauses", Pause.objects.order_by("-from_date")),
        Prefetch("areas", areas),
        Prefetch("grants", Grant.objects.order_by("-fiscal_year")),
        Prefetch("checks", Check.objects.order_by("-checked_on", "-pk")),
    ]


def _coming(on: dt.date) -> Prefetch:
    """The days to come that have their own word, the soonest first."""
    return Prefetch("exceptions", MeetingException.objects.filter(date__gte=on).order_by("date"), to_attr="days_apart")


def latest_consents(place: Place) -> dict[FieldGroup, Consent | None]:
    """For each field group the answer that counts, or None where nobody has asked."""
    latest = {consent.field_group: consent for consent in Consent.objects.filter(place=place).latest_per_group()}
    return {group: latest.get(group) for group in FieldGroup}


def refusing_among(places: Iterable[Place]) -> set[int]:
    """The keys of those of whom something may not be shown, for no yes to many may overrule a no of one.

    Of photographs nobody asks many at once.
    """
    latest = Consent.objects.filter(place__in=places).exclude(field_group=FieldGroup.PHOTO).latest_per_group()
    return {consent.place_id for consent in latest if not consent.agreed}


def past_of(place: Place) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(subject_kind="place", subject_id=place.pk).order_by("-at", "-pk")


def may_name_somebody(place: Place) -> list[str]:
    """Names of the texts that would be published and seem to hold a number, a mail address or a person."""
    fields = [field for field in Place._meta.fields if field.name in FREE_TEXTS]
    texts = [(str(field.verbose_name), getattr(place, field.name)) for field in fields]
    if place.group:
        texts.append(("運営団体", place.group.name))
    return [name for name, text in texts if homes.may_name_somebody(text)]


def school_districts_of(user: User, *, on: dt.date) -> QuerySet[SchoolDistrict]:
    valid = SchoolDistrict.objects.valid_on(on).select_related("district").in_order()
    if user.works_everywhere:
        return valid
    return valid.filter(Q(district__isnull=True) | Q(district__in=districts_of(user, on=on)))


def towns_of(user: User, *, on: dt.date, besides: int | None = None) -> QuerySet[Town]:
    """The towns `user` may choose from; `besides` is the key of the one that is chosen already."""
    towns = Town.objects.order_by("kana", "pk")
    if user.works_everywhere:
        return towns
    return towns.filter(Q(district__isnull=True) | Q(district__in=districts_of(user, on=on)) | Q(pk=besides))
