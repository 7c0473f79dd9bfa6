"""places.xlsx: what it is, the two tables, and what their columns mean."""

import tempfile
from collections.abc import Iterator, Sequence

from directory.opendata import licence, queries
from directory.opendata.edition import Edition
from directory.opendata.formats import MORE_OF_PLACES, PLACES, Table
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.sheets import OfficeWorkbook, office_workbook

TABLES = {"基本情報": PLACES, "追加情報": MORE_OF_PLACES}
PIECE = 64 * 1024
AS_WRITTEN = {"ID": "0", "緯度": "0.000000", "経度": "0.000000"}
"""A number of a place is no quantity: it has no comma. And a point to one decimal is ten kilometres wide."""


def workbook(edition: Edition) -> Iterator[bytes]:
    """Written to a file on disk row by row, then read in pieces."""
    with tempfile.TemporaryFile() as file:
        with office_workbook(file) as book:
            _cover(book, edition)
            for name, table in TABLES.items():
                _sheet(book, name, table, edition)
            _explanation(book)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _cover(book: OfficeWorkbook, edition: Edition) -> None:
    facts = {
        "作成日": era_date(edition.today),
        "場の数": queries.count(),
        "ライセンス": licence.NAME,
        "くわしくは": edition.address,
    }
    book.cover("はじめに", title=edition.title, facts=facts, notes=[licence.attribution(edition), *licence.SOURCES])


def _sheet(book: OfficeWorkbook, name: str, table: Table, edition: Edition) -> None:
    formats = {heading: AS_WRITTEN[heading] for heading in table.headings if heading in AS_WRITTEN}
    book.sheet(name, headings=table.headings, rows=table.cells(edition), formats=formats, filtered=True)


def _explanation(book: OfficeWorkbook) -> None:
    rows: list[Sequence[object]] = [
        (name, column.heading, column.said) for name, table in TABLES.items() for column in table.columns
    ]
    book.sheet("列の説明", headings=["シート", "列", "説明"], rows=rows, portrait=True)
