"""The areas that figures are counted in, and the marks they go by in addresses, sheets and JSON."""

from dataclasses import dataclass, replace

from django.db.models import Q

UNSET_DISTRICT = "district:unset"
UNSET_SCHOOL = "school:unset"


@dataclass(frozen=True)
class Area:
    """The city, a district of it, or a school district as far as it lies in that district.

    `district` is a slug and `school` a code, empty where the area is larger. A place without one still counts: those
    places are an area of their own, with a mark that is no slug or code, for it has a colon.
    """

    district: str = ""
    district_name: str = ""
    school: str = ""
    school_name: str = ""

    @property
    def mark(self) -> str:
        """One mark of it, "" for the city."""
        return self.school or self.district

    @property
    def name(self) -> str:
        return self.school_name or self.district_name or "市全体"

    @property
    def full_name(self) -> str:
        """「真備・呉妹小学校区」"""
        if not self.school_name:
            return self.name
        kind = "" if self.school_name.endswith(("学区", "未設定")) else "小学校区"
        return "・".join(filter(None, [self.district_name, self.school_name + kind]))

    @property
    def stays(self) -> Q:
        """Which stays are in it."""
        return _within("district", "slug", self.district, UNSET_DISTRICT) & _within(
            "school_district", "code", self.school, UNSET_SCHOOL
        )

    def school_area(self, code: str, name: str) -> "Area":
        return replace(self, school=code, school_name=name)


def _within(field: str, key: str, mark: str, unset: str) -> Q:
    if not mark:
        return Q()
    return Q(**{f"{field}__isnull": True}) if mark == unset else Q(**{f"{field}__{key}": mark})


CITY = Area()
NO_DISTRICT = Area(UNSET_DISTRICT, "地区未設定")
