"""Builds the sample city from its histories, through the same actions that people use, day by day."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from random import Random

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from directory.areas.actions import publish_areas
from directory.areas.loading import load_reference_areas, load_school_districts
from directory.areas.models import District, SchoolDistrict, Town
from directory.groups.models import Group
from directory.pages.loading import load_pages
from directory.places import actions
from directory.places.loading import load_kinds, load_synonyms
from directory.places.models import Kind, Place
from directory.places.publishing import Answer, publish_place, withdraw_place
from directory.places.schedule import Rule
from directory.places.vocabulary import CheckedHow, FieldGroup
from directory.startup.actions import record_grant
from kayoiba.accounts.models import User
from kayoiba.demo.days import plan_days
from kayoiba.demo.events import remember
from kayoiba.demo.histories import histories
from kayoiba.demo.past import date_history, happening, morning
from kayoiba.demo.people import SampleGroup, SamplePlace
from kayoiba.demo.populations import load_populations
from kayoiba.demo.proposals import tell_us
from kayoiba.demo.records import History
from kayoiba.demo.reports import tell_of_years
from kayoiba.demo.staff import build_staff
from kayoiba.demo.survey import judge
from kayoiba.demo.work import ask_operators, go_about

SCHOOLS = settings.BASE_DIR / "fixtures" / "samples" / "school_districts.csv"
CONTACTS = {
    "kurashiki": "生活支援コーディネーター（本所）",
    "mizushima": "生活支援コーディネーター（水島事務所）",
    "kojima": "生活支援コーディネーター（児島事務所）",
    "tamashima": "生活支援コーディネーター（玉島事務所）",
    "funao": "生活支援コーディネーター（玉島事務所）",
    "mabi": "生活支援コーディネーター（真備事務所）",
}

Change = tuple[dt.date, int, Callable[..., object]]
"""A day, the order within that day, and an action that still wants `by` and `at`."""


@transaction.atomic
def build_city(*, at: dt.datetime) -> int:
    """Make areas, people and every place with its past; returns how many places. The database must be empty."""
    today = timezone.localdate(at)
    city = load_reference_areas(settings.MUNICIPALITY, on=today)
    city.is_sample = True
    city.save(update_fields=["is_sample"])
    load_kinds()
    load_synonyms()
    load_pages(city, at=at)
    for number, district in enumerate(District.objects.order_by("position"), start=1):
        district.contact_name = CONTACTS[district.slug]
        district.contact_phone = f"086-000-00{number:02}"
        district.contact_hours = "平日 午前8時30分〜午後5時15分"
        district.save(update_fields=["contact_name", "contact_phone", "contact_hours"])
    load_school_districts(SCHOOLS, on=today)
    load_populations()
    publish_areas(municipality=city, on=today)
    staff = build_staff(at=at)
    builder = Builder(staff, today)
    told = [(history, builder.build(history)) for history in histories()]
    tell_of_years(told)
    date_history()
    people = {person.username: person for person in User.objects.all()}
    remember(staff, lead=people["lead"])
    judge(told, office=people["office"])
    tell_us(staff, at=at)
    go_about(staff, at=at)
    ask_operators(staff, at=at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner knows nothing yet of so many rows, and counts would take minutes
    return Place.objects.count()


class Builder:
    """Writes places down, with the areas, kinds and groups they name looked up once."""

    def __init__(self, writers: dict[str, User], today: dt.date):
        self.writers = writers
        self.today = today
        self.rng = Random(1)

    districts = cached_property(lambda self: {row.slug: row for row in District.objects.all()})
    schools = cached_property(lambda self: {row.code: row for row in SchoolDistrict.objects.all()})
    towns = cached_property(lambda self: {row.name: row for row in Town.objects.all()})
    kinds = cached_property(lambda self: {row.slug: row for row in Kind.objects.all()})

    def build(self, history: History) -> Place:
        """Register the place on the day it became known, then let everything happen to it in order."""
        first = history.areas[0]
        sample = history.place
        with happening(morning(first.from_date)) as at:
            place = actions.register_place(
                **sample.place_fields(),
                known_from=first.from_date,
                district=self.districts.get(first.district),
                school_district=self.schools.get(first.school),
                town=self.towns.get(sample.town),
                group=self.group(sample.group),
                kinds=[self.kinds[slug] for slug in sample.kinds],
                rules=[Rule.from_json(rule) for rule in sample.rules],
                notes=f"集まるのは{sample.people}人ほど" if sample.people else "",
                by=self.writers.get(first.district),
                at=at,
            )
        for day, _, change in sorted(self.changes(history), key=lambda change: change[:2]):
            by = self.writers.get(place.district.slug) if place.district else None
            with happening(morning(day)) as at:
                change(place=place, by=by, at=at)
        return place

    def group(self, sample: SampleGroup | None) -> Group | None:
        if sample is None:
            return None
        people = {"representative": sample.representative, "phone": sample.phone}
        return Group.objects.get_or_create(name=sample.name, defaults=people)[0]

    def changes(self, history: History) -> Iterator[Change]:
        """What happened after the first day, in no order. On one day: comes back, moves, …, is withdrawn, ends."""
        for period in history.known[1:]:
            yield period.from_date, 0, partial(actions.bring_back_place, on=period.from_date)
        for area in history.areas[1:]:
            district, school = self.districts.get(area.district), self.schools.get(area.school)
            move = partial(actions.place_in, district=district, school_district=school, from_date=area.from_date)
            yield area.from_date, 1, move
        for pause in history.pauses:
            take_a_rest = partial(
                actions.pause_place, from_date=pause.from_date, until=pause.until, reason=pause.reason
            )
            yield pause.from_date, 2, take_a_rest
        for grant in history.grants:
            day = grant.decided_on or dt.date(grant.fiscal_year, 4, 10)
            yield min(day, self.today), 3, partial(record_grant, **vars(grant))
        for listed in history.listed:
            agreed_on = min(history.consented_on or listed.from_date, listed.from_date)
            yield listed.from_date, 4, partial(publish_place, answers=answers(history.place, agreed_on))
            if listed.until:
                yield listed.until, 5, partial(withdraw_place, reason=listed.reason)
        yield from self.checks(history)
        for day in plan_days(history, self.today):
            yield self.today, 5, partial(actions.except_day, day=day)
        for period in history.known:
            if period.until:
                yield period.until, 6, partial(actions.end_place, on=period.until, reason=period.reason)

    def checks(self, history: History) -> Iterator[Change]:
        """Most listed places were checked in the last year, some longer ago, a few never."""
        if not history.listed_on(self.today) or self.rng.random() < 0.1:
            return
        day = self.today - dt.timedelta(days=self.rng.choice((20, 60, 120, 200, 300, 430)) + self.rng.randint(0, 30))
        how = self.rng.choice((CheckedHow.VISIT, CheckedHow.VISIT, CheckedHow.PHONE, CheckedHow.OPERATOR))
        if day > history.known[-1].from_date:
            yield day, 5, partial(actions.check_place, how=how, on=day)


def answers(place: SamplePlace, agreed_on: dt.date) -> list[Answer]:
    """What the people of a sample place said when they were asked."""
    said = partial(Answer, how=place.consent_how, agreed_on=agreed_on, agreed_by="世話人")
    return [
        said(FieldGroup.INTRODUCTION, agreed=True),
        said(FieldGroup.VENUE, agreed=bool(place.precision), precision=place.precision),
        said(FieldGroup.CONTACT, agreed=place.shows_contact),
    ]
