"""The names behind a number, as its reader may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from directory.counts.areas import Area
from directory.counts.breakdowns import Breakdown
from directory.counts.figures import Figure, Year
from directory.counts.models import ClosedRow, ClosedYear, Stay
from directory.counts.queries import closed_rows, periods_of, rows_behind
from directory.places.models import Place
from kayoiba.accounts.models import User
from kayoiba.tools.fiscal import era_date

_MOVED = {1: "入った", -1: "出た", 0: "入って、出た"}


@dataclass(frozen=True)
class Name:
    """One row; `place` is its number where the reader may open it. Of a closed year the days are not kept."""

    name: str
    place: int | None
    area: str
    amount: int
    began: str = ""
    ended: str = ""
    moves: str = ""


def rows_of(
    figure: Figure, year: Year, area: Area, closing: ClosedYear | None, breakdown: Breakdown | None, category: str
) -> QuerySet[Any]:
    if closing:
        return closed_rows(closing, figure, area, breakdown, category)
    return rows_behind(figure, year, area, breakdown, category)


def names_of(rows: Iterable[Any], year: Year, closing: ClosedYear | None, user: User) -> list[Name]:
    """Of rows that `user` may see."""
    rows = list(rows)
    if closing:
        return _as_they_were(rows, user)
    periods = periods_of(rows)
    return [_of_stay(stay, periods[stay.period], year) for stay in rows]


def _as_they_were(rows: Sequence[ClosedRow], user: User) -> list[Name]:
    theirs = Place.objects.in_care_of(user).filter(pk__in=[row.place for row in rows])
    opened = set(theirs.values_list("pk", flat=True))
    return [
        Name(
            row.name, row.place if row.place in opened else None, _area(row.district_name, row.school_name), row.amount
        )
        for row in rows
    ]


def _of_stay(stay: Any, period: Any, year: Year) -> Name:
    ended = f"{era_date(period.until)} {period.reason}".strip() if period.until else ""
    area = _area(stay.district or "地区未設定", stay.school_district or "")
    return Name(
        stay.place.name, stay.place_id, area, stay.amount, era_date(period.from_date), ended, moves_said(stay, year)
    )


def _area(district: object, school: object) -> str:
    return "・".join(str(part) for part in (district, school) if part)


def moves_said(stay: Stay, year: Year) -> str:
    """「令和3年5月1日に入った 令和3年10月1日に出た」, as far as it was that year."""
    said = []
    if not stay.opens and year.eve < stay.from_date <= year.day:
        said.append(f"{era_date(stay.from_date)}に入った")
    if not stay.closes and stay.until and year.eve < stay.until <= year.day:
        said.append(f"{era_date(stay.until)}に出た")
    return " ".join(said)
