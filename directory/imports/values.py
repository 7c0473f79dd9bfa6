"""The cells of one row to the values of a place. A cell that cannot be read as its column means is kept as text."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from directory.imports import fields, schedule
from directory.imports.reading import PLACEHOLDER, Cell, Row
from directory.places.homes import names_a_home
from directory.places.models import Place
from kayoiba.tools.contacts import without_contacts

# Where a value lands. The rest is understood and used, but no field of a place holds it alone.
AS_THE_PLACE_HAS_IT = (
    "venue_type directions activities main_activity other_activities operator_type started_on reach conditions "
    "newcomers_welcome visit_welcome men_welcome children_welcome wheelchair step_free handrail western_toilet chairs "
    "air_conditioning contact_name contact_phone contact_hours contact_email check_every"
)
SAME_NAME = (
    "name reading alias introduction menu address building lat lng fee fee_amount target capacity url notes source_id "
    f"bring reach_note food_served food_allowed transport parking {AS_THE_PLACE_HAS_IT}"
)
PLACE_FIELDS = {name: name for name in SAME_NAME.split()} | {
    "venue": "venue_name",
    "phone": "internal_phone",
    "contact": "internal_contact",
    "schedule": "schedule_text",
    "signup": "signup_note",
    "signup_kind": "signup",
    "district": "district_text",
}
BETWEEN = {
    "notes": "\n",
    "introduction": "\n",
    "directions": "\n",
    "menu": "、",
    "target": "、",
    "phone": " / ",
    "contact": " / ",
}
SHOWN_ONCE_AGREED = frozenset(
    "name reading alias introduction menu group venue address building schedule fee target signup bring reach_note "
    "directions conditions contact_name contact_hours".split()
)
"""Texts that may be published one day: telephone numbers and mail addresses in them stay private."""

WHERE = ("venue", "building", "address")
"""Columns whose words tell that a venue is somebody's home."""

YES_NO = dict.fromkeys(("1", "有", "あり", "可", "○"), True) | dict.fromkeys(("0", "無", "なし", "不可"), False)
MAY = "可 ○ 〇 ◯ ◎ する 有 はい 可能 掲載 掲載する 掲載可 公開 公開する 公開可 希望 希望する 同意 1"
MAY_NOT = "不可 × ✕ X しない 無 いいえ 不可能 非掲載 掲載しない 掲載不可 非公開 公開しない 公開不可 希望しない 不同意 0"
MAY_LIST = dict.fromkeys(MAY.split(), True) | dict.fromkeys(MAY_NOT.split(), False)
FREE = re.compile("無料|なし|無し|不要|0円?")
YEN = re.compile(r"(?:1回|一回)?(?:につき)?(\d[\d,]{0,6})円?")  # what is longer is no fee but a slip of the hand
PEOPLE = re.compile(r"(?:定員)?(\d{1,5})(?:人|名)?")
JAPAN = ((20.0, 46.0), (122.0, 154.0))


@dataclass
class Values:
    fields: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    def keep(self, *cells: Cell) -> None:
        self.kept.update((cell.heading, cell.written) for cell in cells)


def read_values(row: Row) -> Values:
    """What the row says, every cell either in a field or kept."""
    values = Values()
    by_field: dict[str, list[Cell]] = {}
    for cell in row.cells:
        if cell.text != cell.written or cell.meaning is None or _says_nothing(cell):
            values.keep(cell)
        if cell.meaning and not _says_nothing(cell):
            text = _tidy(cell.text, cell.meaning.field)
            by_field.setdefault(cell.meaning.field, []).append(cell._replace(text=text))
    when = [cell for name in list(by_field) if name in schedule.FIELDS for cell in by_field.pop(name)]
    _take(values, "schedule", when, schedule.read_schedule)
    values.keep(*(cell for cell in when if cell.meaning and cell.meaning.field == "frequency"))  # a code, said in words
    _take(values, "position", by_field.pop("lat", []) + by_field.pop("lng", []), _position)
    for name, cells in by_field.items():
        _take(values, name, cells, READERS.get(name, _text(name)))
    address = values.fields.get("address", "")
    values.keep(*(cell for cell in by_field.get("address", []) if cell.text not in address))
    _look_after_privacy(values, by_field | {"schedule": when})
    if any(names_a_home(cell.text) for name in WHERE for cell in by_field.get(name, [])):
        values.fields["venue_type"] = "home"  # from the start: its address is private unless somebody agrees to more
    return values


def _says_nothing(cell: Cell) -> bool:
    """「非公開」 says nothing of what it stands for, but everything where it is asked whether to publish."""
    asked = cell.meaning and cell.meaning.field == "may_list"
    return PLACEHOLDER.fullmatch(cell.text) is not None and not (asked and cell.text in MAY_LIST)


def _tidy(text: str, field_name: str) -> str:
    """Line breaks, 「（改行）」 among them, are kept in long texts and a blank elsewhere."""
    between = "\n" if BETWEEN.get(field_name) == "\n" else " "
    return re.sub(r"[ \t\u3000]*\n\s*", between, text.replace("（改行）", "\n"))


def value_of(name: str, read: Any) -> Any:
    """The value of `Place` for what was read, which is kept as JSON."""
    return dt.date.fromisoformat(read) if name == "started_on" and read else read


Reader = Callable[[list[Cell]], dict[str, Any]]


def _take(values: Values, name: str, cells: list[Cell], reader: Reader) -> None:
    """Put what the reader makes of the cells into fields; keep the cells where it makes nothing, or too much."""
    if not cells:
        return
    read = reader(cells)
    for field_name, value in list(read.items()):
        limit = _limit(field_name)
        if isinstance(value, str) and limit and len(value) > limit:
            values.keep(*cells)
            if field_name == "name":
                read["name"] = value[: limit - 1] + "…"
            else:
                del read[field_name]
    if not read:
        values.keep(*cells)
    values.fields.update(read)


def _limit(field_name: str) -> int | None:
    limits = {"group": 120, "kind": 40}
    if field_name in PLACE_FIELDS:
        return Place._meta.get_field(PLACE_FIELDS[field_name]).max_length  # type: ignore[union-attr]
    return limits.get(field_name)


def _text(name: str) -> Reader:
    """The texts of the columns one after the other, each said once, with what tells them apart before them."""

    def read(cells: list[Cell]) -> dict[str, Any]:
        parts = [_labelled(cell) for cell in cells]
        return {name: BETWEEN.get(name, " ").join(dict.fromkeys(parts)).replace(" / 内線", " 内線")}

    return read


def _labelled(cell: Cell) -> str:
    """「内線2282」, and 「条件なし」 where no condition is meant, not nobody."""
    part = cell.meaning.part if cell.meaning else ""
    if part in ("内線", "FAX") or (part == "条件" and cell.text in ("なし", "無し", "無", "特になし")):
        return f"{part}{cell.text}"
    return cell.text


def _address(cells: list[Cell]) -> dict[str, Any]:
    """The whole address where a column has it; else its parts put together."""
    whole = [cell.text for cell in cells if cell.meaning and not cell.meaning.part]
    return {"address": " ".join(dict.fromkeys(whole)) if whole else "".join(cell.text for cell in cells)}


def _position(cells: list[Cell]) -> dict[str, Any]:
    numbers = {cell.meaning.field: _number(cell.text) for cell in cells if cell.meaning}
    lat, lng = numbers.get("lat"), numbers.get("lng")
    if lat is None or lng is None:
        return {}
    inside = all(low <= number <= high for number, (low, high) in zip((lat, lng), JAPAN, strict=True))
    return {"lat": lat, "lng": lng} if inside else {}


def _number(text: str) -> float | None:
    try:
        return float(unicodedata.normalize("NFKC", text))
    except ValueError:
        return None


def _fee(cells: list[Cell]) -> dict[str, Any]:
    """「幼児〜高校生 無料・大人 300円 3歳以下は無料」, and the amount where it is one for everybody."""
    amounts = [_yen(cell.text) for cell in cells]
    said = [_fee_said(cell.text, amount) for cell, amount in zip(cells, amounts, strict=True)]
    parts = [cell.meaning.part if cell.meaning else "" for cell in cells]
    people = [(part, text) for part, text in zip(parts, said, strict=True) if part not in ("", "note")]
    others = [text for part, text in zip(parts, said, strict=True) if part in ("", "note")]
    read: dict[str, Any] = {"fee": " ".join(filter(None, ("・".join(_by_amount(people)), *others)))}
    if amounts[0] is not None and len(set(amounts)) == 1 and (not people or "大人" in parts):
        read["fee_amount"] = amounts[0]
    return read


def _fee_said(text: str, amount: int | None) -> str:
    if amount is None or "円" in text:
        return text
    return f"{amount}円" if amount else "無料"


def _by_amount(people: list[tuple[str, str]]) -> list[str]:
    """Neighbours who pay the same in one breath."""
    said = []
    for text, group in groupby(people, key=itemgetter(1)):
        who = [part for part, _ in group]
        said.append(f"{who[0]}〜{who[-1]} {text}" if len(who) > 1 else f"{who[0]} {text}")
    return said


def _yen(text: str) -> int | None:
    text = unicodedata.normalize("NFKC", text).strip()
    if FREE.fullmatch(text):
        return 0
    found = YEN.fullmatch(text)
    return int(found[1].replace(",", "")) if found else None


def _capacity(cells: list[Cell]) -> dict[str, Any]:
    found = PEOPLE.fullmatch(unicodedata.normalize("NFKC", cells[0].text).strip())
    return {"capacity": int(found[1])} if found else {}


def _url(cells: list[Cell]) -> dict[str, Any]:
    try:
        URLValidator(schemes=["http", "https"])(cells[0].text)
    except ValidationError:
        return {}
    return {"url": cells[0].text}


def _yes_no(name: str) -> Reader:
    def read(cells: list[Cell]) -> dict[str, Any]:
        answer = YES_NO.get(unicodedata.normalize("NFKC", cells[0].text))
        return {} if answer is None else {name: answer}

    return read


def _may_list(cells: list[Cell]) -> dict[str, Any]:
    answer = MAY_LIST.get(unicodedata.normalize("NFKC", cells[0].text).upper())
    return {} if answer is None else {"may_list": answer}


def _as_the_place_has_it(name: str) -> Reader:
    """As somebody writes it who knows the words of the form; what is written otherwise is kept."""

    def read(cells: list[Cell]) -> dict[str, Any]:
        try:
            value = fields.read(PLACE_FIELDS[name], cells[0].text)
        except fields.Unfit:
            return {}
        return {name: value.isoformat() if isinstance(value, dt.date) else value}

    return read


READERS: dict[str, Reader] = {
    **{name: _as_the_place_has_it(name) for name in (*AS_THE_PLACE_HAS_IT.split(), "signup_kind", "fee_amount")},
    "may_list": _may_list,
    "address": _address,
    "fee": _fee,
    "capacity": _capacity,
    "url": _url,
    **{name: _yes_no(name) for name in ("food_served", "food_allowed", "transport", "parking")},
}


def _look_after_privacy(values: Values, cells: dict[str, list[Cell]]) -> None:
    """Take telephone numbers and mail addresses out of the texts that may be published; the cells are kept."""
    for name in SHOWN_ONCE_AGREED & set(values.fields):
        text = without_contacts(values.fields[name], is_address=name == "address")
        if text != values.fields[name]:
            values.keep(*cells.get(name, []))
            values.fields[name] = text
