"""Rows that a city loads: municipality, districts, towns, people from `fixtures/reference`; schools from a file.

Loading again changes what differs and keeps everything else; nothing is deleted.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from directory.areas.actions import publish_areas
from directory.areas.models import District, Municipality, Population, SchoolDistrict, Town

REFERENCE = settings.BASE_DIR / "fixtures" / "reference"


class CannotLoad(Exception):
    """The file does not hold what it should; the message says in Japanese what to do."""


@transaction.atomic
def load_reference_areas(code: str, *, on: dt.date) -> Municipality:
    """Load the municipality with that six-digit code. Raises CannotLoad where the fixtures do not know it."""
    row = next((row for row in read_rows(REFERENCE / "municipalities.csv") if row["code"] == code), None)
    if row is None:
        raise CannotLoad(
            f"市町村コード {code} の行が fixtures/reference/municipalities.csv にありません。行を足してください。"
        )
    city, _ = Municipality.objects.update_or_create(
        code=code, defaults={"name": row["name"], "kana": row["kana"], "prefecture": row["prefecture"]}
    )
    for row in read_rows(REFERENCE / "districts.csv"):
        defaults = {"municipality": city, "name": row["name"], "kana": row["kana"], "position": int(row["position"])}
        District.objects.update_or_create(slug=row["slug"], defaults=defaults)
    _load_towns(city)
    _load_population()
    publish_areas(municipality=city, on=on)
    return city


def _load_towns(city: Municipality) -> None:
    districts = {district.slug: district for district in city.districts.all()}
    towns = [
        Town(
            municipality=city,
            name=row["name"],
            kana=row["kana"],
            postal_code=row["postal_code"],
            lat=float(row["lat"]) if row["lat"] else None,
            lng=float(row["lng"]) if row["lng"] else None,
            district=districts.get(row["district"]),
        )
        for row in read_rows(REFERENCE / "towns.csv")
    ]
    Town.objects.bulk_create(
        towns,
        update_conflicts=True,
        unique_fields=["municipality", "name", "postal_code"],
        update_fields=["kana", "lat", "lng", "district"],
    )


def _load_population() -> None:
    for row in read_rows(REFERENCE / "population.csv"):
        Population.objects.update_or_create(
            district=None,
            school_district=None,
            date=dt.date.fromisoformat(row["on"]),
            source=row["source"],
            defaults={
                "total": _number(row["total"]),
                "aged_65": _number(row["aged_65_plus"]),
                "aged_75": _number(row["aged_75_plus"]),
                "households": _number(row["households"]),
            },
        )


@transaction.atomic
def load_school_districts(path: Path, *, on: dt.date) -> int:
    """Load a CSV with the columns code, name, kana, district (a district's name or slug), valid_from, valid_to,
    successor (a code) and is_sample (yes or empty); only code and name are needed. Returns how many rows there were.

    Raises CannotLoad, and then nothing is changed.
    """
    city = Municipality.objects.filter(code=settings.MUNICIPALITY).first()
    if city is None:
        raise CannotLoad("さきに manage.py load_reference で市町村と地区を読みこんでください。")
    rows = list(read_rows(path))
    if not rows or not {"code", "name"} <= rows[0].keys():
        raise CannotLoad("code と name の列がある CSV を渡してください（1行目が見出しです）。")
    districts = {key: district for district in District.objects.all() for key in (district.slug, district.name)}
    for number, row in enumerate(rows, start=2):
        if row.get("district") and row["district"] not in districts:
            raise CannotLoad(f"{number}行目の地区「{row['district']}」がありません。地区の名前か英字名にしてください。")
        SchoolDistrict.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "kana": row.get("kana", ""),
                "district": districts.get(row.get("district", "")),
                "valid_from": _date(row.get("valid_from"), number),
                "valid_to": _date(row.get("valid_to"), number),
                "is_sample": row.get("is_sample") == "yes",
            },
        )
    _link_successors(rows)
    publish_areas(municipality=city, on=on)
    return len(rows)


def _link_successors(rows: list[dict[str, str]]) -> None:
    by_code = {school.code: school for school in SchoolDistrict.objects.all()}
    for number, row in enumerate(rows, start=2):
        code = row.get("successor")
        if code and code not in by_code:
            raise CannotLoad(f"{number}行目の successor「{code}」という学区コードがありません。")
        if code:
            school = by_code[row["code"]]
            school.successor = by_code[code]
            school.save(update_fields=["successor"])


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one of our own CSV files (UTF-8, a BOM allowed) by their headings."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _number(text: str) -> int | None:
    return int(text) if text else None


def _date(text: str | None, line: int) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CannotLoad(f"{line}行目の日付「{text}」は 2026-03-31 のように書いてください。") from error
