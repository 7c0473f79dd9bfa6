from typing import BinaryIO

from directory.counts.populations.areas import city_and_districts, school_districts
from directory.counts.populations.reading import NUMBERS
from kayoiba.tools.sheets import office_workbook

REGISTER = "住民基本台帳"


def write_blank_sheet(target: BinaryIO) -> None:
    """A line for each area, to be filled in and handed in again; lines that stay empty say nothing."""
    areas = [*city_and_districts(), *school_districts()]
    blank = [None] * len(NUMBERS)
    with office_workbook(target) as book:
        book.sheet(
            "人口",
            headings=["名前", "区域", "基準日", *NUMBERS.values(), "出典"],
            rows=[[area.name, area.code, None, *blank, REGISTER] for area in areas],
            notes=["わかる行だけ書いて、送ってください。基準日は 2026-01-31 のように書きます。"],
        )
