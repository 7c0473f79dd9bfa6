"""The deck's chart: how many places are known year by year, with the subsidised drawn inside, and what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.counts.charts import Column, Columns, Lying, columns, lying
from directory.counts.events.queries import events_of
from directory.counts.figures import KNOWN, SUBSIDISED, Year
from directory.counts.models import YearEvent
from directory.counts.queries import Line
from kayoiba.tools import fiscal
from kayoiba.tools.saying import number_or_unknown

Marked = tuple[str, YearEvent]


@dataclass(frozen=True)
class Growth:
    """`events` are the marks below the axis, ①②③ through the years, and what each stands for."""

    chart: Columns
    events: Sequence[Marked]
    said: str


def growth(line: Line, years: Sequence[Year]) -> Growth:
    events = _marked(years, events_of(line.area))
    entries = [
        Column(
            fiscal.short_name(year.number),
            line.number(KNOWN, year),
            line.number(SUBSIDISED, year),
            [mark for mark, event in events if fiscal.fiscal_year(event.on) == year.number],
        )
        for year in years
    ]
    return Growth(columns(entries), events, _say(line, years[0], years[-1]))


def bars_by_district(lines: Iterable[Line], year: Year) -> list[Lying]:
    return lying([(line.area.name, line.number(KNOWN, year), line.number(SUBSIDISED, year)) for line in lines])


def _marked(years: Sequence[Year], events: Iterable[YearEvent]) -> list[Marked]:
    numbers = {year.number for year in years}
    drawn = [event for event in events if fiscal.fiscal_year(event.on) in numbers]
    return [(_circled(number), event) for number, event in enumerate(drawn, start=1)]


def _circled(number: int) -> str:
    """①–⑳, and (21) from then on."""
    return chr(ord("①") + number - 1) if number <= 20 else f"({number})"


def _say(line: Line, first: Year, last: Year) -> str:
    def said(year: Year) -> str:
        whole, part = (number_or_unknown(line.number(figure, year)) for figure in (KNOWN, SUBSIDISED))
        return f"{fiscal.fiscal_year_name(year.number)}は {whole}（うち{SUBSIDISED.name} {part}）"

    return f"{said(first)}、{said(last)}です。すべての年度の数は、表にあります。"
