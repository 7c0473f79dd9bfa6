"""The rows of the survey, in a fixed number of queries whatever the size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from directory.areas.models import Assignment
from directory.counts.breakdowns import BREAKDOWNS
from directory.counts.figures import KNOWN, NATIONAL, Year
from directory.counts.figures.figure import report_alias, report_of
from directory.counts.figures.national import run_by_residents
from directory.counts.figures.participants import everybody
from directory.counts.figures.places import subsidised
from directory.counts.models import Stay, SurveyJudgement
from directory.counts.survey.months import Month, times_met
from directory.counts.survey.rows import Row
from directory.places.models import Check, MeetingException, MeetingRule, Pause, Place
from directory.places.schedule import OneDay, Rest, Rule
from directory.rounds.models import BY_SEX_AND_AGE
from kayoiba.accounts.models import User
from kayoiba.accounts.roles import Can

FREQUENCY = next(breakdown for breakdown in BREAKDOWNS if breakdown.key == "frequency")


def survey_rows(year: Year, month: Month) -> list[Row]:
    """Every place known on the year's day, by district and school district as they are in order, then by reading."""
    stays = list(_stays(year))
    places = [stay.place_id for stay in stays]
    judged = {told.place_id: told for told in SurveyJudgement.objects.holding(year.number).filter(place__in=places)}
    met = _times_met(places, month)
    return [Row(stay, judged.get(stay.place_id), met[stay.place_id]) for stay in stays]


def _stays(year: Year) -> QuerySet[Stay]:
    """What counts is what the figure counts."""
    report = f"{report_alias(year)}__"
    checks = Check.objects.filter(place=OuterRef("place"), checked_on__lte=year.day).order_by("-checked_on")
    stays = Stay.objects.filter(KNOWN.source.behind(year)).annotate(**report_of(year) | NATIONAL.source.joins(year))
    stays = stays.annotate(
        band=FREQUENCY.of(year),
        everybody=everybody(report),
        **{name: F(f"{report}{name}") for name in BY_SEX_AND_AGE},
        last_checked=Subquery(checks.values("checked_on")[:1]),
        counts=_whether(NATIONAL.source.behind(year)),
        subsidised=_whether(subsidised(year)),
        by_residents=_whether(run_by_residents(year)),
    )
    by_school = (F("school_district__code").asc(nulls_last=True), "place__sort_key", "place")
    by_area = (F("district__position").asc(nulls_last=True), *by_school)
    return stays.select_related("place", "district", "school_district").order_by(*by_area)


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False)


def _times_met(places: Iterable[int], month: Month) -> dict[int, int | None]:
    rules, apart, rests = (defaultdict[int, list[Any]](list) for _ in range(3))
    for rule in MeetingRule.objects.filter(place__in=places).order_by("position", "pk"):
        rules[rule.place_id].append(Rule.from_model(rule))
    for day in MeetingException.objects.filter(place__in=places, date__range=(month.first, month.last)):
        apart[day.place_id].append(OneDay.from_model(day))
    for pause in Pause.objects.touching(month.first, month.last).filter(place__in=places):
        rests[pause.place_id].append(Rest.from_model(pause))
    return {place: times_met(rules[place], apart[place], rests[place], month) for place in places}


def own_rows(user: User, rows: list[Row]) -> list[Row]:
    """Those whose names `user` may read."""
    if user.works_everywhere:
        return rows
    mine = set(Place.objects.in_care_of(user).values_list("pk", flat=True))
    return [row for row in rows if row.place.pk in mine]


def writers_of_districts(on: dt.date) -> dict[str, str]:
    """Who looks after each district and may write, by its slug: 「渡辺 みき・田中 けい」."""
    names = defaultdict[str, list[str]](list)
    rows = Assignment.objects.on(on).filter(user__in=User.objects.who_may(Can.PLACE_WRITE))
    for slug, name in rows.order_by("user__name", "user").values_list("district__slug", "user__name"):
        names[slug].append(name)
    return {slug: "・".join(theirs) for slug, theirs in names.items()}
