"""Who may read which names behind a number, and the periods they are from."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from directory.counts.models import Stay
from directory.places.models import KnownPeriod, ListedPeriod, Place
from kayoiba.accounts.models import User


def in_care_of(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows whose places `user` may open."""
    return rows if user.works_everywhere else rows.filter(place__in=Place.objects.in_care_of(user))


def periods_of(stays: Iterable[Stay]) -> Mapping[int, KnownPeriod | ListedPeriod]:
    """The whole periods that stays of one fact belong to, by `Stay.period`."""
    stays = list(stays)
    keys = [stay.period for stay in stays]
    if any(stay.fact == Stay.Fact.LISTED for stay in stays):
        return ListedPeriod.objects.in_bulk(keys)
    return KnownPeriod.objects.in_bulk(keys)
