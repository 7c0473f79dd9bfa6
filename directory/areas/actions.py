import datetime as dt

from django.db import transaction
from django.utils import timezone

from directory.areas.models import (
    Assignment,
    District,
    Municipality,
    PublishedArea,
    SchoolDistrict,
)
from kayoiba.accounts import audit
from kayoiba.accounts.models import User


@transaction.atomic
def publish_areas(*, municipality: Municipality, on: dt.date) -> list[PublishedArea]:
    """Write the public copy of the city, its districts and the school districts valid `on` that day anew."""
    level = PublishedArea.Level
    rows = [
        PublishedArea(
            level=level.CITY,
            slug=municipality.code,
            name=municipality.name,
            kana=municipality.kana,
            position=0,
            is_sample=municipality.is_sample,
        )
    ]
    for district in municipality.districts.order_by("position"):
        rows.append(
            PublishedArea(
                level=level.DISTRICT,
                slug=district.slug,
                name=district.name,
                kana=district.kana,
                position=district.position,
                contact_name=district.contact_name,
                contact_phone=district.contact_phone,
                contact_hours=district.contact_hours,
            )
        )
    schools = SchoolDistrict.objects.valid_on(on).in_order().select_related("district")
    for position, school in enumerate(schools):
        rows.append(
            PublishedArea(
                level=level.SCHOOL,
                slug=school.code,
                name=school.name,
                kana=school.kana,
                parent_slug=school.district.slug if school.district else "",
                position=position,
                is_sample=school.is_sample,
            )
        )
    PublishedArea.objects.all().delete()
    return PublishedArea.objects.bulk_create(rows)


@transaction.atomic
def set_contact(
    *, district: District, contact_name: str, contact_phone: str, contact_hours: str, by: User | None, at: dt.datetime
) -> None:
    """Whom residents of the district can ring, from now on."""
    told = {"contact_name": contact_name, "contact_phone": contact_phone, "contact_hours": contact_hours}
    District.objects.filter(pk=district.pk).update(**told)
    audit.record("district.contact_set", district, by=by, at=at, **told)
    publish_areas(municipality=district.municipality, on=timezone.localdate(at))


@transaction.atomic
def assign(
    *,
    user: User,
    district: District,
    from_date: dt.date,
    by: User | None,
    at: dt.datetime,
) -> Assignment:
    """`user` looks after `district` from that day on; an open assignment to it stays as it is."""
    open_one = Assignment.objects.filter(user=user, district=district, until__isnull=True).first()
    if open_one:
        return open_one
    assignment = Assignment.objects.create(user=user, district=district, from_date=from_date)
    audit.record(
        "assignment.begun",
        assignment,
        by=by,
        at=at,
        district=district.slug,
        username=user.username,
    )
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: dt.date, by: User | None, at: dt.datetime) -> Assignment:
    """`until` is the first day that `assignment` no longer holds."""
    assignment.until = max(until, assignment.from_date)
    assignment.save(update_fields=["until"])
    audit.record("assignment.ended", assignment, by=by, at=at, until=assignment.until.isoformat())
    return assignment
