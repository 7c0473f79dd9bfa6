"""What passes from one member of staff to another, for whoever may see it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from directory.areas.models import Assignment, Handover
from directory.places.models import Place
from directory.proposals.models import Proposal
from directory.rounds.models import Answer
from directory.visits.models import Treasure, Visit
from directory.workbench.queries import places_of
from kayoiba.accounts.models import User, UserQuerySet
from kayoiba.accounts.roles import Can

TREASURES_SHOWN = 30
OLDEST_SHOWN = 10
SHOWN_FOR = dt.timedelta(days=60)
"""So long before and after its day a handover stands on the board of the two it is about."""


def passing_assignments(giver: User, *, on: dt.date) -> QuerySet[Assignment]:
    """What `giver` looks after with no end in sight when the day comes."""
    still_open = giver.assignments.filter(until__isnull=True, from_date__lte=on)
    return still_open.select_related("district", "user").order_by("district__position")


def takers(giver: User) -> UserQuerySet:
    """Who may take over: at work, and allowed to write down places; those everywhere at home last."""
    return User.objects.who_may(Can.PLACE_WRITE).exclude(pk=giver.pk).order_by("role", "name", "pk")


def handovers_of(user: User) -> QuerySet[Handover]:
    """Those `user` may read: one's own; whoever manages people reads all."""
    handovers = Handover.objects.select_related("giver", "taker").order_by("-on", "-pk")
    if user.may(Can.PEOPLE_MANAGE):
        return handovers
    return handovers.filter(Q(giver=user) | Q(taker=user))


def handovers_about(person: User) -> QuerySet[Handover]:
    return Handover.objects.filter(Q(giver=person) | Q(taker=person)).select_related("giver", "taker").order_by("-on")


def near(user: User, *, on: dt.date) -> QuerySet[Handover]:
    """The handovers `user` is part of whose day is near."""
    around = {"on__gte": on - SHOWN_FOR, "on__lte": on + SHOWN_FOR}
    return handovers_about(user).filter(called_off_at__isnull=True, **around).prefetch_related("districts")


def counts_of(giver: User, *, on: dt.date) -> dict[str, int]:
    """How much would pass, for the person who decides: places, visits and what waits."""
    districts = passing_assignments(giver, on=on).values("district")
    places = Place.objects.known_on(timezone.localdate()).filter(district__in=districts)
    visits = Visit.objects.still_open().filter(user=giver, planned_on__gte=on, place__district__in=districts)
    told = Proposal.objects.filter(Q(place__district__in=districts) | Q(district__in=districts))
    return {
        "places": places.count(),
        "visits": visits.count(),
        "told": told.filter(state=Proposal.State.WAITING).count(),
    }


@dataclass(frozen=True)
class Sheet:
    """引き継ぎ書: the state of the districts, of what the reader looks after on that day and no more.

    What was planned, told and noted is there for whoever may write about the places, and for nobody else (None).
    """

    numbers: dict[str, int]
    oldest: list[Place]
    paused: list[Place]
    work: "Work | None"


@dataclass(frozen=True)
class Work:
    visits: list[Visit]
    told: list[Proposal]
    answers: list[Answer]
    treasures: list[Treasure]


def sheet(handover: Handover, reader: User, *, on: dt.date) -> Sheet:
    districts = handover.districts.all()
    places = places_of(reader, on=on).filter(is_known=True, district__in=districts)
    stale = places.filter(is_stale=True).order_by(F("last_checked").asc(nulls_first=True), "sort_key", "pk")
    return Sheet(
        numbers=_numbers(places),
        oldest=list(stale[:OLDEST_SHOWN]),
        paused=list(places.filter(is_paused=True).order_by("sort_key", "pk")),
        work=_work(districts, reader) if reader.may(Can.PLACE_WRITE) else None,
    )


def _work(districts: QuerySet[Any], reader: User) -> Work:
    here, of_a_place = Q(district__in=districts), Q(place__district__in=districts)
    told = Proposal.objects.in_care_of(reader).filter(state=Proposal.State.WAITING).select_related("place")
    found = Treasure.objects.in_care_of(reader).filter(here | of_a_place).select_related("place")
    visits = Visit.objects.in_care_of(reader).still_open().filter(of_a_place)
    answers = Answer.objects.in_care_of(reader).waiting().filter(invitation__place__district__in=districts)
    return Work(
        visits=list(visits.select_related("place", "user").order_by("planned_on", "pk")),
        told=list(told.filter(here | of_a_place).order_by("sent_at")),
        answers=list(answers.select_related("invitation__place").order_by("received_at")),
        treasures=list(found.order_by("-noted_on", "-pk")[:TREASURES_SHOWN]),
    )


def _numbers(places: QuerySet[Any]) -> dict[str, int]:
    return places.aggregate(
        known=Count("pk"),
        listed=Count("pk", filter=Q(is_listed=True)),
        paused=Count("pk", filter=Q(is_paused=True)),
        stale=Count("pk", filter=Q(is_stale=True)),
    )
