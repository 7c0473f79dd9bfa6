"""The city and its parts as published."""

from dataclasses import dataclass

from django.db.models import Q

from directory.areas.models import PublishedArea


@dataclass(frozen=True)
class Areas:
    """The city, its districts and its school districts as published."""

    city: PublishedArea | None
    districts: list[PublishedArea]
    schools: list[PublishedArea]

    def district(self, slug: str) -> PublishedArea | None:
        return next((district for district in self.districts if district.slug == slug), None)

    def school(self, code: str) -> PublishedArea | None:
        return next((school for school in self.schools if school.slug == code), None)

    def schools_in(self, slug: str) -> list[PublishedArea]:
        return [school for school in self.schools if school.parent_slug == slug]


def published_areas(*, district: str = "", school: str = "", every_school: bool = False) -> Areas:
    """The city and its districts; of the school districts those of `district` and the one with the code `school`."""
    level = PublishedArea.Level
    wanted = Q() if every_school else ~Q(level=level.SCHOOL) | Q(parent_slug=district) | Q(slug=school)
    rows = list(PublishedArea.objects.filter(wanted).order_by("position", "slug"))
    return Areas(
        city=next((row for row in rows if row.level == level.CITY), None),
        districts=[row for row in rows if row.level == level.DISTRICT],
        schools=[row for row in rows if row.level == level.SCHOOL],
    )
