"""Dull areas and places, made by the same actions that people use."""

import datetime as dt
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from directory.areas.models import District, Municipality, SchoolDistrict, Town
from directory.places.actions import register_place
from directory.places.models import Listing, Place
from directory.places.publishing import Answer, publish_place
from directory.places.removal import remove_place
from directory.places.vocabulary import AgreedHow, FieldGroup, Precision

AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
TODAY = AT.date()

numbers = count(1)


def a_municipality(**fields: Any) -> Municipality:
    """The one city, changed where `fields` are given."""
    named = {"name": "倉敷市", "kana": "くらしきし", "prefecture": "岡山県"}
    city, _ = Municipality.objects.update_or_create(code="332020", defaults=fields, create_defaults=named | fields)
    return city


def a_district(slug: str = "mabi", name: str = "真備", **fields: Any) -> District:
    """The same slug is the same district."""
    defaults = {"municipality": a_municipality(), "name": name, "kana": "", "position": next(numbers), **fields}
    district, _ = District.objects.get_or_create(slug=slug, defaults=defaults)
    return district


def a_school(code: str = "m-01", name: str = "呉妹", district: District | None = None, **fields: Any) -> SchoolDistrict:
    """The same code is the same school district."""
    defaults = {"name": name, "district": district, **fields}
    school, _ = SchoolDistrict.objects.get_or_create(code=code, defaults=defaults)
    return school


def a_town(name: str = "真備町尾崎", **fields: Any) -> Town:
    defaults = {"municipality": a_municipality(), "name": name, "kana": "", "postal_code": "7101303", **fields}
    return Town.objects.create(**defaults)


def a_place(name: str = "", **fields: Any) -> Place:
    """Registered and not published; without a district unless one is given."""
    defaults = {"known_from": dt.date(2020, 4, 1), "by": None, "at": AT, **fields}
    return register_place(name=name or f"場{next(numbers)}", **defaults)


def a_removed_place(name: str = "", *, at: dt.datetime | None = None, **fields: Any) -> Place:
    """Taken out by mistake's name just now, unless `at` says when."""
    place = a_place(name, **fields)
    remove_place(place=place, reason="二重の登録", by=None, at=at or timezone.now())
    return place


def a_listing(
    place: Place | None = None, *, precision: str = Precision.SCHOOL, at: dt.datetime = AT, **fields: Any
) -> Listing:
    """A place shown to the public: introduction, venue at `precision` and contact were agreed to by word of mouth."""
    place = place or a_place(**fields)
    answers = [
        Answer(group, agreed=True, how=AgreedHow.ORAL, agreed_on=at.date(), precision=exactly)
        for group, exactly in (
            (FieldGroup.INTRODUCTION, ""),
            (FieldGroup.VENUE, precision),
            (FieldGroup.CONTACT, ""),
        )
    ]
    return publish_place(place=place, answers=answers, by=None, at=at)
