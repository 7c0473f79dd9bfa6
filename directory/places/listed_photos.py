"""Photographs in the public copy: those that the people of the place agreed to, as copies, and none besides.

The rows change with the transaction, the files when it is certain: what is taken down cannot be fetched from then on.
"""

import secrets
from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.db import transaction

from directory.places.models import ListingPhoto, Place
from directory.places.photo_files import publish_files, withdraw_files


def agree_to_photos(place: Place, keys: Collection[UUID]) -> None:
    """These photographs may be shown, and no others of the place; one that comes later has to be asked about."""
    place.photos.exclude(key__in=keys).update(public_key="")
    for photo in place.photos.filter(key__in=keys, public_key=""):
        photo.public_key = secrets.token_urlsafe(32)
        photo.save(update_fields=["public_key"])


def show_photos(place: Place, *, agreed: bool) -> None:
    """Bring the public rows of a listed place to what may be shown; without a consent nothing may."""
    photos = list(place.photos.exclude(public_key="").in_order()) if agreed else []
    _take_down(place, but=[photo.public_key for photo in photos])
    ListingPhoto.objects.bulk_create(
        [
            ListingPhoto(
                key=photo.public_key,
                listing_id=place.number,
                position=position,
                alternative=photo.alternative,
                width=photo.width,
                height=photo.height,
            )
            for position, photo in enumerate(photos)
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["position", "alternative"],
    )
    if photos:
        pairs = [(photo.key, photo.public_key) for photo in photos]
        transaction.on_commit(partial(publish_files, pairs), robust=True)


def hide_photos(place: Place) -> None:
    """Nothing of the place is shown any more: to be shown again, every photograph has to be asked about."""
    place.photos.update(public_key="")
    _take_down(place)


def _take_down(place: Place, but: Collection[str] = ()) -> None:
    gone = list(ListingPhoto.objects.filter(listing=place.number).exclude(key__in=but).values_list("key", flat=True))
    if gone:
        ListingPhoto.objects.filter(key__in=gone).delete()
        transaction.on_commit(partial(withdraw_files, gone), robust=True)
