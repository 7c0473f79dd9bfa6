"""A city with something unmistakable in every private field of every row, to be looked for where it must not be.

A NEW FIELD is private, and planted, until it is named in PUBLIC. A NEW TABLE wants a row in `a_city_with_secrets`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models, transaction

from directory.areas.actions import publish_areas
from directory.areas.models import Handover, Population
from directory.counts.closing import close_year
from directory.counts.models import ClosedYear, SurveyJudgement, YearEvent
from directory.groups.models import Group
from directory.imports.models import Import, Sender, SourceRow, Upload, UploadRow
from directory.opendata.archive import archive_year
from directory.pages.loading import load_pages
from directory.places.actions import check_place, end_place, except_day, pause_place
from directory.places.models import Kind, ListingPhoto, Photo, Place, Suspension, Synonym
from directory.places.photo_files import keep_files, publish_files
from directory.places.publishing import Answer as Consented
from directory.places.publishing import publish_place, refresh_listing, venue_asked_about, withdraw_place
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import Activity, AgreedHow, CheckedHow, FieldGroup, PauseReason, Precision
from directory.rounds.models import Answer, Invitation, Round, WrongCode, YearlyReport
from directory.startup.actions import record_grant
from directory.visits.models import Treasure, Visit
from directory.workbench.drafts.models import Draft
from kayoiba.accounts.models import SignInFailure, User
from tests.factories.people import a_person
from tests.factories.photos import a_photo
from tests.factories.pictures import PHONE_SAYS, a_picture
from tests.factories.places import AT, TODAY, a_district, a_municipality, a_place, a_school, a_town
from tests.factories.proposals import a_correction

PUBLIC_COPY = re.compile(r"directory_(listing|listing[a-z]+|published[a-z]+)")


def fields(names: str) -> set[str]:
    return set(names.split())


INTRODUCTION = fields(
    "name reading sort_key alias introduction menu activities schedule_text target reach reach_note conditions capacity"
    " signup signup_note fee fee_amount bring newcomers_welcome visit_welcome men_welcome children_welcome food_served"
    " food_allowed transport parking wheelchair step_free handrail western_toilet chairs air_conditioning"
)
CONTACT = fields("contact_name contact_phone contact_hours contact_email url")
VENUE = fields("venue_name address building directions lat lng")
PUBLIC = {
    "Municipality": fields("name kana"),
    "District": fields("name kana position contact_name contact_phone contact_hours"),
    "SchoolDistrict": fields("name kana"),
    "Kind": fields("name position"),
    "MeetingRule": fields("position weekdays days weeks months except_days start end anchor valid_from valid_to"),
    "MeetingException": fields("date meets start end note"),
    "Synonym": fields("word also"),
    "Pause": fields("from_date until reason note continues"),
    "Check": fields("checked_on how"),  # by whom: the role alone
    "ListedPeriod": fields("from_date"),
    "Group": fields("name"),
    "Town": fields("name kana lat lng"),
    "ClosedYear": fields("fiscal_year as_of source closed_at"),
    "ClosedRow": fields("figure district district_name amount"),
}
PHOTO = fields("public_key alternative width height")
"""Of a photograph that was agreed to; of every other nothing."""
# What the database or the actions would not bear, or what decides what is shown and must stay as it is.
KEPT = {
    "Municipality.code",
    "District.slug",
    "SchoolDistrict.code",
    "SchoolDistrict.valid_from",
    "SchoolDistrict.valid_to",
    "Assignment.until",
    "Consent.field_group",
    "Consent.precision",
    "Consent.agreed_on",
    "KnownPeriod.until",
    "ListedPeriod.until",
    "Pause.from_date",
    "Pause.until",
    "MeetingRule.weekdays",
    "MeetingRule.days",
    "Place.number",
    "Place.activities",
    "Place.other_activities",
    "Place.removed_at",
    "SourceRow.kind",
    "Visit.planned_on",
    "Visit.visited_on",
    "Visit.found",
    "Answer.state",
    "Answer.settled_at",
    "YearlyReport.participants",
    "Suspension.from_date",
    "Suspension.resumed_on",
    "Grant.fiscal_year",
    "ClosedYear.reopened_at",
    "User.role",
    "User.left_at",
}
OLD_YEARS = tuple(f"{year}{mark}" for year in range(1801, 1806) for mark in "年-/")


@dataclass
class City:
    """Places in every state between open and private; for each the fields that were agreed to."""

    agreed: dict[int, set[str]] = field(default_factory=dict)
    pictured: set[int] = field(default_factory=set)
    plants: dict[str, str] = field(default_factory=dict)

    def shown(self, row: models.Model) -> set[str]:
        """What of a row the public may see."""
        if isinstance(row, Place):
            return self.agreed.get(row.pk, set())
        if isinstance(row, Photo):
            return PHOTO if row.place_id in self.pictured else set()
        place_id = _place_of(row)
        return PUBLIC.get(type(row).__name__, set()) if place_id is None or place_id in self.agreed else set()


def _place_of(row: models.Model) -> int | None:
    """The place a row speaks of: its own, or the only one of a group or town."""
    if isinstance(row, Group):
        return row.places.get().pk
    if type(row).__name__ == "Town":
        place = row.places.get()
        exact = place.consents.filter(precision__in=[Precision.ADDRESS, Precision.TOWN]).exists()
        return place.pk if exact else -1
    return getattr(row, "place_id", None)


def a_full_place(name: str) -> Place:
    town = a_town(f"{name}の町", kana="まち", lat=34.6, lng=133.7, district=a_district())
    place = a_place(
        name,
        district=a_district(),
        school_district=a_school(district=a_district()),
        town=town,
        group=Group.objects.create(name=f"{name}の団体"),
        kinds=Kind.objects.all(),
        rules=[Rule(weekdays=("Tu",), start=dt.time(10))],
        activities=[Activity.TEA],
        lat=34.61,
        lng=133.71,
        started_on=dt.date(2011, 5, 1),
        capacity=20,
        fee_amount=100,
        contact_phone="086-000-0000",
    )
    person = a_person()
    check_place(place=place, how=CheckedHow.VISIT, on=TODAY, by=person, at=AT)
    except_day(place=place, day=OneDay(TODAY, meets=False), by=person, at=AT)
    record_grant(place=place, fiscal_year=2026, status="decided", decided_on=TODAY, amount=5000, by=person, at=AT)
    origin = Import.objects.create(municipality=a_municipality(), file_name="一覧.csv", sheets=[], at=AT, by=person)
    SourceRow.objects.create(origin=origin, place=place, kind="place", number=2, signature="a", digest=name, cells=[])
    keep_at_the_workbench(place, person)
    return place


def keep_at_the_workbench(place: Place, person: User) -> None:
    """What staff write around a place: none of it is anybody else's to see."""
    visit = {"place": place, "user": person, "visited_on": TODAY, "found": Visit.Found.AS_LISTED}
    Visit.objects.create(request_id=uuid4(), note="おはなし", forget_on=TODAY, **visit)
    Treasure.objects.create(
        kind="person", text="名人", place=place, noted_on=TODAY, request_id=uuid4(), forget_on=TODAY
    )
    a_round, _ = Round.objects.get_or_create(fiscal_year=2026, defaults={"opened_on": TODAY, "answer_by": TODAY})
    invitation = Invitation.objects.create(round=a_round, place=place)
    Answer.objects.create(invitation=invitation, request_id=uuid4(), channel="paper", received_at=AT)
    YearlyReport.objects.create(place=place, fiscal_year=2026, helpers=3)
    SurveyJudgement.objects.create(place=place, fiscal_year=2026, counts=False, by=person, at=AT)
    Draft.objects.create(user=person, form=f"place-{place.pk}", saved_at=AT)
    sender = Sender.objects.create(name=f"一覧の持ち主{place.pk}")
    sent = {"sender": sender, "municipality": a_municipality(), "file_name": "一覧.csv", "by": person, "at": AT}
    upload = Upload.objects.create(beat_at=AT, content=b"list", request_id=uuid4(), **sent)
    UploadRow.objects.create(upload=upload, position=1, number=2, outcome="created", place=place)
    Handover.objects.create(giver=person, taker=a_person(), on=TODAY, request_id=uuid4(), at=AT)
    Suspension.objects.create(from_date=TODAY, reason=PauseReason.DISASTER, request_id=uuid4(), by=person)
    a_photo(place, by=person)


def publish(city: City, place: Place, *, precision: str = "", contact: bool = False, photo: bool = False) -> None:
    agreed = {FieldGroup.INTRODUCTION: True, FieldGroup.VENUE: bool(precision), FieldGroup.CONTACT: contact}
    agreed[FieldGroup.PHOTO] = photo
    answers = [
        Consented(group, agreed=yes, how=AgreedHow.ORAL, agreed_on=TODAY, agreed_by="世話人", precision=exactly)
        for group, yes in agreed.items()
        for exactly in [precision if group == FieldGroup.VENUE else ""]
    ]
    photos = [kept.key for kept in place.photos.all()]
    publish_place(place=place, answers=answers, photos=photos, by=a_person(), at=AT)
    exactly = VENUE if precision == Precision.ADDRESS else set()
    city.agreed[place.pk] = INTRODUCTION | exactly | (CONTACT if contact else set())
    city.pictured |= {place.pk} if photo else set()


def keep_the_venue(place: Place) -> None:
    """The venue, with what was planted in it, is the one that was agreed to."""
    for consent in place.consents.exclude(precision=""):
        consent.venue = venue_asked_about(place, consent.precision)
        consent.save(update_fields=["venue"])


def keep_the_files(city: City) -> None:
    """Every photograph by the name that was planted, taken by a phone that says much; copies of what is shown."""
    city.plants[PHONE_SAYS.decode()] = "the file of a photograph"
    for photo in Photo.objects.all():
        keep_files(photo.key, a_picture(photo.width % 2000, photo.height % 2000))
    shown = ListingPhoto.objects.values_list("key", flat=True)
    publish_files(Photo.objects.filter(public_key__in=shown).values_list("key", "public_key"))


def tables():
    """Every table that holds more than a copy: the public one, or that of a trigger."""
    for label in ("accounts", "directory", "pantry"):
        for model in apps.get_app_config(label).get_models():
            is_copy = PUBLIC_COPY.fullmatch(model._meta.db_table) or hasattr(model, "pgh_tracked_model")
            if model._meta.managed and not is_copy:
                yield model


def plant(city: City) -> None:
    """Write something unmistakable into every private field of every row, past all actions."""
    numbers = count(1)
    for model in tables():
        rows = {row: city.shown(row) for row in model.objects.all()}
        assert rows, f"{model.__name__} has no row that could hold a secret"
        for row, shown in rows.items():
            secrets = {column.name: sown(column, next(numbers)) for column in private_columns(model, shown)}
            write(row, {name: value for name, (value, *_) in secrets.items()})
            for name, (_, *marks) in secrets.items():
                city.plants.update(dict.fromkeys(marks, f"{model.__name__}.{name}"))


def private_columns(model: type[models.Model], shown: set[str]) -> Iterator[models.Field]:
    """Yes and no, and times of day, are too common to be recognised."""
    common = models.BooleanField | models.TimeField
    for column in model._meta.concrete_fields:
        steers = column.primary_key or column.is_relation or f"{model.__name__}.{column.name}" in KEPT
        if not (steers or column.name in shown or isinstance(column, common)):
            yield column


def write(row: models.Model, secrets: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**secrets)
    except DatabaseError as error:
        pytest.fail(f"A field of {type(row).__name__} bears no plant; is it public, or to be KEPT? {error}")


def sown(column: models.Field, number: int) -> tuple[Any, ...]:
    """A value for the column, then the ways it might be printed."""
    mark = f"zq{number:04}x"
    day = dt.date(1801, 1, 1) + dt.timedelta(days=number)
    match column:
        case models.DateTimeField():
            return dt.datetime.combine(day, dt.time(3), dt.UTC), *OLD_YEARS
        case models.DateField():
            return day, *OLD_YEARS
        case models.SmallIntegerField():
            return 31_000 + number % 1000, str(31_000 + number % 1000)
        case models.IntegerField():
            return 770_000_000 + number, str(770_000_000 + number), f"{770_000_000 + number:,}"
        case models.UUIDField():
            return (value := UUID(int=number)), str(value)
        case models.FloatField():
            return 10 + number / 100_000, f"{10 + number / 100_000:.4f}"[:-1]
        case models.GenericIPAddressField():
            return f"203.0.113.{number % 256}", "203.0.113."
        case models.BinaryField():
            return mark.encode(), mark
        case models.JSONField():
            return {mark: mark}, mark
        case ArrayField():
            value, *marks = sown(column.base_field, number)
            return [value], *marks
        case models.CharField() | models.TextField():
            return mark[: column.max_length], mark[: column.max_length]
    return pytest.fail(f"Teach this test how a secret is planted in a {type(column).__name__}.")


def a_city_with_secrets() -> City:
    Kind.objects.create(slug="salon", name="ふれあいサロン", position=1, national_activity="tea")
    Population.objects.create(date=TODAY, total=100, aged_65=30, aged_75=15, households=40, source="台帳")
    SignInFailure.objects.create(username="だれか", at=AT)
    WrongCode.objects.create(mark="どこか", at=AT)
    Synonym.objects.create(word="さろん", also="おちゃ会")
    a_person("coordinator", a_district())
    city = City()
    publish(city, a_full_place("ぜんぶよい会"), precision=Precision.ADDRESS, contact=True, photo=True)
    publish(city, a_full_place("町名までの会"), precision=Precision.TOWN)
    publish(city, a_full_place("個人宅の会"), precision=Precision.SCHOOL)
    publish(city, a_full_place("名前だけの会"))
    paused = a_full_place("休みの会")
    publish(city, paused, precision=Precision.SCHOOL)
    a_correction(paused, sender_name="だれか", sender_contact="a@example.jp")
    hidden, withdrawn, ended = (a_full_place(f"{state}会") for state in ("のせない", "おろした", "おわった"))
    publish(city, withdrawn, precision=Precision.ADDRESS, contact=True, photo=True)
    publish(city, ended, precision=Precision.ADDRESS, contact=True, photo=True)
    for place in (paused, hidden):
        pause_place(place=place, from_date=TODAY, until=None, reason=PauseReason.OTHER, by=None, at=AT)
    withdraw_place(place=withdrawn, reason="頼まれた", by=None, at=AT)
    end_place(place=ended, on=TODAY, reason="解散", by=None, at=AT)
    YearEvent.objects.create(on=TODAY, words="水害")
    close_year(fiscal_year=2025, by=None, at=AT)
    del city.agreed[withdrawn.pk], city.agreed[ended.pk]
    city.pictured -= {withdrawn.pk, ended.pk}
    plant(city)
    for place in Place.objects.filter(pk__in=city.agreed):
        keep_the_venue(place)
        refresh_listing(place, at=AT)
    keep_the_files(city)
    publish_areas(municipality=a_municipality(), on=TODAY)
    load_pages(a_municipality(), at=AT)
    archive_year(closing=ClosedYear.objects.get(), root="http://testserver", by=None, at=AT)
    return city
