"""Cells to rows: where the headings of a sheet stand, what each column means, and what each row is."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from directory.imports.headings import EVENTS, HALLS, Meaning, plain, recognise
from kayoiba.tools.sheets import Sheet

HEADINGS_WITHIN = 30
"""Lines in which the headings are looked for; above them stand titles and notes."""

WHOSE = {"municipality_code", "prefecture_code", "prefecture", "municipality"}
BOOKKEEPING = WHOSE | {"source_id", "row_number"}
"""Columns that are filled in before anybody writes a row: a row with nothing else is empty."""

DITTO = {"〃", "″", "々", "同上", "(同)", "（同）", "同じ", '"', "”", "ゝ", "仝"}
DITTOED = frozenset(
    ["name", "district", "school_district", "venue", "address", "building", "group", "fee", "schedule", "weekdays"]
)
PLACEHOLDER = re.compile(r"[\s\-‐‑–—―−－ー・.…*＊?？]*|[※(（]?(?:非公開|未公開)[)）]?")
"""Says that there is nothing to say, or that it is not to be said. Kept as text, read as unknown."""

NUMBER = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚ\-－_./()（）#№]+")
TOTALS = {"計", "小計", "合計", "総計", "総合計", "地区計", "合 計"}
EXAMPLE_SHEET = re.compile(r"入力例|記入例|記載例|作成例|サンプル|[(（]例[)）]")
EXAMPLE_NAME = re.compile(r"[○〇◯]{2}|([△□×])\1")  # ○△□子ども食堂 is the name of one

NO_HEADINGS = "見出しの行が見つかりません。名称や番号の見出しを1行に書いてください。"
NO_NAME_COLUMN = "名前の列がありません。"
EXAMPLE = "入力例です。通いの場ではありません。"
EVENT_LIST = "行事の一覧です。通いの場の一覧ではないので取り込みません。"
HALL_LIST = "施設（会場）の一覧です。通いの場として取り込むときは --as-places をつけてください。"
NO_NAME = "名前がありません。"
REPEATED_HEADINGS = "見出しのくり返しです。"
TOTAL = "合計の行です。"
FOOTNOTE = "注記の行です。"


class Column(NamedTuple):
    heading: str
    meaning: Meaning | None


class Cell(NamedTuple):
    heading: str
    meaning: Meaning | None
    text: str
    written: str
    """As the file has it where `text` was carried down from the row above."""


@dataclass(frozen=True)
class Row:
    """One row below the headings. `refusal` says why it is not taken; `further` rows add to another row's place."""

    sheet: str | None
    number: int
    signature: str
    cells: tuple[Cell, ...]
    refusal: str = ""
    further: bool = False

    @property
    def name(self) -> str:
        return self.said("name")

    @property
    def is_empty(self) -> bool:
        return all(_is_bookkeeping(cell) for cell in self.cells)

    @property
    def as_written(self) -> dict[str, str]:
        return {cell.heading: cell.written for cell in self.cells}

    @property
    def digest(self) -> str:
        """The same for rows that say the same; what was carried down from above counts."""
        said = sorted((cell.heading, cell.text) for cell in self.cells)
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()

    @property
    def scope(self) -> str:
        """Whose numbering the row's number belongs to: its city's where it names one, else this kind of list's."""
        whose = " ".join(filter(None, (self.said("municipality_code"), self.said("municipality"))))
        return whose or self.signature

    @property
    def names_its_city(self) -> bool:
        return self.scope != self.signature

    def said(self, field_name: str) -> str:
        """The text of the column that means `field_name`, empty where it says nothing."""
        for cell in self.cells:
            if cell.meaning and cell.meaning.field == field_name and not PLACEHOLDER.fullmatch(cell.text):
                return cell.text
        return ""


def _is_bookkeeping(cell: Cell) -> bool:
    """A number or the name of the city; a note that merely stands in that column is content."""
    if cell.meaning is None or cell.meaning.field not in BOOKKEEPING or cell.text.startswith("※"):
        return False
    return len(cell.text) <= 20 and (cell.meaning.field in WHOSE or bool(NUMBER.fullmatch(cell.text)))


@dataclass(frozen=True)
class ReadSheet:
    name: str | None
    columns: tuple[Column, ...] = ()
    above: tuple[str, ...] = ()
    rows: tuple[Row, ...] = field(default=())

    @property
    def signature(self) -> str:
        return _signature(self.columns)


def read_sheet(sheet: Sheet, *, as_places: bool = False) -> ReadSheet:
    """The sheet with its columns understood. `as_places` takes a list of halls for a list of places."""
    at = _heading_line(sheet.rows)
    if at is None:
        return ReadSheet(sheet.name, rows=tuple(_rows_without_headings(sheet)))
    columns = _columns(sheet.rows, at)
    above = tuple(" ".join(filter(None, map(str.strip, row))) for row in sheet.rows[:at])
    refusal, further = _verdict(sheet, columns, above, as_places)
    rows = (_judged(row, refusal, further, columns) for row in _rows(sheet, columns, at))
    return ReadSheet(sheet.name, columns, tuple(filter(None, above)), tuple(rows))


def _heading_line(rows: list[list[str]]) -> int | None:
    """The line with the most known headings; of an English and a Japanese line one below the other, the lower."""
    known = [_count_known(row) for row in rows[:HEADINGS_WITHIN]]
    best = max(known, default=0)
    if not best:
        return None
    at = known.index(best)
    while at + 1 < len(known) and known[at + 1] * 2 >= max(2, len([cell for cell in rows[at + 1] if cell.strip()])):
        at += 1
    return at


def _count_known(row: list[str]) -> int:
    """How many cells are known headings; none where a row of data is likelier: no name and no number among them."""
    fields = [meaning.field for meaning in recognise(row) if meaning]
    if "name" in fields or ("source_id" in fields and len(fields) > 1):
        return len(fields)
    return 0


def _columns(rows: list[list[str]], at: int) -> tuple[Column, ...]:
    """A column for every cell of the widest row; repeated headings are numbered, missing ones named by place."""
    width = max(place for row in rows[at:] for place, cell in enumerate(row, start=1) if cell.strip())
    written = [re.sub(r"\s*\n\s*", "", cell).strip() for cell in [*rows[at], *[""] * width][:width]]
    seen: Counter[str] = Counter()
    columns = []
    for place, (heading, meaning) in enumerate(zip(written, recognise(written), strict=True), start=1):
        heading = heading or f"（見出しなし・{place}列目）"
        seen[heading] += 1
        columns.append(Column(heading if seen[heading] == 1 else f"{heading}（{seen[heading]}）", meaning))
    return tuple(columns)


def _signature(columns: tuple[Column, ...]) -> str:
    spelled = sorted(plain(column.heading) for column in columns if not column.heading.startswith("（見出しなし"))
    return hashlib.sha256("\n".join(spelled).encode()).hexdigest()


def _verdict(sheet: Sheet, columns: tuple[Column, ...], above: tuple[str, ...], as_places: bool) -> tuple[str, bool]:
    """Why the whole sheet is refused, if it is, and whether its rows add to places that are listed elsewhere."""
    spelled = {plain(column.heading) for column in columns}
    named_by = {plain(column.heading) for column in columns if column.meaning and column.meaning.field == "name"}
    if any(EXAMPLE_SHEET.search(text) for text in (sheet.name or "", *above)):
        return EXAMPLE, False
    if EVENTS & named_by:
        return EVENT_LIST, False
    if HALLS & spelled and named_by and not as_places:
        return HALL_LIST, False
    return "", not named_by


def _rows(sheet: Sheet, columns: tuple[Column, ...], at: int) -> Iterator[Row]:
    signature = _signature(columns)
    last: dict[str, str] = {}
    for number, written in enumerate(sheet.rows[at + 1 :], start=at + 2):
        cells = []
        for column, cell in zip(columns, written, strict=False):
            cell = cell.strip()
            if not cell:
                continue
            text = cell
            if column.meaning and column.meaning.field in DITTOED:
                text = last.get(column.heading, cell) if cell in DITTO else cell
                last[column.heading] = text
            cells.append(Cell(column.heading, column.meaning, text, cell))
        yield Row(sheet.name, number, signature, tuple(cells))


def _rows_without_headings(sheet: Sheet) -> Iterator[Row]:
    for number, written in enumerate(sheet.rows, start=1):
        cells = [(f"（{place}列目）", cell.strip()) for place, cell in enumerate(written, start=1) if cell.strip()]
        row = Row(sheet.name, number, "", tuple(Cell(heading, None, text, text) for heading, text in cells))
        yield replace(row, refusal=NO_HEADINGS) if cells else row


def _judged(row: Row, refusal: str, further: bool, columns: tuple[Column, ...]) -> Row:
    if row.is_empty:
        return row
    return replace(row, refusal=refusal or _row_refusal(row, further), further=further and not refusal)


def _row_refusal(row: Row, further: bool) -> str:
    if sum(plain(cell.text) == plain(cell.heading) for cell in row.cells) >= min(2, len(row.cells)):
        return REPEATED_HEADINGS
    if further:
        return "" if row.said("source_id") else NO_NAME_COLUMN
    if not row.name:
        return NO_NAME
    if TOTALS & {row.name, row.said("district"), row.said("source_id")}:
        return TOTAL
    if row.name.startswith(("※", "＊", "注）", "注)")) and len(row.cells) == 1:
        return FOOTNOTE
    if EXAMPLE_NAME.search(row.name) or EXAMPLE_NAME.search(row.said("address")):
        return EXAMPLE
    return ""
