"""The areas there are, their order, and their people of 65 and over."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q

from directory.areas.models import District, Population, SchoolDistrict
from directory.counts.areas import CITY, NO_DISTRICT, UNSET_DISTRICT, UNSET_SCHOOL, Area
from directory.counts.figures import Year
from directory.counts.queries.lines import UNSET_NAMES, Cell


def districts_in_order() -> dict[str, str]:
    """Names by mark."""
    rows = District.objects.order_by("position", "pk").values_list("slug", "name")
    return dict(rows) | {UNSET_DISTRICT: UNSET_NAMES[UNSET_DISTRICT]}


def schools_in_order() -> dict[str, str]:
    return dict(SchoolDistrict.objects.in_order().values_list("code", "name")) | {
        UNSET_SCHOOL: UNSET_NAMES[UNSET_SCHOOL]
    }


def expected_cells(year: Year, districts: Sequence[str], counted: Collection[Cell]) -> set[Cell]:
    """A school district that is valid on the year's day has a line even where no place is known.

    One that lies in no district has it among those without, unless its places tell where it lies.
    """
    told = {code for _, code in counted}
    valid = SchoolDistrict.objects.valid_on(year.day).values_list("district__slug", "code")
    schools = {(district or UNSET_DISTRICT, code) for district, code in valid if district or code not in told}
    return schools | {(mark, UNSET_SCHOOL) for mark in districts}


def populations_of(years: Sequence[Year]) -> dict[int, dict[str, dict[str, Any]]]:
    """Of each year and area the latest count by the year's day in which people of 65 and over are known."""
    known = Population.objects.filter(aged_65__isnull=False).order_by("date", "pk")
    rows = list(known.values("date", "aged_65", "source", "district__slug", "school_district__code"))
    return {
        year.number: {
            row["school_district__code"] or row["district__slug"] or "": {
                "aged_65": row["aged_65"],
                "date": row["date"].isoformat(),
                "source": row["source"],
            }
            for row in rows
            if row["date"] <= year.day
        }
        for year in years
    }


def find_area(district: str, school: str) -> Area:
    """The area of these marks. Raises District.DoesNotExist or SchoolDistrict.DoesNotExist."""
    if "\0" in district + school:  # not even to be asked for: no text in PostgreSQL holds it
        raise District.DoesNotExist
    area = CITY
    if district:
        area = NO_DISTRICT if district == UNSET_DISTRICT else Area(district, District.objects.get(slug=district).name)
    if school == UNSET_SCHOOL:
        return area.school_area(UNSET_SCHOOL, UNSET_NAMES[UNSET_SCHOOL])
    return area.school_area(school, SchoolDistrict.objects.get(code=school).name) if school else area


def within(area: Area) -> Q:
    """Which rows that carry marks are in it."""
    marks = {"district": area.district, "school": area.school}
    return Q(**{name: mark for name, mark in marks.items() if mark})
