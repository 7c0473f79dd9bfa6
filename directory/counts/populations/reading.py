"""人口の表 as the office has it (住民基本台帳), in the shape of `fixtures/reference/population.csv`.

A row is an area on a date. What cannot be read is told row by row, and the rest is read all the same.
"""

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from directory.areas.models import Population
from directory.counts.populations.areas import Counted, by_what_they_are_called, key_of
from kayoiba.tools.fields import LARGEST, DayField
from kayoiba.tools.sheets import Sheet, read_sheets

HEADINGS = {
    "area": ("area", "区域", "地区", "学区", "コード"),
    "date": ("on", "date", "基準日", "日付"),
    "total": ("total", "総数", "人口", "総人口"),
    "aged_65": ("aged_65_plus", "65歳以上"),
    "aged_75": ("aged_75_plus", "75歳以上"),
    "households": ("households", "世帯数"),
    "source": ("source", "出典"),
}
NUMBERS = {"total": "総数", "aged_65": "65歳以上", "aged_75": "75歳以上", "households": "世帯数"}
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?")
NUMBER = re.compile(r"\d{1,10}(?:\.0)?")
NO_HEADINGS = "1行目に「area」か「区域」、「on」か「基準日」という見出しがありません。"
NO_AREA = "区域「{}」がありません。市町村コード、地区の名前、学区コードの どれかで書いてください。"


class CannotRead(Exception):
    """A row cannot be read; the message tells a person why and what to do."""


@dataclass(frozen=True)
class Unread:
    """`row` is its number in the file, from 1."""

    row: int
    written: str
    why: str


@dataclass(frozen=True)
class Reading:
    rows: Sequence[Population]
    unread: Sequence[Unread]


def read_populations(path: str | os.PathLike[str]) -> Reading:
    """From the first sheet that has the headings. Raises UnreadableSheet where the file is no table."""
    sheets = read_sheets(path)
    sheet, begin, columns = next(filter(None, map(_find_headings, sheets)), (sheets[0], 0, {}))
    if not columns:
        return Reading([], [Unread(1, _written(sheet.rows[0]), NO_HEADINGS)])
    called, read, unread = by_what_they_are_called(), {}, []
    for number, cells in enumerate(sheet.rows[begin:], start=begin + 1):
        said = {field: cells[at].strip() for field, at in columns.items() if at < len(cells)}
        if not any(said.get(field) for field in ("date", *NUMBERS)):
            continue  # of a blank sheet that was filled in as far as somebody knew
        try:
            row = _read(said, called)
            if before := read.get((key_of(row), row.date)):
                raise CannotRead(f"同じ区域の同じ日が、{before[0]}行目にもあります。")
            read[key_of(row), row.date] = number, row
        except CannotRead as why:
            unread.append(Unread(number, _written(cells), str(why)))
    return Reading([row for _, row in read.values()], unread)


def _find_headings(sheet: Sheet) -> tuple[Sheet, int, dict[str, int]] | None:
    """The sheet, where its rows begin, and the column of each field."""
    meant = {word: field for field, words in HEADINGS.items() for word in words}
    for number, cells in enumerate(sheet.rows[:10], start=1):
        plain = [_plain(cell).lower() for cell in cells]
        columns = {meant[word]: at for at, word in reversed(list(enumerate(plain))) if word in meant}
        if {"area", "date"} <= columns.keys():
            return sheet, number, columns
    return None


def _read(cells: Mapping[str, str], called: Mapping[str, Counted]) -> Population:
    area = called.get(_plain(cells.get("area", "")))
    if area is None:
        raise CannotRead(NO_AREA.format(cells.get("area", "")))
    numbers = {field: _number(words, cells.get(field, "")) for field, words in NUMBERS.items()}
    if not any(number is not None for number in numbers.values()):
        raise CannotRead("人口も世帯数も 書いてありません。")
    if slip := slip_in(numbers):
        raise CannotRead(slip[1])
    if not cells.get("source"):
        raise CannotRead("出典が書いてありません。「住民基本台帳」のように書いてください。")
    return area.row(date=_date(cells.get("date", "")), source=cells["source"][:200], **numbers)


def slip_in(numbers: Mapping[str, int | None]) -> tuple[str, str] | None:
    """A part that is more than its whole: its field, and what to do."""
    for part, whole in (("aged_75", "aged_65"), ("aged_65", "total"), ("aged_75", "total")):
        one, other = numbers.get(part), numbers.get(whole)
        if one is not None and other is not None and one > other:
            return part, f"{NUMBERS[part]}が、{NUMBERS[whole]}より多くなっています。数をたしかめてください。"
    return None


def _number(words: str, text: str) -> int | None:
    plain = _plain(text).replace(",", "")
    if not plain:
        return None
    if not NUMBER.fullmatch(plain) or (number := int(float(plain))) > LARGEST:
        raise CannotRead(f"{words}「{text}」は、1234 のように 数で書いてください。")
    return number


def _date(text: str) -> dt.date:
    found = DATE.fullmatch(_plain(text))
    try:
        day = dt.date(*map(int, found.groups())) if found else dt.date.fromisoformat(text)
        DayField().validate(day)
    except ValidationError as slip:
        raise CannotRead(slip.messages[0]) from slip
    except ValueError as error:
        raise CannotRead(f"日付「{text}」は、2026-01-31 のように書いてください。") from error
    return day


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _written(cells: Sequence[str]) -> str:
    """As much of the row as tells it from others."""
    return "、".join(cell for cell in cells if cell)[:80]
