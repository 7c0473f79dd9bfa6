"""Workbooks that read well on a desk and print on A4 without another touch."""

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kayoiba.tools.sheets.text import begins_a_formula

A4 = 9
FONT = {"font_name": "BIZ UDPゴシック", "font_size": 11, "valign": "vcenter"}
TITLE = {"bold": True, "font_size": 16, "font_color": "#1b3a6b"}
NOTE = {"font_color": "#5a5d61"}
HEADING = {"bold": True, "bg_color": "#e4eaf4", "border": 1, "border_color": "#8a94a6", "text_wrap": True}
CELL = {"border": 1, "border_color": "#c4c8d0", "text_wrap": True}
USUAL_FORMATS = {  # the first that fits
    int: "#,##0",
    float: "#,##0.0",
    Decimal: "#,##0.0",
    dt.datetime: "yyyy-mm-dd hh:mm",
    dt.date: "yyyy-mm-dd",
    dt.time: "hh:mm",
}
NARROWEST, WIDEST = 8, 48
WIDEST_HEADING = 14  # a longer one is broken, so that columns of numbers stay narrow enough to be read on paper
LINE = 18  # points, for the letters of FONT
HIGHEST = 409  # points, Excel's own limit
LONGEST_TEXT = 32_767  # Excel's own limit; XlsxWriter leaves out what is longer
MORE_ROWS = 500
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


@contextmanager
def office_workbook(target: str | os.PathLike[str] | BinaryIO) -> Iterator["OfficeWorkbook"]:
    """A workbook for a path or a buffer: `with office_workbook(target) as book: book.sheet("地区別", …)`."""
    where = os.fspath(target) if isinstance(target, str | os.PathLike) else target
    with xlsxwriter.Workbook(where, {"constant_memory": True, "default_format_properties": FONT}) as workbook:
        yield OfficeWorkbook(workbook)


@dataclass(frozen=True)
class Below:
    """A second table under the first of a sheet, with a title of its own."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


class OfficeWorkbook:
    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:
        """Made once and shared: Excel has a limit of formats, and cells few looks."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(FONT | properties)
        return self._formats[key]

    def sheet(
        self,
        name: str,
        *,
        headings: Sequence[str],
        rows: Iterable[Sequence[object]],
        title: str = "",
        notes: Sequence[str] = (),
        frozen_columns: int = 1,
        formats: Mapping[str, str] | None = None,
        unknown: str = "",
        portrait: bool = False,
        filtered: bool = False,
        choices: Mapping[str, Sequence[str]] | None = None,
        below: Below | None = None,
        widest: int = WIDEST,
    ) -> None:
        """A table under its title and notes, the headings in sight on the screen and on every printed page.

        `formats` are number formats by heading; `unknown` is what a cell without a value says (「未把握」).
        `filtered` puts arrows on the headings, and `choices` by heading what is offered to whoever fills in a cell,
        who may write otherwise all the same. `widest`, in half-width letters, makes a sheet of many columns narrow
        enough to be read when it is printed.
        """
        page = _Page(self, self._worksheet(name, portrait=portrait), widest)
        page.top(title, notes)
        page.headings(headings)
        page.keep_in_sight(frozen_columns, headings=below is None)
        page.rows(rows, [(formats or {}).get(heading, "") for heading in headings], unknown)
        if filtered:
            page.filter(len(headings))
        for heading, words in (choices or {}).items():
            page.offer(headings.index(heading), words)
        if below:
            page.below(below, unknown)
        page.fit_columns()
        page.print_what_is_filled()

    def cover(self, name: str, *, title: str, facts: Mapping[str, object], notes: Sequence[str] = ()) -> None:
        """A first sheet that says what the workbook is: 年度, 基準日, 作成 …, and what its figures mean."""
        page = _Page(self, self._worksheet(name, portrait=True))
        page.top(title, notes)
        for label, value in facts.items():
            page.row([label, value], ["", ""])
        page.fit_columns()
        page.print_what_is_filled()

    def _worksheet(self, name: str, *, portrait: bool) -> Worksheet:
        worksheet = self.workbook.add_worksheet(self._free_name(name))
        worksheet.set_paper(A4)
        worksheet.set_portrait() if portrait else worksheet.set_landscape()
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        worksheet.set_footer("&L&A&R&P / &N")
        return worksheet

    def _free_name(self, name: str) -> str:
        """Excel wants 31 letters at most, no brackets or slashes, and no name twice."""
        wanted = NOT_IN_A_SHEET_NAME.sub("・", name).strip("'")[:28]
        taken = {sheet.get_name().casefold() for sheet in self.workbook.worksheets()}
        number, free = 1, wanted
        while free.casefold() in taken:
            number, free = number + 1, f"{wanted} {number + 1}"
        return free


class _Page:
    """A worksheet filled from top to bottom, as constant memory needs it."""

    def __init__(self, book: OfficeWorkbook, worksheet: Worksheet, widest: int = WIDEST) -> None:
        self.book = book
        self.worksheet = worksheet
        self.widest = widest
        self.next_row = 0
        self.widths: dict[int, int] = {}

    def top(self, title: str, notes: Sequence[str]) -> None:
        for text, looks in [(title, TITLE)] * bool(title) + [(note, NOTE) for note in notes]:
            self._write_text(0, text, looks)
            self.next_row += 1

    def headings(self, headings: Sequence[str]) -> None:
        lines = max((_lines(heading, WIDEST_HEADING) for heading in headings), default=1)
        self.worksheet.set_row(self.next_row, lines * LINE)
        for column, heading in enumerate(headings):
            self._write_text(column, heading, HEADING)
            self.widths[column] = max(min(_width(heading), WIDEST_HEADING), self.widths.get(column, 0))
        self.heading_row = self.next_row
        self.next_row += 1

    def keep_in_sight(self, columns: int, *, headings: bool) -> None:
        """The headings of one table would be wrong above another."""
        if headings:
            self.worksheet.repeat_rows(self.heading_row)
        self.worksheet.freeze_panes(self.next_row if headings else 0, columns)

    def rows(self, rows: Iterable[Sequence[object]], number_formats: Sequence[str], unknown: str) -> None:
        for row in rows:
            self.row([unknown if cell is None else cell for cell in row], number_formats)

    def below(self, table: Below, unknown: str) -> None:
        self.next_row += 1
        self.top("", [table.title])
        self.headings(table.headings)
        self.rows(table.rows, [""] * len(table.headings), unknown)

    def row(self, cells: Sequence[object], number_formats: Sequence[str]) -> None:
        lines = max((_lines(cell, self.widest) for cell in cells), default=1)
        if lines > 1:  # not every program makes room for wrapped text by itself
            self.worksheet.set_row(self.next_row, min(lines * LINE, HIGHEST))
        for column, (cell, number_format) in enumerate(zip(cells, number_formats, strict=True)):
            self._write(column, cell, number_format)
        self.next_row += 1

    def fit_columns(self) -> None:
        for column, width in self.widths.items():
            self.worksheet.set_column(column, column, min(max(width + 2, NARROWEST), self.widest))

    def print_what_is_filled(self) -> None:
        """Drop-down lists go on below, and would be printed as empty sheets."""
        self.worksheet.print_area(0, 0, max(self.next_row - 1, 0), max(self.widths, default=0))

    def filter(self, columns: int) -> None:
        self.worksheet.autofilter(self.heading_row, 0, self.next_row - 1, columns - 1)

    def offer(self, column: int, words: Sequence[str]) -> None:
        """To every row, and to some below for what is added."""
        rule = {"validate": "list", "source": list(words), "error_type": "information", "show_error": False}
        self.worksheet.data_validation(self.heading_row + 1, column, self.next_row + MORE_ROWS, column, rule)

    def _write(self, column: int, cell: object, number_format: str) -> None:
        self._widen(column, str(cell))
        usual = next((usual for kind, usual in USUAL_FORMATS.items() if isinstance(cell, kind)), None)
        if usual is None or isinstance(cell, bool):
            self._write_text(column, str(cell), CELL)
        else:
            cell_format = self.book.format(**CELL, num_format=number_format or usual)
            self.worksheet.write(self.next_row, column, cell, cell_format)

    def _write_text(self, column: int, text: str, looks: dict[str, Any]) -> None:
        """Always as text; what could pass for a formula is also marked so, as an apostrophe typed before it would."""
        quoted = {"quote_prefix": True} if begins_a_formula(text) else {}
        self.worksheet.write_string(self.next_row, column, text[:LONGEST_TEXT], self.book.format(**looks, **quoted))

    def _widen(self, column: int, text: str) -> None:
        width = max(map(_width, text.splitlines()), default=0)
        self.widths[column] = max(width, self.widths.get(column, 0))


def _lines(cell: object, widest: int) -> int:
    """How many lines a cell takes in the widest column."""
    return sum(max(1, -(-_width(line) // widest)) for line in str(cell).splitlines())


def _width(text: str) -> int:
    """In half-width letters."""
    return len(text) if text.isascii() else sum(map(_width_of_letter, text))


@cache
def _width_of_letter(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WFA" else 1
