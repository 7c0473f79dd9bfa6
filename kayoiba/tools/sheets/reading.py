"""Reading what a city or a council hands in, without losing a cell of it."""

import csv
import datetime as dt
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Marks pile up when a list is saved again and again, and one that met an old program is left as 「?」.
MARKS_AT_START = re.compile(r"\A[\ufeff?]+")
# What Python makes of bytes that CP932 leaves undefined.
OUTSIDE_CP932 = re.compile(r"[\x80\uf8f0-\uf8f3]")

EMPTY = "ファイルに何も書かれていません。"
PASSWORD = "パスワードのついたファイルは読めません。パスワードを外して、もう一度保存してください。"
NOT_A_WORKBOOK = "Excelのファイルとして読めません。こわれていないか、Excelで開いて確かめてください。"
NOT_A_TABLE = "表のファイルではありません。CSVかExcelのファイルを選んでください。"
UNKNOWN_LETTERS = "文字の種類がわかりません。Excelで「CSV UTF-8」として保存し直してください。"
OPEN_QUOTE = '{line}行目からはじまる引用符（ " ）が、最後まで閉じていません。'

csv.field_size_limit(2**31 - 1)  # the whole file is in memory already; a long note is no reason to refuse it

LAST_ROW = "\x04"  # end of transmission: in no list

Cell = str | float | bool | dt.date | dt.time | dt.timedelta


class UnreadableSheet(Exception):
    """The file cannot be read; the message tells a person why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """Rows as written, empty ones included, so that the third row is `rows[2]`. A text file's sheet has no name."""

    name: str | None
    rows: list[list[str]]


def read_sheets(path: str | os.PathLike[str]) -> list[Sheet]:
    """The sheets of a file, recognised by its content: endings of file names are often wrong."""
    content = Path(path).read_bytes()
    sheets = _workbook_sheets(content) if content.startswith((ZIP, OLE)) else _text_sheets(content)
    if not any(cell.strip() for sheet in sheets for row in sheet.rows for cell in row):
        raise UnreadableSheet(EMPTY)
    return sheets


def _workbook_sheets(content: bytes) -> list[Sheet]:
    if content.startswith(OLE) and ENCRYPTED in content:
        raise UnreadableSheet(PASSWORD)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        rows = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in tables}
    except PasswordError as error:
        raise UnreadableSheet(PASSWORD) from error
    except CalamineError as error:
        raise UnreadableSheet(NOT_A_WORKBOOK) from error
    return [Sheet(name, [[_as_shown(cell) for cell in row] for row in rows[name]]) for name in tables]


def _as_shown(cell: Cell) -> str:
    """A cell in half-width text: whole numbers without 「.0」, days as ISO, times as HH:MM."""
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return f"{cell:.0f}" if cell.is_integer() else f"{cell:.15g}"
        case dt.datetime():
            return f"{cell:%Y-%m-%d} {_clock(cell.time())}"
        case dt.time():
            return _clock(cell)
        case dt.timedelta():
            return _duration(cell)
        case _:
            return str(cell).replace("\0", "")  # no database keeps it, and nobody typed it


def _clock(time: dt.time) -> str:
    return time.isoformat("seconds" if time.second else "minutes")


def _duration(span: dt.timedelta) -> str:
    """Excel's [h]:mm, which clerks also use for times of day and which may pass 24 hours."""
    minutes = round(span.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _text_sheets(content: bytes) -> list[Sheet]:
    text = MARKS_AT_START.sub("", _decoded(content))
    if "\0" in text:
        raise UnreadableSheet(NOT_A_TABLE)
    return [Sheet(None, _text_rows(text, "\t" if _is_tabbed(text) else ","))]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp932" or not OUTSIDE_CP932.search(text):
            return text
    raise UnreadableSheet(UNKNOWN_LETTERS)


def _is_tabbed(text: str) -> bool:
    """Told by the headings: the first line that has a tab or a comma at all, titles being mostly without."""
    for line in text.splitlines():
        if "\t" in line or "," in line:
            return line.count("\t") > line.count(",")
    return False


def _text_rows(text: str, delimiter: str) -> list[list[str]]:
    """By the rules for quotes where the file keeps them; in a TSV that does not, a quote is a letter like any other."""
    lines = io.StringIO(text, newline="")
    try:
        return list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        lines.seek(0)
    if delimiter == "\t":
        return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return _rows_with_stray_quotes(text)


def _rows_with_stray_quotes(text: str) -> list[list[str]]:
    """A quote that never closes would swallow the rest of the file unseen; a last row of our own shows it did not."""
    rows: list[list[str]] = []
    began = [1]
    reader = csv.reader(io.StringIO(text.rstrip("\r\n") + f"\n{LAST_ROW}", newline=""))
    for row in reader:
        rows.append(row)
        began.append(reader.line_num + 1)
    if rows[-1] != [LAST_ROW]:
        raise UnreadableSheet(OPEN_QUOTE.format(line=began[-2]))
    return rows[:-1]
