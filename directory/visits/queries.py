"""What was found on the way, what is due, and what a place says now, to be compared with what one sees there."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from directory.places.models import Listing, Place
from directory.places.saying import say_fee, say_when
from directory.places.schedule import Rule
from directory.visits.models import Treasure, Visit
from kayoiba.accounts.models import User
from kayoiba.tools.kana import fold, spellings
from kayoiba.tools.saying import say_date, say_phone

SHOWN = 3
"""How many visits and treasures the page of a place shows; the others are a link away."""


def planned(user: User, *, on: dt.date) -> QuerySet[Visit]:
    """What is still to be done at places known on that day, the oldest first."""
    plans = Visit.objects.in_care_of(user).still_open().filter(place__in=Place.objects.known_on(on))
    return plans.select_related("place__district", "user").order_by("planned_on", "pk")


def due(user: User, *, on: dt.date) -> QuerySet[Visit]:
    """Of these what is planned for that day or should have been done before."""
    return planned(user, on=on).filter(planned_on__lte=on)


def made(user: User, *, place: Place | None = None) -> QuerySet[Visit]:
    """Visits and calls, the latest first; those at `place` alone, if it is given."""
    visits = Visit.objects.in_care_of(user).filter(visited_on__isnull=False)
    visits = visits.filter(place=place) if place else visits
    return visits.select_related("place__district", "user").order_by("-visited_on", "-pk")


def plan_of(place: Place) -> Visit | None:
    return Visit.objects.still_open().filter(place=place).first()


@dataclass(frozen=True)
class About:
    """What the page of a place tells."""

    plan: Visit | None
    visits: Sequence[Visit]
    treasures: Sequence[Treasure]


def about(place: Place) -> About:
    rows = place.visits.select_related("user").order_by("-visited_on", "-pk")
    treasures = place.treasures.select_related("by").order_by("-noted_on", "-pk")[:SHOWN]
    return About(plan_of(place), list(rows.filter(visited_on__isnull=False)[:SHOWN]), list(treasures))


def listed_now(place: Place) -> Listing | None:
    return Listing.objects.filter(number=place.number).first() if place.number else None


def in_short(place: Place, listing: Listing | None, *, on: dt.date) -> Iterator[tuple[str, str]]:
    """(label, words) as residents read them; of what is not listed, as it is written down."""
    shown = listing or place
    if listing:
        rules = [Rule.from_json(rule) for rule in listing.rules]
    else:
        rules = [Rule.from_model(row) for row in place.rules.order_by("position", "pk")]
    yield "いつ", say_when(rules, shown.schedule_text, on)
    for pause in place.pauses.touching(on, None).order_by("from_date"):
        until = f"{say_date(pause.until)}まで" if pause.until else "いつまでかは きまっていません"
        yield "お休み", f"{say_date(pause.from_date)}から {until}（{pause.get_reason_display()}）{pause.note}"
    yield "どこ", " ".join(filter(None, [shown.venue_name, shown.address]))
    yield "費用", say_fee(shown.fee, shown.fee_amount)
    yield "電話する先", " ".join(filter(None, [shown.contact_name, say_phone(shown.contact_phone)]))


def treasures_of(
    user: User, *, place: Place | None = None, district: str = "", kind: str = "", words: str = ""
) -> QuerySet[Treasure]:
    """The field notebook, the latest first. `district` is a slug or `none`; each of `words` stands in the text."""
    found = Treasure.objects.in_care_of(user).select_related("place__district", "district", "by")
    if place:
        found = found.filter(place=place)
    if district == "none":
        found = found.filter(place__district__isnull=True, district__isnull=True)
    elif district:
        found = found.filter(Q(place__district__slug=district) | Q(district__slug=district))
    if kind:
        found = found.filter(kind=kind)
    for word in words.split():
        found = found.filter(pk__in=_with_word(found, fold(word)))
    return found.order_by("-noted_on", "-pk")


def _with_word(treasures: QuerySet[Treasure], word: str) -> list[int]:
    """Folded here, as the working list does it: a notebook is some hundred lines."""
    rows = treasures.values_list("pk", "text", "place__name")
    return [pk for pk, *texts in rows if any(word in key for text in texts for key in spellings(text or ""))]


def place_asked_for(user: User, key: str | None) -> Place | None:
    """The place of `user` that an address names, if it names one."""
    return Place.objects.in_care_of(user).filter(pk=key).first() if key and re.fullmatch(r"[0-9]{1,18}", key) else None


def places_to_note(user: User, *, on: dt.date, besides: int | None = None) -> QuerySet[Place]:
    """Known places of `user`; `besides` is the key of the one that is chosen already."""
    places = Place.objects.in_care_of(user)
    return (places.known_on(on) | places.filter(pk=besides)).by_reading()
