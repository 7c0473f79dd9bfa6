"""How figures are laid out, the same on pages and in sheets."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from directory.counts.areas import Area
from directory.counts.figures import ENDED, KNOWN, MOVED, NEW, PLACES, SUBSIDISED, Figure, Year
from directory.counts.models import Stay
from directory.counts.queries import Line
from kayoiba.tools.fiscal import era_date

DECK = [KNOWN, SUBSIDISED]  # the table as people know it
MOVES = [NEW, ENDED, MOVED]  # what leads from one year's KNOWN to the next
COMPARED = ["この年度", "前の年度", "増減"]
AREA_HEADINGS = [
    (KNOWN.name, KNOWN.level),
    *((heading, KNOWN.level) for heading in COMPARED[1:]),
    *((figure.label, figure.level) for figure in PLACES[1:]),
]


@dataclass(frozen=True)
class Number:
    """A cell: None is unknown. A difference has no `href`, for no places are behind it."""

    value: int | None
    href: str = ""

    @property
    def signed(self) -> str:
        """「+69」, 「−3」, 「±0」"""
        return f"{self.value:+,}".replace("-", "−") if self.value else "±0"


def number(line: Line, figure: Figure, year: Year) -> Number:
    return Number(line.number(figure, year), names_address(figure, year, line.area))


def compared(line: Line, figure: Figure, year: Year, last: Year | None) -> list[Number]:
    """This year's, last year's and the difference: unknown where nothing was on record last year."""
    this = number(line, figure, year)
    if last is None:
        return [this, Number(None), Number(None)]
    return [this, number(line, figure, last), Number(line.number(figure, year) - line.number(figure, last))]


def area_numbers(line: Line, year: Year, last: Year | None) -> list[Number]:
    """One area's row under AREA_HEADINGS."""
    return compared(line, KNOWN, year, last) + [number(line, figure, year) for figure in PLACES[1:]]


def names_address(figure: Figure, year: Year, area: Area) -> str:
    marks = {"as_of": year.day.isoformat(), "area": area.district, "school": area.school}
    return f"{_names_path(year.number, figure.key)}?{urlencode({name: mark for name, mark in marks.items() if mark})}"


@cache
def _names_path(fiscal_year: int, key: str) -> str:
    return reverse("counts:names", args=[fiscal_year, key])


def moves_said(stay: Stay, year: Year) -> str:
    """「令和3年5月1日に入った 令和3年10月1日に出た」, as far as it was that year."""
    said = []
    if not stay.opens and year.eve < stay.from_date <= year.day:
        said.append(f"{era_date(stay.from_date)}に入った")
    if not stay.closes and stay.until and year.eve < stay.until <= year.day:
        said.append(f"{era_date(stay.until)}に出た")
    return " ".join(said)
