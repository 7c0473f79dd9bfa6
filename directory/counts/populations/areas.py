"""The areas whose people are counted, and what those who count them call each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from directory.areas.models import District, Municipality, Population, SchoolDistrict
from directory.counts.areas import Area


@dataclass(frozen=True)
class Counted:
    """The city where both are empty; never both. `code` is what it goes by in files."""

    name: str
    code: str
    district: District | None = None
    school_district: SchoolDistrict | None = None

    @property
    def key(self) -> tuple[int | None, int | None]:
        return key_of(self.row())

    def row(self, **fields: object) -> Population:
        return Population(district=self.district, school_district=self.school_district, **fields)


def key_of(row: Population) -> tuple[int | None, int | None]:
    """The same for all rows of an area."""
    return row.district_id, row.school_district_id


def city_and_districts() -> list[Counted]:
    districts = District.objects.order_by("position", "pk")
    city = Counted("市全体", settings.MUNICIPALITY)
    return [city, *(Counted(district.name, district.slug, district=district) for district in districts)]


def school_districts() -> list[Counted]:
    schools = SchoolDistrict.objects.in_order()
    return [Counted(_full_name(school), school.code, school_district=school) for school in schools]


def _full_name(school: SchoolDistrict) -> str:
    return Area(school=school.code, school_name=school.name).full_name


def by_what_they_are_called() -> dict[str, Counted]:
    """The city by its code of six or five digits or its name, districts by slug or name, school districts by code."""
    city, *districts = city_and_districts()
    by_code = {area.code: area for area in [*school_districts(), *districts, city]}
    names = Municipality.objects.filter(code=city.code).values_list("name", flat=True)
    return by_code | {area.name: area for area in districts} | dict.fromkeys([city.code[:5], city.name, *names], city)


def in_order(rows: Iterable[Population]) -> list[tuple[Counted, Population]]:
    """The rows of one date with their areas, in the order of the city; the latest source of each area."""
    by_key = {key_of(row): row for row in rows}
    areas = [*city_and_districts(), *school_districts()]
    return [(area, by_key[area.key]) for area in areas if area.key in by_key]
