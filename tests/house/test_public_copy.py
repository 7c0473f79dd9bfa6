"""Nothing private can leak, proved twice: open pages ask the public copy alone, and what is planted in every private
field of every table appears in nothing that the public can fetch.

A NEW FIELD is private, and planted, until it is named in PUBLIC. A NEW TABLE wants a row in `a_city_with_secrets`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, product
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from directory.areas.actions import publish_areas
from directory.areas.models import Handover, Population
from directory.groups.models import Group
from directory.imports.models import Import, Sender, SourceRow, Upload, UploadRow
from directory.pages.loading import load_pages
from directory.pages.queries import PAGES
from directory.places.actions import check_place, end_place, except_day, pause_place
from directory.places.models import Kind, Listing, ListingPhoto, Photo, Place, Suspension, Synonym
from directory.places.photo_files import keep_files, publish_files
from directory.places.publishing import Answer as Consented
from directory.places.publishing import publish_place, refresh_listing, venue_asked_about, withdraw_place
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import Activity, AgreedHow, CheckedHow, FieldGroup, PauseReason, Precision
from directory.rounds.codes import lay_hashes, token_of
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
from tests.house.addresses import URLS
from tests.house.test_doors import is_open
from tests.kayoiba.tools.pdf_reading import text as pdf_text

PUBLIC_COPY = re.compile(r"directory_(listing|listing[a-z]+|published[a-z]+)")
NOT_OF_PLACES = {"home:ready", "demo:sign_in"}
"""Whether the migrations are applied, asked by machines; and who someone is, asked at the machine itself."""

BY_LINK = {"rounds:answer"}
"""Opens to the operator of one place what is asked of that place. `TestByLink` says how little that is."""


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
    "Suspension.from_date",
    "Suspension.resumed_on",
    "Grant.fiscal_year",
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


@pytest.fixture
def a_city_with_secrets(db) -> City:
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
    del city.agreed[withdrawn.pk], city.agreed[ended.pk]
    city.pictured -= {withdrawn.pk, ended.pk}
    plant(city)
    for place in Place.objects.filter(pk__in=city.agreed):
        keep_the_venue(place)
        refresh_listing(place, at=AT)
    keep_the_files(city)
    publish_areas(municipality=a_municipality(), on=TODAY)
    load_pages(a_municipality(), at=AT)
    return city


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


def open_addresses() -> list[str]:
    """Every address of a public module, of every place that ever was listed, and the search in all its ways."""
    numbers = Place.objects.filter(number__isnull=False).values_list("number", flat=True)
    things = {"number": [*numbers, 999_999], "slug": ["mabi", "kurashiki"], "page": list(PAGES), "size": [320, 1600]}
    things["photo_name"] = [*ListingPhoto.objects.values_list("key", flat=True), "x" * 43]
    addresses = []
    for name, (view, takes) in URLS.items():
        if is_open(view) and ".public" in view.__module__ and name not in NOT_OF_PLACES | BY_LINK:
            assert things.keys() >= set(takes), f"Teach this test what {name} takes."
            ways = product(*(things[taken] for taken in takes))
            addresses += [address(name, dict(zip(takes, way, strict=True))) for way in ways]
    asked = [{"district": "mabi"}, {"school": "m-01"}, {"day": "tue"}, {"time": "am"}, {"activity": "tea"}]
    asked += [
        {"date": f"{timezone.localdate():%Y-%m-%d}"},
        {"order": "next"},
        {"view": "map"},
        {"q": "会"},
        {"q": "ありません"},
        {"page": 9},
    ]
    asked += [{"q": "ありません", "date": f"{timezone.localdate():%Y-%m-%d}", "district": "mabi"}]
    return addresses + [f"{address('finder:places', {})}?{urlencode(ask)}" for ask in asked]


def address(name: str, takes: dict[str, Any]) -> str:
    return reverse(name, kwargs=takes)


def test_open_pages_ask_no_table_but_the_public_copy(client, a_city_with_secrets):
    all_tables = set(connection.introspection.table_names())

    asked = {}
    for page in open_addresses():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page)
        for query in queries:
            for table in all_tables & set(re.findall(r"\w+", query["sql"])):
                asked.setdefault(table, page)

    assert asked
    assert {table: page for table, page in asked.items() if not PUBLIC_COPY.fullmatch(table)} == {}


def test_nothing_planted_in_a_private_field_can_be_fetched(client, a_city_with_secrets):
    plants = {plant.lower(): name for plant, name in a_city_with_secrets.plants.items()}

    leaks = {}
    for page in open_addresses():
        answer = client.get(page)
        fetched = f"{answer.headers}{_read(answer)}".lower()
        leaks |= {(name, page): plant for plant, name in plants.items() if plant in fetched}

    assert len(plants) > 100
    assert leaks == {}


def _read(answer) -> str:
    kind = answer["Content-Type"]
    if kind == "application/pdf":
        return pdf_text(answer.content)
    return answer.content.decode("latin-1" if kind == "image/jpeg" else "utf-8")


def test_nothing_planted_in_a_private_field_can_be_searched_for(a_city_with_secrets):
    copies = "\n".join(Listing.objects.values_list("search_text", flat=True))

    assert [name for plant, name in a_city_with_secrets.plants.items() if plant.lower() in copies] == []


def test_what_was_agreed_to_is_there(client, a_city_with_secrets):
    names = client.get("/places/").content.decode()

    precisions = sorted(Listing.objects.values_list("precision", flat=True))
    assert precisions == ["", "address", "school", "school", "town"]
    for name in ("ぜんぶよい会", "町名までの会", "個人宅の会", "名前だけの会", "休みの会"):
        assert name in names
    for name in ("のせない会", "おろした会", "おわった会"):
        assert name not in names


def test_of_photographs_only_that_which_was_agreed_to_can_be_fetched(client, a_city_with_secrets):
    names = [name for names in Photo.objects.values_list("key", "public_key") for name in names if name]
    addresses = [f"/photos/{name}-{size}.jpg" for name in names for size in (320, 1600)]

    fetched = [address for address in addresses if client.get(address).status_code == 200]

    (shown,) = ListingPhoto.objects.values_list("key", flat=True)
    assert fetched == [f"/photos/{shown}-{size}.jpg" for size in (320, 1600)]


ASKED_OF_ITS_OPERATOR = {
    "Place": fields("name schedule_text venue_name address venue_type fee contact_phone"),
    "YearlyReport": fields(
        "meetings_held average_participants men_under_65 men_65_to_74 men_75_and_over women_under_65 women_65_to_74"
        " women_75_and_over helpers troubles wishes"
    ),
    "Round": fields("greeting answer_by"),
}
"""Of the place, the year and the round that the link is of. Yes and no are not planted."""


class TestByLink:
    @pytest.fixture
    def invitation(self, a_city_with_secrets):
        """Of a place whose venue and telephone the public may not see, with a link that opens."""
        today = timezone.localdate()
        Round.objects.update(closed_at=None, answer_by=today + dt.timedelta(days=9), fiscal_year=2026)
        YearlyReport.objects.filter(place__name="名前だけの会").update(fiscal_year=2026)
        invitation = Invitation.objects.select_related("round", "place").get(place__name="名前だけの会")
        Answer.objects.filter(invitation=invitation).delete()
        lay_hashes(invitation).save()
        return invitation

    def pages(self, client, invitation):
        address = reverse("rounds:answer", args=[token_of(invitation)])
        answers = [client.get(address), client.get(address, {"change": "yes"})]
        assert [answer.status_code for answer in answers] == [200, 200]
        return "".join(f"{answer.headers}{_read(answer)}" for answer in answers).lower()

    def test_a_link_opens_what_is_asked_of_its_place_and_nothing_else(self, client, a_city_with_secrets, invitation):
        place = invitation.place
        of_it = {"Place": place, "YearlyReport": place.yearly_reports.get(), "Round": invitation.round}
        asked = "\n".join(
            str(getattr(of_it[kind], name)) for kind, names in ASKED_OF_ITS_OPERATOR.items() for name in names
        ).lower()

        page = self.pages(client, invitation)

        plants = {plant.lower(): name for plant, name in a_city_with_secrets.plants.items()}
        opened = {plant: name for plant, name in plants.items() if plant in page}
        assert {place.venue_name, place.contact_phone} <= opened.keys()
        assert {plant: name for plant, name in opened.items() if plant.replace(",", "") not in asked} == {}

    def test_a_link_of_nobody_asks_only_whether_there_is_one(self, client, a_city_with_secrets):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("rounds:answer", args=["of-nobody"])).status_code == 404

        all_tables = set(connection.introspection.table_names())
        asked = {table for query in queries for table in all_tables & set(re.findall(r"\w+", query["sql"]))}
        private = {table for table in asked if not PUBLIC_COPY.fullmatch(table)}
        assert private == {"directory_invitation", "directory_round", "directory_place", "directory_district"}
