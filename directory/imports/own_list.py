"""The list of one's own places, as a workbook that can be edited and taken in again."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from directory.areas.models import District, SchoolDistrict, Town
from directory.groups.models import Group
from directory.imports.fields import LISTS, choices, label, say
from directory.imports.headings import MEANINGS, plain
from directory.imports.reading import GUIDE, GUIDE_TITLE, Column
from directory.places.models import Kind, Place
from kayoiba.tools.sheets import office_workbook
from kayoiba.tools.sheets.office import LONGEST_TEXT

NUMBER, STAMP = "台帳番号", "さいごの編集"
COLUMNS = (
    "name reading alias kinds district school_district town venue_name venue_type address building lat lng directions "
    "schedule_text introduction menu activities target group operator_type started_on fee fee_amount signup "
    "signup_note bring capacity reach reach_note conditions newcomers_welcome visit_welcome men_welcome "
    "children_welcome food_served food_allowed transport parking wheelchair step_free handrail western_toilet chairs "
    "air_conditioning contact_name contact_phone contact_hours contact_email url internal_contact internal_phone "
    "notes main_activity other_activities check_every source_id"
).split()
OTHERWISE = {
    "schedule_text": "開催日時",
    "signup": "予約（区分）",
    "reach": "参加できる範囲（区分）",
    "main_activity": "主な活動（国の区分）",
    "other_activities": "そのほかの活動（国の区分）",
}
"""Headings that are not the label of the field, since other lists use that for something else."""

HEADINGS = {name: OTHERWISE.get(name) or label(name) for name in COLUMNS}
BY_HEADING = {plain(heading): name for name, heading in HEADINGS.items()}
BY_MEANING = {MEANINGS[spelling].field: name for spelling, name in BY_HEADING.items()}
RELATED: Mapping[str, type[Any]] = {
    "district": District,
    "school_district": SchoolDistrict,
    "town": Town,
    "group": Group,
}
STAMPED = re.compile(r"\((\d+):([\d,]*)\)$")

FROZEN = 2  # the number and the name stay in sight
GUIDANCE = (
    "「一覧」のシートをなおして保存し、「一覧を取り込む」から送ってください。かわった欄だけが、たしかめてから取り込まれます。",
    "欄を空けると、その欄は空になります。行を消しても、場は消えません。",
    "新しい場は、いちばん下に書きます。台帳番号と「さいごの編集」は空けておいてください。",
    "はじめからある行の、台帳番号と「さいごの編集」は、かえないでください。",
    "有・無の欄は、わからなければ空けておきます。ふたつ以上あるときは「、」でつなぎます。",
    "書き出したあとに ほかの人がなおした欄は、取り込むときに知らせます。だまって消すことはありません。",
    "電話や代表者など、内部だけの情報がはいっています。外に渡さないでください。",
)


def with_stamp(places: QuerySet[Place]) -> QuerySet[Place]:
    """With the key of the latest row of its history: the version that somebody sees who reads the list."""
    events = Place.pgh_event_model.objects.filter(pgh_obj_id=OuterRef("pk"))  # type: ignore[attr-defined]
    return places.annotate(version=Subquery(events.order_by("-pgh_id").values("pgh_id")[:1]))


def stamp_of(place: Place, kinds: Iterable[int]) -> str:
    """「2026-11-24 10:00 (512:1,3)」: when, which version, which kinds."""
    version = place.version  # type: ignore[attr-defined]
    return f"{timezone.localtime(place.edited_at):%Y-%m-%d %H:%M} ({version}:{','.join(map(str, kinds))})"


def read_stamp(text: str) -> tuple[int, list[int]] | None:
    """The version and the kinds; None for what is not a stamp."""
    found = STAMPED.search(text)
    return (int(found[1]), [int(key) for key in found[2].split(",") if key]) if found else None


class Names:
    """What is said in the list of areas, groups and kinds, looked up once."""

    def __init__(self) -> None:
        self.related = {name: dict(model.objects.values_list("pk", "name")) for name, model in RELATED.items()}
        self.kinds = dict(Kind.objects.order_by("position").values_list("pk", "name"))

    def say(self, name: str, place: Any) -> str:
        """A field as a cell of the list has it, of a place or of a row of its history."""
        if name in RELATED:
            return self.related[name].get(getattr(place, f"{name}_id"), "")
        return say(name, getattr(place, name))[:LONGEST_TEXT].strip()

    def say_kinds(self, keys: Iterable[int]) -> str:
        keys = set(keys)
        return say("kinds", [name for key, name in self.kinds.items() if key in keys])


def kinds_of(places: Iterable[int]) -> dict[int, list[int]]:
    """By place the keys of its kinds."""
    found: dict[int, list[int]] = {}
    rows = Place.kinds.through.objects.filter(place__in=places).order_by("place", "kind__position")
    for place, kind in rows.values_list("place", "kind"):
        found.setdefault(place, []).append(kind)
    return found


def attributes_of(columns: Iterable[Column]) -> dict[str, str]:
    """By heading the field of `Place`, by our own headings first, else by what they mean."""
    columns = list(columns)
    found = {
        column.heading: BY_HEADING[plain(column.heading)] for column in columns if plain(column.heading) in BY_HEADING
    }
    for column in columns:
        name = BY_MEANING.get(column.meaning.field) if column.meaning else None
        if name and column.heading not in found and name not in found.values():
            found[column.heading] = name
    return found


def write_list(target: BinaryIO, places: QuerySet[Place], *, at: dt.datetime) -> None:
    """The workbook: how to use it, and a row for each place."""
    rows = list(with_stamp(places).by_reading())  # type: ignore[attr-defined]
    names, kinds = Names(), kinds_of(place.pk for place in rows)
    facts = {"書き出した日時": f"{timezone.localtime(at):%Y-%m-%d %H:%M}", "場の数": len(rows)}
    with office_workbook(target) as book:
        book.cover(GUIDE, title=GUIDE_TITLE, facts=facts, notes=GUIDANCE)
        book.sheet(
            "一覧",
            headings=[NUMBER, *HEADINGS.values(), STAMP],
            rows=(_row(place, names, kinds.get(place.pk, [])) for place in rows),
            frozen_columns=FROZEN,
            formats={NUMBER: "0", HEADINGS["fee_amount"]: "0", HEADINGS["capacity"]: "0"},
            filtered=True,
            choices={HEADINGS[name]: _offered(name) for name in COLUMNS if _offered(name)},
        )


def _row(place: Place, names: Names, kinds: list[int]) -> list[object]:
    said = {name: names.say_kinds(kinds) if name == "kinds" else _cell(names, name, place) for name in COLUMNS}
    return [place.pk, *said.values(), stamp_of(place, kinds)]


def _cell(names: Names, name: str, place: Place) -> object:
    value = None if name in RELATED else getattr(place, name)
    is_plain = isinstance(value, int | dt.date) and not isinstance(value, bool)
    return value if is_plain else names.say(name, place)


def _offered(name: str) -> list[str]:
    """The words of a field that holds one of a few."""
    if name in RELATED or name == "kinds" or name in LISTS:
        return []
    if Place._meta.get_field(name).get_internal_type() == "BooleanField":
        return ["有", "無"]
    return list(choices(name).values())
