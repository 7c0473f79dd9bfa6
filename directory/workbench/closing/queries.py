"""What is looked at before a year is closed, and what became of its figures since."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.counts.areas import CITY, NO_DISTRICT, Area
from directory.counts.figures import FIGURES, KNOWN, PARTICIPANTS, REPORTED, Figure, Year
from directory.counts.models import ClosedYear
from directory.counts.queries import Line, Table, by_area, by_year, closed_by_area, closed_by_year, year_of
from directory.counts.tables import differences_address
from directory.startup.models import Grant

MAIN = [figure for figure in FIGURES if figure.within != PARTICIPANTS]
"""What is shown of a year before it is closed; by sex and age it is kept all the same."""


@dataclass(frozen=True)
class Open:
    """What is not settled yet: it may stay so, and is then closed as it is."""

    words: str
    number: int | float
    address: str = ""
    query: str = ""


@dataclass(frozen=True)
class Changed:
    """One figure of one area, as closed and as of now."""

    year: Year
    figure: Figure
    area: Area
    was: int | float | None
    now: int | float | None

    @property
    def signed(self) -> str:
        """「+10」, 「−3」; between a number and an unknown there is no difference to tell."""
        if self.was is None or self.now is None:
            return "―"
        return f"{round(self.now - self.was, 1):+,}".replace("-", "−")

    @property
    def href(self) -> str:
        """Where its places are told."""
        return differences_address(self.figure, self.year, self.area)


def still_open(table: Table, year: Year) -> list[Open]:
    homeless = next(line for line in table.districts if line.area == NO_DISTRICT)
    silent = (table.city.number(KNOWN, year) or 0) - (table.city.number(REPORTED, year) or 0)
    applied = Grant.objects.filter(fiscal_year=year.number, status=Grant.Status.APPLIED).count()
    found = [
        Open("地区のわからない場", homeless.number(KNOWN, year) or 0, "names", NO_DISTRICT.district),
        Open("助成が「申請」のままの場", applied),
        Open("参加者の数がわからない場", silent, "survey"),
    ]
    return [row for row in found if row.number]


def changes(closing: ClosedYear) -> list[Changed]:
    """Every figure of the city, of a district or a school district that is not what it was closed with."""
    year = year_of(closing)
    live = {_marks(line): line for line in by_area([year]).lines}
    closed = {_marks(line): line for line in closed_by_area(closing).lines}
    areas = [*closed, *(marks for marks in live if marks not in closed)]
    return [changed for marks in areas for changed in _changed(closed.get(marks), live.get(marks), year)]


def changed_in(closing: ClosedYear, figure: Figure, area: Area) -> Changed:
    year = year_of(closing)
    lines = closed_by_year([closing], area, [figure]), by_year([year], area, [figure])
    return Changed(year, figure, area, *(line.number(figure, year) for line in lines))


def _changed(closed: Line | None, live: Line | None, year: Year) -> Iterator[Changed]:
    area = (closed or live or Line(CITY)).area
    for figure in FIGURES:
        was, now = ((line or Line(area)).number(figure, year) for line in (closed, live))
        if was != now:
            yield Changed(year, figure, area, was, now)


def _marks(line: Line) -> tuple[str, str]:
    return line.area.district, line.area.school
