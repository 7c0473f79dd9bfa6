"""What happens to the photographs of a place: added, described, brought forward, taken away.

Only publishing shows one to the public; taking it away takes its copies from them too.
"""

import datetime as dt
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from directory.places.models import Photo, Place
from directory.places.photo_files import drop_files, keep_files
from directory.places.publishing import refresh_listing
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools.pictures import Picture

MOST = 10
"""Photographs of a place: a page with more loads too long on a phone."""


class TooManyPhotos(Exception):
    """The place has as many photographs as it can have."""


@transaction.atomic
def add_photo(
    *,
    place: Place,
    picture: Picture,
    alternative: str,
    by: User | None,
    at: dt.datetime,
    key: UUID | None = None,
) -> Photo:
    """Keep a photograph as the place's last; sent again with the same `key`, it is the one there is.

    Raises TooManyPhotos.
    """
    place.claim()
    known = Photo.objects.filter(key=key).first() if key else None
    if known and known.place_id == place.pk:
        return known
    last = place.photos.in_order().last()
    if place.photos.count() >= MOST:
        raise TooManyPhotos
    photo = Photo(
        place=place,
        key=uuid4() if known or not key else key,  # that of another place's photograph is no name for this one
        position=last.position + 1 if last else 0,
        alternative=alternative,
        width=picture.width,
        height=picture.height,
        added_at=at,
        added_by=by,
    )
    keep_files(photo.key, picture)
    photo.save()
    audit.record("place.photo_added", place, by=by, at=at)
    return photo


@transaction.atomic
def describe_photo(*, photo: Photo, alternative: str, by: User | None, at: dt.datetime) -> None:
    """Say what is on it, for those who do not see it; the same words leave no trace."""
    place = _claim(photo)
    if place.photos.filter(pk=photo.pk).exclude(alternative=alternative).update(alternative=alternative):
        audit.record("place.photo_described", place, by=by, at=at)
        refresh_listing(place, at=at)


@transaction.atomic
def bring_forward(*, photo: Photo, by: User | None, at: dt.datetime) -> None:
    """Show it one place earlier; the first stays where it is."""
    place = _claim(photo)
    photos = list(place.photos.in_order())
    if photo not in photos[1:]:
        return
    index = photos.index(photo)
    photos[index - 1 : index + 1] = photos[index], photos[index - 1]
    for position, one in enumerate(photos):
        one.position = position
    Photo.objects.bulk_update(photos, ["position"])
    audit.record("place.photos_ordered", place, by=by, at=at)
    refresh_listing(place, at=at)


@transaction.atomic
def drop_photo(*, photo: Photo, by: User | None, at: dt.datetime) -> None:
    """Take it away for good, from the public too; its files go when that is certain."""
    place = _claim(photo)
    if place.photos.filter(pk=photo.pk).delete()[0]:
        transaction.on_commit(partial(drop_files, [photo.key]), robust=True)
        audit.record("place.photo_dropped", place, by=by, at=at)
        refresh_listing(place, at=at)


def _claim(photo: Photo) -> Place:
    photo.place.claim()
    return photo.place
