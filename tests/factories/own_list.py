"""A place with something in every column of the own list, and the list as somebody has edited it in Excel."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

from directory.areas.models import Town
from directory.groups.models import Group
from directory.imports.own_list import HEADINGS, write_list
from directory.places.models import Kind, Place
from directory.places.vocabulary import Activity, NationalActivity, OperatorType, Reach, Signup, VenueType
from kayoiba.tools.sheets import read_sheets
from tests.factories.lists import a_workbook
from tests.factories.places import AT, a_district, a_place, a_school, a_town


def written_out(folder: Path, name: str = "mine.xlsx") -> Path:
    file = io.BytesIO()
    write_list(file, Place.objects.all(), at=AT)
    path = folder / name
    path.write_bytes(file.getvalue())
    return path


def table(folder: Path) -> list[list[str]]:
    """Headings and rows of the list as it is written out now."""
    return read_sheets(written_out(folder))[1].rows


def edited(folder: Path, rows: list[list[str]], **cells: str) -> Path:
    """The list with cells of its first row written otherwise."""
    for name, text in cells.items():
        rows[1][rows[0].index(HEADINGS.get(name, name))] = text
    return a_workbook(folder, {"一覧": rows})


def told(done: Any) -> list[tuple[str, str, str]]:
    return [(line["label"], line["old"], line["new"]) for line in done.decisions[0].told()]


def a_full_place(**fields: Any) -> Place:
    """With something in every column."""
    mabi = a_district("mabi", "真備")
    salon, _ = Kind.objects.get_or_create(slug="salon", name="サロン", position=1, national_activity="tea")
    cafe, _ = Kind.objects.get_or_create(slug="cafe", name="カフェ", position=2, national_activity="tea")
    given_fields = {
        "name": "くれせ",
        "reading": "くれせ",
        "alias": "くれせ亭",
        "kinds": [salon, cafe],
        "district": mabi,
        "school_district": a_school("m-01", "呉妹", mabi),
        "town": Town.objects.filter(name="真備町尾崎").first() or a_town("真備町尾崎", district=mabi),
        "venue_name": "集会所",
        "venue_type": VenueType.HALL,
        "address": "真備町尾崎1",
        "building": "2階",
        "lat": 34.63412345678901,
        "lng": 133.7,
        "directions": "駅から\n歩いて5分",
        "schedule_text": "毎週火曜\n第3日曜",
        "introduction": "お茶を\n飲みます",
        "menu": "お茶",
        "activities": [Activity.TEA, Activity.SONG],
        "target": "だれでも",
        "group": Group.objects.get_or_create(name="くれせ会")[0],
        "operator_type": OperatorType.RESIDENTS_GROUP,
        "started_on": dt.date(2019, 4, 1),
        "fee": "100円",
        "fee_amount": 1000,
        "signup": Signup.FIRST,
        "signup_note": "電話で",
        "bring": "上ばき",
        "capacity": 1200,
        "reach": Reach.SCHOOL,
        "reach_note": "となりも",
        "conditions": "なし",
        "contact_name": "世話人",
        "contact_phone": "086-000-0001",
        "contact_hours": "9時から",
        "contact_email": "a@example.jp",
        "url": "https://example.jp/",
        "internal_contact": "山本",
        "internal_phone": "090-0000-0000",
        "notes": "=1+1",
        "main_activity": NationalActivity.TEA,
        "other_activities": [NationalActivity.HOBBY, NationalActivity.MEAL],
        "check_every": 6,
        "source_id": "0007",
        "wheelchair": True,
        "parking": False,
        **fields,
    }
    return a_place(**given_fields)
