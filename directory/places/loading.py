"""The city's own words from `fixtures/reference`, and the listings that follow what is loaded."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Q

from directory.areas.loading import REFERENCE, read_rows
from directory.areas.models import District, SchoolDistrict, Town
from directory.places.models import Kind, Place
from directory.places.publishing import refresh_listings
from directory.places.synonyms import add_shipped_synonyms
from directory.places.vocabulary import NationalActivity

SAID_BY_LISTINGS = {"district": District, "school_district": SchoolDistrict, "town": Town, "kinds": Kind}
"""By the field of `Place`: rows whose names, readings or points stand in the public copy."""


def load_kinds() -> None:
    """Load the kinds; loading again changes what differs."""
    for row in read_rows(REFERENCE / "kinds.csv"):
        Kind.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "position": int(row["position"]),
                "national_activity": NationalActivity(row["national_activity"]),
            },
        )


def load_synonyms() -> None:
    """Load the synonyms; loading again adds what is missing and removes nothing."""
    add_shipped_synonyms((row["word"], row["also"]) for row in read_rows(REFERENCE / "synonyms.csv"))


@contextmanager
def followed_by_listings(*, at: dt.datetime) -> Iterator[None]:
    """Write the listings anew that say a row which is changed meanwhile, as by another name of a district."""
    before = _rows()
    yield
    changed = Q()
    for field, rows in _rows().items():
        theirs = [pk for pk, row in rows.items() if before[field].get(pk, row) != row]
        changed |= Q(**{f"{field}__in": theirs})
    refresh_listings(Place.objects.filter(pk__in=Place.objects.filter(changed).values("pk")), at=at)


def _rows() -> dict[str, dict[int, dict[str, Any]]]:
    return {field: {row["id"]: row for row in model.objects.values()} for field, model in SAID_BY_LISTINGS.items()}
