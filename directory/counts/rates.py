"""The people of 65 and over that rates are made with: said wherever a rate stands."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from directory.counts.areas import Area
from directory.counts.figures import Year
from directory.counts.queries import Closings, populations_of
from kayoiba.tools.fiscal import era_date, fiscal_year_name


@dataclass(frozen=True)
class Ground:
    """`of` is what the population was used for: years or areas, in words."""

    of: str
    people: int | None
    date: dt.date
    source: str

    def __str__(self) -> str:
        """「令和3年度：65歳以上 125,532人（令和2年10月1日、国勢調査）」"""
        people = "" if self.people is None else f" {self.people:,}人"
        return f"{self.of}：65歳以上{people}（{'、'.join(filter(None, [era_date(self.date), self.source]))}）"


def grounds_by_year(years: Sequence[Year], closings: Closings, area: Area) -> list[Ground]:
    """Of one area; years in a row that share a population are one."""
    populations = _populations(years, closings)
    told = [(year, populations[year.number].get(area.mark)) for year in years]
    return [
        _ground(_span([year for year, _ in same]), entry, entry["aged_65"])
        for entry, same in ((entry, list(same)) for entry, same in groupby(told, key=lambda pair: pair[1]))
        if entry
    ]


def grounds_by_area(year: Year, closings: Closings, areas: Iterable[Area]) -> list[Ground]:
    """Of one year; areas whose populations have one date and source are one, with the people of the first."""
    populations = _populations([year], closings)[year.number]
    alike: dict[tuple[str, str], list[tuple[Area, Mapping[str, Any]]]] = {}
    for area in areas:
        if entry := populations.get(area.mark):
            alike.setdefault((entry["date"], entry["source"]), []).append((area, entry))
    return [_of_areas(same) for same in alike.values()]


def _of_areas(same: Sequence[tuple[Area, Mapping[str, Any]]]) -> Ground:
    first, entry = same[0]
    return _ground("・".join(area.name for area, _ in same), entry, None if first.mark else entry["aged_65"])


def _ground(of: str, entry: Mapping[str, Any], people: int | None) -> Ground:
    return Ground(of, people, dt.date.fromisoformat(entry["date"]), entry["source"])


def _span(years: Sequence[Year]) -> str:
    first, last = (fiscal_year_name(year.number) for year in (years[0], years[-1]))
    return first if first == last else f"{first}〜{last}"


def _populations(years: Sequence[Year], closings: Closings) -> Mapping[int, Mapping[str, Mapping[str, Any]]]:
    closed = {year.number: closings[year.number].populations for year in years if year.number in closings}
    return populations_of(years) | closed
