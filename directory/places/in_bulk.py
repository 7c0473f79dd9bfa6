"""Many places at once, for lists: the same rows that `actions.register_place` writes, in a handful of statements."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from directory.places.models import KnownPeriod, Place, PlaceArea, PlaceKind
from directory.places.rules import write_rules
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools.kana import sort_key

AT_ONCE = 1000


@transaction.atomic
def register_places(
    entries: Iterable[dict[str, Any]], *, known_from: dt.date, by: User | None, at: dt.datetime
) -> list[Place]:
    """Each entry holds fields of `Place` and, if any, `kinds` and `rules`. The places come back in the same order."""
    entries = [{"kinds": (), "rules": (), **entry} for entry in entries]
    kinds = [entry.pop("kinds") for entry in entries]
    rules = [entry.pop("rules") for entry in entries]
    places = [Place(created_at=at, edited_at=at, **entry) for entry in entries]
    for place in places:
        place.sort_key = sort_key(place.reading or place.name)
    Place.objects.bulk_create(places, batch_size=AT_ONCE)
    KnownPeriod.objects.bulk_create(
        (KnownPeriod(place=place, from_date=known_from) for place in places), batch_size=AT_ONCE
    )
    PlaceArea.objects.bulk_create(
        (
            PlaceArea(
                place=place,
                from_date=known_from,
                district=place.district,
                school_district=place.school_district,
            )
            for place in places
        ),
        batch_size=AT_ONCE,
    )
    PlaceKind.objects.bulk_create(
        PlaceKind(place=place, kind=kind) for place, theirs in zip(places, kinds, strict=True) for kind in theirs
    )
    write_rules(zip(places, rules, strict=True))
    audit.record_all("place.registered", places, by=by, at=at)
    return places
