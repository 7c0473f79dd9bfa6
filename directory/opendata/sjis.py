"""CP932 for old programs: letters that it has under another number, letters that it lacks."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from directory.opendata.edition import Edition
from directory.opendata.formats.table import Cell, Table
from kayoiba.tools.sheets import csv_stream

MISSING = "〓"
KANA_AND_MARK = re.compile("[ぁ-ヿ][\u3099\u309a]")
# JIS X 0208 and Microsoft chose different letters of Unicode for the same sign.
SAME_SIGN = str.maketrans("〜−‖—–¢£¬¥‾¦", "～－∥―－￠￡￢￥￣￤")


class Unwritten(NamedTuple):
    """A letter of one cell that CP932 does not have."""

    number: int
    name: str
    heading: str
    letter: str


def writable(text: str) -> str:
    """The text in letters of CP932, with 〓 for each that it has in no form."""
    composed = _composed(text)
    return composed if _has(composed) else "".join(map(_written, composed))


def unwritten(table: Table, edition: Edition) -> Iterator[Unwritten]:
    """Each letter that `writable` gives up, once a cell."""
    number, name = table.headings.index("ID"), table.headings.index("名称")
    for cells in table.cells(edition):
        for heading, cell in zip(table.headings, cells, strict=True):
            for letter in _given_up(cell):
                yield Unwritten(cells[number], cells[name], heading, letter)  # type: ignore[arg-type]


def sjis_stream(lines: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """CSV as `csv_stream` writes it, in CP932."""
    written = ((writable(cell) if isinstance(cell, str) else cell for cell in line) for line in lines)
    for piece in csv_stream(written):
        yield piece.decode("utf-8-sig").encode("cp932")


def _given_up(cell: Cell) -> list[str]:
    if not isinstance(cell, str) or _has(cell):
        return []
    return [letter for letter in dict.fromkeys(_composed(cell)) if _written(letter) == MISSING != letter]


def _composed(text: str) -> str:
    """か with its mark apart is が. Only kana: of kanji the composed form may be another one, which CP932 has too."""
    together = KANA_AND_MARK.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    return together.translate(SAME_SIGN)


def _written(letter: str) -> str:
    if _has(letter) or _is_unseen(letter):
        return letter if _has(letter) else ""
    plain = unicodedata.normalize("NFKC", letter).translate(SAME_SIGN)
    return plain if _has(plain) else MISSING


def _is_unseen(letter: str) -> bool:
    """Joins letters or chooses among the shapes of one."""
    return unicodedata.category(letter) == "Cf" or unicodedata.name(letter, "").startswith("VARIATION SELECTOR")


def _has(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
