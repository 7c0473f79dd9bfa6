"""The door to one place."""

from django.http import Http404

from directory.places.models import Place
from kayoiba.accounts.models import User


def own_place(user: User, pk: int) -> Place:
    """The place if `user` looks after it; what belongs to someone else is 404."""
    place = Place.objects.in_care_of(user).filter(pk=pk).first()
    if place is None:
        raise Http404
    return place
