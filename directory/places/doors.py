"""The door to one place, and to one of its photographs."""

from uuid import UUID

from django.http import Http404

from directory.places.models import Photo, Place
from kayoiba.accounts.models import User


def own_place(user: User, pk: int) -> Place:
    """The place if `user` looks after it; what belongs to someone else is 404."""
    place = Place.objects.in_care_of(user).filter(pk=pk).first()
    if place is None:
        raise Http404
    return place


def own_photo(user: User, key: UUID) -> Photo:
    """The photograph, with its place, if `user` looks after that."""
    mine = Place.objects.in_care_of(user)
    photo = Photo.objects.filter(key=key, place__in=mine).select_related("place").first()
    if photo is None:
        raise Http404
    return photo
