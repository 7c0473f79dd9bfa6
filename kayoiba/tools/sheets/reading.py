"""Reading what a city or a council hands in, without losing a cell of it."""

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

from kayoiba.tools.sheets import workbook
from kayoiba.tools.sheets.workbook import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, NOT_A_WORKBOOK, PASSWORD, TOO_MUCH, ZIP

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Marks pile up when a list is saved again and again, and one that met an old program is left as 「?」.
MARKS_AT_START = re.compile(r"\A[\ufeff?]+")
# What Python makes of bytes that CP932 leaves undefined.
OUTSIDE_CP932 = re.compile(r"[\x80\uf8f0-\uf8f3]")

EMPTY = "ファイルに何も書かれていません。"
NOT_A_TABLE = "表のファイルではありません。CSVかExcelのファイルを選んでください。"
UNKNOWN_LETTERS = "文字の種類がわかりません。Excelで「CSV UTF-8」として保存し直してください。"
OPEN_QUOTE = '{line}行目からはじまる引用符（ " ）が、最後まで閉じていません。'

csv.field_size_limit(2**31 - 1)  # the whole file is in memory already; a long note is no reason to refuse it

LAST_ROW = "\x04"  # end of transmission: in no list


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
    sheets = _workbook_sheets(path, content) if content.startswith((ZIP, OLE)) else _text_sheets(content)
    if not any(cell.strip() for sheet in sheets for row in sheet.rows for cell in row):
        raise UnreadableSheet(EMPTY)
    return sheets


def _workbook_sheets(path: str | os.PathLike[str], content: bytes) -> list[Sheet]:
    if content.startswith(OLE) and ENCRYPTED in content:
        raise UnreadableSheet(PASSWORD)
    sheets: list[Sheet] = []
    for line in _unfolded(path):
        match line:
            case {"problem": problem}:
                raise UnreadableSheet(problem)
            case str(name):
                sheets.append(Sheet(name, []))
            case row:
                sheets[-1].rows.append(row)
    return sheets


def _unfolded(path: str | os.PathLike[str]) -> Iterator[Any]:
    """What the program says of the workbook. It dies of what is too much for it, and so does not say."""
    command = [sys.executable, "-P", workbook.__file__]
    with Path(path).open("rb") as file, Popen(command, stdin=file, stdout=PIPE, stderr=DEVNULL) as program:
        assert program.stdout
        yield from (json.loads(line) for line in program.stdout if line.endswith(b"\n"))
    if program.returncode:
        raise UnreadableSheet(TOO_MUCH if program.returncode < 0 else NOT_A_WORKBOOK)


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
    for line in io.StringIO(text, newline=""):
        if "\t" in line or "," in line:
            return line.count("\t") > line.count(",")
    return False


def _text_rows(text: str, delimiter: str) -> list[list[str]]:
    """By the rules for quotes where the file keeps them; in a TSV that does not, a quote is a letter like any other."""
    lines = io.StringIO(text, newline="")
    try:
        return _bounded(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        lines.seek(0)
    if delimiter == "\t":
        return _bounded(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return _rows_with_stray_quotes(text)


def _bounded(reader: Iterable[list[str]]) -> list[list[str]]:
    rows: list[list[str]] = []
    cells = 0
    for row in reader:
        rows.append(row)
        cells += len(row)
        if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
            raise UnreadableSheet(TOO_MUCH)
    return rows


def _rows_with_stray_quotes(text: str) -> list[list[str]]:
    """A quote that never closes would swallow the rest of the file unseen; a last row of our own shows it did not."""
    began = [1]
    reader = csv.reader(io.StringIO(text.rstrip("\r\n") + f"\n{LAST_ROW}", newline=""))

    def noted() -> Iterator[list[str]]:
        for row in reader:
            began.append(reader.line_num + 1)
            yield row

    rows = _bounded(noted())
    if rows[-1] != [LAST_ROW]:
        raise UnreadableSheet(OPEN_QUOTE.format(line=began[-2]))
    return rows[:-1]
