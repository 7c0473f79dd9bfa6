"""Cells to rows: where the headings of a sheet stand, what each column means, and what each row is."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from directory.imports.choices import Choices, Spot
from directory.imports.headings import EVENTS, HALLS, OURS, Meaning, plain, recognise
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
HALL_LIST = (
    "施設（会場）の一覧です。取り込むときは、"
    "「施設の一覧も、通いの場として 取り込む」（命令では --as-places）をつけてください。"
)
NO_NAME = "名前がありません。"
REPEATED_HEADINGS = "見出しのくり返しです。"
TOTAL = "合計の行です。"
FOOTNOTE = "注記の行です。"


GUIDE, GUIDE_TITLE = "つかいかた", "通いの場の一覧（台帳から書き出したもの）"
"""The first sheet of a list that is written here says how to use it, and nothing of any place."""

OF_OURS, NEW_IN_OURS = "ours", "ours, new"
"""Instead of a sign of the headings: columns may be taken out of our list, and it is still ours."""

NO_CHOICES = Choices()


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
    """One row below the headings. `refusal` says why it is not taken; `further` rows add to another row's place.

    `in_file` is by heading what the file itself says where somebody has typed something else. `columns` are those of
    its sheet: in a list of ours a cell that is not there was emptied.
    """

    sheet: str | None
    number: int
    signature: str
    cells: tuple[Cell, ...]
    in_file: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    refusal: str = ""
    further: bool = False

    @property
    def spot(self) -> Spot:
        return self.sheet or "", self.number

    @property
    def name(self) -> str:
        return self.said("name")

    @property
    def is_of_ours(self) -> bool:
        """A place that has its number from the list that is written here."""
        return self.signature == OF_OURS

    @property
    def is_empty(self) -> bool:
        return all(_is_bookkeeping(cell) for cell in self.cells)

    @property
    def as_written(self) -> dict[str, str]:
        return {cell.heading: cell.written for cell in self.cells}

    @property
    def as_in_file(self) -> dict[str, str]:
        said = self.as_written | self.in_file
        return {heading: text for heading, text in said.items() if text}

    @property
    def typed(self) -> dict[str, str]:
        """What somebody wrote instead of the file."""
        return {heading: self.as_written.get(heading, "") for heading in self.in_file}

    @property
    def digest(self) -> str:
        """The same for rows of which the file says the same; what was carried down from above counts."""
        texts = {cell.heading: cell.text for cell in self.cells} | self.in_file
        said = sorted((heading, text) for heading, text in texts.items() if text)
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


def read_sheet(sheet: Sheet, *, as_places: bool = False, choices: Choices = NO_CHOICES) -> ReadSheet:
    """The sheet with its columns understood. `as_places` takes a list of halls for a list of places."""
    if sheet.name == GUIDE and any(GUIDE_TITLE in row for row in sheet.rows[:1]):
        return ReadSheet(sheet.name)
    at = _heading_line(sheet.rows, choices.meanings)
    if at is None:
        return _read_without_headings(sheet, choices)
    columns = _columns(sheet.rows, at, choices.meanings)
    above = tuple(" ".join(filter(None, map(str.strip, row))) for row in sheet.rows[:at])
    refusal, further = _verdict(sheet, columns, above, as_places)
    rows = (_judged(row, refusal, further) for row in _rows(sheet, columns, at + 1, choices))
    return ReadSheet(sheet.name, columns, tuple(filter(None, above)), tuple(rows))


def _heading_line(rows: list[list[str]], meanings: Mapping[str, str]) -> int | None:
    """The line with the most known headings; of an English and a Japanese line one below the other, the lower."""
    known = [_count_known(row, meanings) for row in rows[:HEADINGS_WITHIN]]
    best = max(known, default=0)
    if not best:
        return None
    at = known.index(best)
    while at + 1 < len(known) and known[at + 1] * 2 >= max(2, len([cell for cell in rows[at + 1] if cell.strip()])):
        at += 1
    return at


def _count_known(row: list[str], said: Mapping[str, str]) -> int:
    """How many cells are known headings; none where a row of data is likelier: no name and no number among them."""
    fields = [meaning.field for meaning in recognise(row, [said.get(plain(cell)) for cell in row]) if meaning]
    if "name" in fields or ("source_id" in fields and len(fields) > 1):
        return len(fields)
    return 0


def _columns(rows: list[list[str]], at: int, said: Mapping[str, str]) -> tuple[Column, ...]:
    """A column for every cell of the widest row; repeated headings are numbered, missing ones named by place."""
    width = _width(rows[at:])
    written = [re.sub(r"\s*\n\s*", "", cell).strip() for cell in [*rows[at], *[""] * width][:width]]
    seen: Counter[str] = Counter()
    headings = []
    for place, heading in enumerate(written, start=1):
        heading = heading or f"（見出しなし・{place}列目）"
        seen[heading] += 1
        headings.append(heading if seen[heading] == 1 else f"{heading}（{seen[heading]}）")
    meanings = recognise(written, [said.get(plain(heading)) for heading in headings])
    return tuple(map(Column, headings, meanings))


def _width(rows: list[list[str]]) -> int:
    return max((place for row in rows for place, cell in enumerate(row, start=1) if cell.strip()), default=0)


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


def _rows(sheet: Sheet, columns: tuple[Column, ...], begin: int, choices: Choices) -> Iterator[Row]:
    is_ours = {column.meaning.field for column in columns if column.meaning} >= OURS
    signature = _signature(columns)
    above: dict[str, tuple[str, str]] = {}
    for number, written in enumerate(sheet.rows[begin:], start=begin + 1):
        typed = choices.corrections.get((sheet.name or "", number), {})
        cells, in_file = [], {}
        for column, cell in zip(columns, [*written, *[""] * len(columns)], strict=False):
            own, said = _said(column, cell.strip(), typed, None if is_ours else above)
            if said:
                cells.append(Cell(*column, said, said if column.heading in typed else cell.strip()))
            if said != own:
                in_file[column.heading] = own
        if is_ours:
            has_number = any(cell.meaning and cell.meaning.field == "place" for cell in cells)
            signature = OF_OURS if has_number else NEW_IN_OURS
        yield Row(sheet.name, number, signature, tuple(cells), in_file, columns)


def _said(column: Column, written: str, typed: Mapping[str, str], above: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """What the file says and what is read, which is what somebody has typed. 「〃」 says what is `above` it."""
    heading, own, said = column.heading, written, written
    if above is None or not (column.meaning and column.meaning.field in DITTOED):
        return own, typed.get(heading, said).strip()
    if written in DITTO:
        own, said = above.get(heading, (written, written))
    said = typed.get(heading, said).strip()
    if own or said:
        above[heading] = own, said
    return own, said


def _read_without_headings(sheet: Sheet, choices: Choices) -> ReadSheet:
    """Its columns have numbers for names, and are read if somebody has said which one is the name."""
    headings = [f"（{place}列目）" for place in range(1, _width(sheet.rows) + 1)]
    meanings = recognise([""] * len(headings), [choices.meanings.get(plain(heading)) for heading in headings])
    columns = tuple(map(Column, headings, meanings))
    rows: Iterable[Row] = _rows(sheet, columns, 0, choices)
    if any(meaning and meaning.field == "name" for meaning in meanings):
        rows = (_judged(row, "", False) for row in rows)
    else:
        rows = (replace(row, signature="", refusal=NO_HEADINGS if row.cells else "") for row in rows)
    return ReadSheet(sheet.name, columns, rows=tuple(rows))


def _judged(row: Row, refusal: str, further: bool) -> Row:
    if row.is_empty or row.is_of_ours:
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
