"""What the city decides about its figures."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from directory.counts.models import SurveyJudgement
from directory.places.models import Place
from kayoiba.accounts import audit
from kayoiba.accounts.models import User


@transaction.atomic
def judge_places(
    *, places: Iterable[Place], fiscal_year: int, counts: bool, reason: str, by: User | None, at: dt.datetime
) -> list[Place]:
    """Write down whether they count in the national survey from that year on; returns those that were judged anew.

    A judgement equal to what holds already writes nothing, so a button pressed twice is one judgement. Why is kept of
    those that do not count.
    """
    reason = "" if counts else reason
    claimed = Place.objects.filter(pk__in=[place.pk for place in places]).order_by("pk").select_for_update()
    holding = {told.place_id: told for told in SurveyJudgement.objects.holding(fiscal_year).filter(place__in=claimed)}
    judged = [place for place in claimed if not _says(holding.get(place.pk), counts, reason)]
    SurveyJudgement.objects.bulk_create(
        (
            SurveyJudgement(place=place, fiscal_year=fiscal_year, counts=counts, reason=reason, by=by, at=at)
            for place in judged
        ),
        update_conflicts=True,
        unique_fields=["place", "fiscal_year"],
        update_fields=["counts", "reason", "by", "at"],
    )
    audit.record_all("place.judged", judged, by=by, at=at, year=fiscal_year, counts=counts, why=reason)
    return judged


def _says(told: SurveyJudgement | None, counts: bool, reason: str) -> bool:
    return told is not None and (told.counts, told.reason) == (counts, reason)
