"""CSV that opens rightly in Excel and runs nothing there."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

# Full-width signs too: a Japanese Excel reads them as the half-width ones.
BEGINS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
ROWS_A_CHUNK = 500


def neutral(value: object) -> object:
    """The value itself, or a text that a spreadsheet would take for a formula with an apostrophe before it."""
    return f"'{value}" if begins_a_formula(value) else value


def begins_a_formula(value: object) -> bool:
    return isinstance(value, str) and value[:1] in BEGINS_A_FORMULA


def csv_stream(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """UTF-8 with one byte-order mark and CRLF, in pieces as the rows come. None is an empty cell."""
    page = io.StringIO("\ufeff", newline="")
    page.seek(0, io.SEEK_END)
    writer = csv.writer(page)
    for number, row in enumerate(rows, start=1):
        writer.writerow([neutral(_written(cell)) for cell in row])
        if number % ROWS_A_CHUNK == 0:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def _written(cell: object) -> object:
    return cell.isoformat("minutes") if isinstance(cell, dt.time) else cell
