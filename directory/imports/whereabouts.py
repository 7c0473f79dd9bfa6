"""Which district, town and school district a row names. Nothing is matched by likeness: what is unsure stays open."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from directory.areas.models import District, Municipality, SchoolDistrict, Town
from kayoiba.tools.kana import fold

SEVERAL = re.compile("[・、,;；/／]")
PREFECTURE = re.compile("^(?:北海道|東京都|(?:京都|大阪)府|.{2,3}県)")
DISTRICT_ENDING = re.compile("(?:地区|圏域|地域|エリア|支所)$")
SCHOOL_ENDING = re.compile("(?:小学校区|小学校地区|小学校|小学区|学区|小)$")


@dataclass(frozen=True)
class Whereabouts:
    district: District | None = None
    school_district: SchoolDistrict | None = None
    town: Town | None = None


class Areas:
    """The areas of the city, looked up once for a whole list."""

    def __init__(self, municipality: Municipality) -> None:
        self.municipality = municipality
        self.districts = {fold(district.name): district for district in municipality.districts.order_by("position")}
        self.schools: dict[str, SchoolDistrict] = {}
        # Those that are no more come first, so that a school of today keeps the name.
        for school in SchoolDistrict.objects.select_related("district").order_by("valid_to", "pk"):
            self.schools |= {fold(school.code): school, fold(SCHOOL_ENDING.sub("", school.name)): school}
        self.towns: dict[str, list[Town]] = {}
        for town in municipality.towns.select_related("district").order_by("pk"):
            self.towns.setdefault(fold(town.name), []).append(town)
        self.longest = max(map(len, self.towns), default=0)

    @cached_property
    def named(self) -> dict[str, dict[str, Any]]:
        """Every area by the name that it alone has, by field of `Place`; of schools those of today come last."""
        alone = {towns[0].name: towns[0] for towns in self.towns.values() if len(towns) == 1}
        return {
            "district": {district.name: district for district in self.districts.values()},
            "school_district": {school.name: school for school in self.schools.values()},
            "town": alone,
        }

    def find(self, fields: dict[str, Any]) -> Whereabouts:
        """From the words for district and school district, else from the beginning of the address."""
        if self.is_elsewhere(fields):
            return Whereabouts()
        district_text = str(fields.get("district", ""))
        school = self._school(str(fields.get("school_district", "")))
        if school is None and SCHOOL_ENDING.search(DISTRICT_ENDING.sub("", district_text)):
            school = self._school(district_text)
        address = self._within_the_city(str(fields.get("address", "")))
        town = self._town(address) or self._town(str(fields.get("town", "")))
        district = (
            self._district(district_text)
            or (town.district if town else None)
            or self._district_at_the_beginning(address)
            or (school.district if school else None)
        )
        return Whereabouts(district, school, town)

    def is_elsewhere(self, fields: dict[str, Any]) -> bool:
        """Whether the row says that it belongs to another city."""
        whose = str(fields.get("municipality", ""))
        code = str(fields.get("municipality_code", ""))
        return (bool(whose) and not whose.endswith(self.municipality.name)) or (
            len(code) in (5, 6) and code[:5] != self.municipality.code[:5]
        )

    def _district(self, text: str) -> District | None:
        """「玉島」, 「玉島地区」, or a text that begins so; not one that lists several."""
        if not text or SEVERAL.search(text):
            return None
        exact = self.districts.get(fold(DISTRICT_ENDING.sub("", text.strip())))
        return exact or self._district_at_the_beginning(text.removeprefix(self.municipality.name))

    def _district_at_the_beginning(self, text: str) -> District | None:
        key = fold(text)
        return next((district for name, district in self.districts.items() if key.startswith(name)), None)

    def _school(self, text: str) -> SchoolDistrict | None:
        if not text or SEVERAL.search(text):
            return None
        return self.schools.get(fold(text)) or self.schools.get(fold(SCHOOL_ENDING.sub("", text.strip())))

    def _town(self, address: str) -> Town | None:
        """The longest town name the address begins with, if there is one town of that name alone."""
        key = fold(address)
        for length in range(min(self.longest, len(key)), 0, -1):
            if key[:length] in self.towns:
                found = self.towns[key[:length]]
                return found[0] if len(found) == 1 else None
        return None

    def _within_the_city(self, address: str) -> str:
        """The address without prefecture and city; empty where it names another city: 中央町 is in every one."""
        address = PREFECTURE.sub("", unicodedata.normalize("NFKC", address).strip())
        if address.startswith(self.municipality.name):
            return address.removeprefix(self.municipality.name)
        return "" if re.match("[^0-9]{1,6}?[市区郡]", address) else address
