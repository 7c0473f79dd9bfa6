"""Why a closed figure and the same figure of today differ, place by place."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.counts.areas import CITY, Area
from directory.counts.figures import (
    ENDED,
    KNOWN,
    LISTED,
    MOVED,
    NEW,
    PAUSED,
    RESUMED,
    SUBSIDISED,
    TOLD,
    Figure,
    Year,
)
from directory.counts.models import ClosedYear
from directory.counts.queries import closed_rows, rows_behind, year_of
from directory.places.models import KnownPeriod, Place
from kayoiba.accounts.models import AuditEvent
from kayoiba.tools.fiscal import era_date

# What it hangs on besides being known, for each figure that does.
HANGS_ON = {
    SUBSIDISED: "助成の決定",
    PAUSED: "休みの期間",
    RESUMED: "休みの期間",
    LISTED: "掲載の期間",
    NEW: "把握した日",
    ENDED: "終わった日",
    MOVED: "地区や学区に移った日",
} | dict.fromkeys(TOLD, "参加者の報告")
NATIONAL_SURVEY = "会場・開催日のきまり・市の判断・参加者の報告のどれか"


@dataclass(frozen=True)
class Difference:
    """What one place added to the figure of one area then, and what it adds now; `last` is the last word about it."""

    place: int
    name: str
    was: int
    now: int
    why: str
    last: AuditEvent | None


@dataclass(frozen=True)
class Known:
    """Where a place was known at the end of the year, in words; nothing where it was not."""

    areas: Mapping[int, str]

    def __contains__(self, place: int) -> bool:
        return place in self.areas


def differences(closing: ClosedYear, figure: Figure, area: Area) -> list[Difference]:
    """By the reading of the name as it was, then of the names of now. Their effects make the whole difference."""
    year = year_of(closing)
    was, names = _added((row.place, row.name, row.amount) for row in closed_rows(closing, figure, area))
    live = rows_behind(figure, year, area)
    now, names_now = _added((row.place_id, row.place.name, row.amount) for row in live)
    differing = [place for place in names | names_now if was[place] != now[place]]
    reasons = _Reasons(closing, figure, year, differing)
    return [
        Difference(
            place=place,
            name=(names_now | names)[place],
            was=was[place],
            now=now[place],
            why=reasons.why(place, was[place], now[place]),
            last=reasons.last.get(place),
        )
        for place in differing
    ]


def _added(rows: Iterable[tuple[int, str, int]]) -> tuple[dict[int, int], dict[int, str]]:
    """What each place adds, and its name, in the order of the rows."""
    amounts: dict[int, int] = defaultdict(int)
    names: dict[int, str] = {}
    for place, name, amount in rows:
        amounts[place] += amount
        names[place] = name
    return amounts, names


class _Reasons:
    """The dated rows of some places, read once, and what they say."""

    def __init__(self, closing: ClosedYear, figure: Figure, year: Year, places: list[int]) -> None:
        self.figure, self.year = figure, year
        self.places = Place.with_removed.in_bulk(places)
        then = closed_rows(closing, KNOWN, CITY).filter(place__in=places)
        now = rows_behind(KNOWN, year, CITY).filter(place__in=places)
        self.then = Known({row.place: _area(row.district_name, row.school_name) for row in then})
        self.now = Known({row.place_id: _area(row.district, row.school_district) for row in now})
        self.periods: dict[int, list[KnownPeriod]] = defaultdict(list)
        for period in KnownPeriod.objects.filter(place__in=places).order_by("from_date"):
            self.periods[period.place_id].append(period)
        lines = AuditEvent.objects.filter(subject_kind="place", subject_id__in=places, at__gte=closing.closed_at)
        self.last = {line.subject_id: line for line in lines.order_by("at", "pk")}

    def why(self, place: int, was: int, now: int) -> str:
        if self._is_gone(place):
            return "登録が取り消されました。"
        if place in self.then and place not in self.now:
            return self._no_longer_known(place)
        if place in self.now and place not in self.then:
            return f"あとから把握に加わりました（{era_date(self._known_from(place))}から）。"
        if place in self.now and self.then.areas[place] != self.now.areas[place] and not (was and now):
            return f"{self.then.areas[place]}から{self.now.areas[place]}に変わりました。"
        hangs_on = HANGS_ON.get(self.figure.stands_for, NATIONAL_SURVEY)
        if was and now:
            return f"{hangs_on}が変わり、{was:,}{self.figure.unit}から{now:,}{self.figure.unit}になりました。"
        return f"{hangs_on}が、あとから変わりました。"

    def _is_gone(self, place: int) -> bool:
        row = self.places.get(place)
        return row is None or row.removed_at is not None

    def _no_longer_known(self, place: int) -> str:
        over = [row for row in self.periods[place] if row.until and row.until <= self.year.day]
        if not over:
            return "把握した日が、この年度よりあとになりました。"
        reason = f"（{over[-1].reason}）" if over[-1].reason else ""
        return f"あとから、{era_date(over[-1].until)}に終わったことになりました{reason}。"

    def _known_from(self, place: int) -> dt.date:
        return max(row.from_date for row in self.periods[place] if row.from_date <= self.year.day)


def _area(district: object, school: object) -> str:
    return "・".join(str(part) for part in (district or "地区未設定", school or "小学校区未設定"))
