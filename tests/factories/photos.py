"""Photographs of a place, added by the same action that people use."""

from typing import Any

from directory.places.models import Listing, Photo, Place
from directory.places.photos import add_photo
from directory.places.publishing import Answer, publish_place
from directory.places.vocabulary import AgreedHow, FieldGroup
from tests.factories.pictures import a_picture
from tests.factories.places import AT, TODAY


def a_photo(place: Place, alternative: str = "体操をする人たち", **fields: Any) -> Photo:
    """For staff: it may not be shown unless `show` says so."""
    kept = {"picture": a_picture(), "by": None, "at": AT, **fields}
    return add_photo(place=place, alternative=alternative, **kept)


def show(*photos: Photo) -> Listing | None:
    """The people of their place agree to these photographs."""
    place = photos[0].place
    answers = [
        Answer(group, agreed=True, how=AgreedHow.ORAL, agreed_on=TODAY)
        for group in (FieldGroup.INTRODUCTION, FieldGroup.PHOTO)
    ]
    return publish_place(place=place, answers=answers, photos=[photo.key for photo in photos], by=None, at=AT)
