"""A workbook unfolded by a program of its own: cells far apart, or a file packed to burst, kill it and nobody else.

Reads the workbook from its input and writes a line of JSON for the name of each sheet and one for each of its rows;
or `{"problem": …}`, a sentence for whoever sent it.
"""

import datetime as dt
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

ZIP = b"PK\x03\x04"
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 50_000, 500, 5_000_000
MOST_UNPACKED = 200 * 1024**2
MEMORY = 1024**3
SECONDS = 30

PASSWORD = "パスワードのついたファイルは読めません。パスワードを外して、もう一度保存してください。"
NOT_A_WORKBOOK = "Excelのファイルとして読めません。こわれていないか、Excelで開いて確かめてください。"
TOO_MUCH = (
    "中身が大きすぎて、読めません（1シートに5万行・500列まで）。"
    "表から下や右に はなれた所に、文字の残った欄がないか見て、消して保存してください。"
)

Cell: TypeAlias = str | float | bool | dt.date | dt.time | dt.timedelta


class TooMuch(Exception):
    """More than any list of places holds."""


def main() -> None:
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))
    for line in _told(sys.stdin.buffer.read()):
        sys.stdout.write(f"{json.dumps(line)}\n")


def _told(content: bytes) -> Iterator[str | list[str] | dict[str, str]]:
    try:
        yield from _unfolded(content)
    except PasswordError:
        yield {"problem": PASSWORD}
    except (CalamineError, zipfile.BadZipFile):
        yield {"problem": NOT_A_WORKBOOK}
    except (MemoryError, TooMuch):
        yield {"problem": TOO_MUCH}


def _unfolded(content: bytes) -> Iterator[str | list[str]]:
    if content.startswith(ZIP) and _unpacked(content) > MOST_UNPACKED:
        raise TooMuch
    workbook, cells = CalamineWorkbook.from_filelike(io.BytesIO(content)), 0
    for about in workbook.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(about.name)
            height, width = (last + 1 for last in sheet.end or (-1, -1))
            cells += height * width
            if height > MOST_ROWS or width > MOST_COLUMNS or cells > MOST_CELLS:
                raise TooMuch
            yield about.name
            for row in sheet.to_python(skip_empty_area=False):
                yield [_as_shown(cell) for cell in row]


def _unpacked(content: bytes) -> int:
    return sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(content)).infolist())


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


if __name__ == "__main__":
    main()
