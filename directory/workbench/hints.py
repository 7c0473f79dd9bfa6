"""What is said to somebody who is writing down a place: may it be one of these, and how is its name read."""

import datetime as dt

from django.db.models import Exists, OuterRef

from directory.areas.models import District, SchoolDistrict, Town
from directory.places.likeness import Likeness
from directory.places.models import KnownPeriod, Place
from directory.places.readings import reading_of
from kayoiba.accounts.models import User


def likely_places(
    user: User, *, name: str, town: Town | None, group: str, besides: int | None, on: dt.date
) -> list[Place]:
    """The user's own places that it may be, with `is_known`; `besides` is the one that is being edited."""
    known = KnownPeriod.objects.holding(on).filter(place=OuterRef("pk"))
    places = Place.objects.in_care_of(user).exclude(pk=besides).annotate(is_known=Exists(known))
    with_areas = places.select_related("town", "group", "district")
    fields = "name reading alias sort_key venue_name town__name group__name district__name".split()
    return Likeness(with_areas.only(*fields)).of(name=name, town=town, group=group)


def reading_hint(name: str) -> str:
    """Read by the towns, school districts and districts of the city, where all of it can be."""
    return reading_of(name, [pair for areas in (Town, SchoolDistrict, District) for pair in _named(areas)])


def _named(areas):
    return areas.objects.values_list("name", "kana")
