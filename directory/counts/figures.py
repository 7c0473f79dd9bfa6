"""The register of published figures. Pages, sheets and the command all read it; a figure is defined nowhere else.

A figure counts the stays that meet a condition, and with `less` takes off those that meet another. Everything is asked
of a `Year`: a count of the end of its day, a change of what happened since its eve.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Count, Q
from django.db.models.expressions import Combinable

from directory.counts.models import Stay
from directory.places.models import Pause
from directory.startup.models import Grant
from kayoiba.tools import fiscal


@dataclass(frozen=True)
class Year:
    """A fiscal year as counted at the end of `day`, usually its last; a day within it asks how it stood then."""

    number: int
    day: dt.date

    @classmethod
    def counted(cls, number: int, today: dt.date) -> "Year":
        return cls(number, fiscal.as_of(number, today))

    @property
    def name(self) -> str:
        """「令和元年度（2019年度）」"""
        return f"{fiscal.fiscal_year_name(self.number)}（{self.number}年度）"

    @property
    def eve(self) -> dt.date:
        return fiscal.last_day(self.number - 1)


Condition = Callable[[Year], Q]


class Level(Enum):
    """What a figure speaks of. The national survey's count is a fourth thing and never one of these."""

    KNOWN = "把握", "市のコーディネーターが取材や調査で知っている通いの場です。休止中の場もふくみます。"
    SUBSIDISED = "補助金対象", "把握している場のうち、その年度の助成が決まった場です。"
    LISTED = "掲載", "住民がさがせるように公開している場です。把握していても、掲載しない場があります。"

    def __init__(self, label: str, meaning: str) -> None:
        self.label = label
        self.meaning = meaning


@dataclass(frozen=True)
class Figure:
    """`within` says that it is part of the figure before it, which people read as 「うち…」."""

    key: str
    name: str
    level: Level
    question: str
    counted: str
    when: Condition
    less: Condition | None = None
    within: bool = False
    fact: Stay.Fact = Stay.Fact.KNOWN

    @property
    def label(self) -> str:
        return f"うち{self.name}" if self.within else self.name

    def column(self, year: Year) -> str:
        """What the database calls this figure of that year."""
        return f"{self.key.replace('.', '_')}_{year.number}"

    def count(self, year: Year) -> Combinable:
        counted = Count("place", filter=self._stays(self.when, year))
        return counted - Count("place", filter=self._stays(self.less, year)) if self.less else counted

    def behind(self, year: Year) -> Q:
        """The stays that the figure is made of."""
        stays = self._stays(self.when, year)
        return stays | self._stays(self.less, year) if self.less else stays

    def _stays(self, condition: Condition, year: Year) -> Q:
        return Q(fact=self.fact) & condition(year)


def holds(year: Year) -> Q:
    """At the end of the day; `until` is the first day that no longer belongs."""
    return Q(from_date__lte=year.day) & (Q(until__isnull=True) | Q(until__gt=year.day))


def subsidised(year: Year) -> Q:
    granted = Grant.objects.decided().filter(fiscal_year=year.number)
    return holds(year) & Q(place__in=granted.values("place"))


def paused(year: Year) -> Q:
    return holds(year) & Q(place__in=Pause.objects.holding(year.day).values("place"))


def new(year: Year) -> Q:
    return Q(opens=True) & _this_year("from_date", year)


def ended(year: Year) -> Q:
    return Q(closes=True) & _this_year("until", year)


def moved_in(year: Year) -> Q:
    return Q(opens=False) & _this_year("from_date", year)


def moved_out(year: Year) -> Q:
    return Q(closes=False) & _this_year("until", year)


def _this_year(field: str, year: Year) -> Q:
    return Q(**{f"{field}__gt": year.eve, f"{field}__lte": year.day})


KNOWN = Figure(
    "places.known",
    "把握している通いの場",
    Level.KNOWN,
    "市が知っている通いの場は、いくつありますか。",
    "この日の終わりに把握している場を数えます。休止中の場もふくみます。",
    holds,
)
SUBSIDISED = Figure(
    "places.subsidised",
    "補助金対象サロン",
    Level.SUBSIDISED,
    "そのうち、助成を受けている場はいくつありますか。",
    "把握している場のうち、この年度の助成が「決定」か「実績報告済」の場を数えます。",
    subsidised,
    within=True,
)
PAUSED = Figure(
    "places.paused",
    "休止中の場",
    Level.KNOWN,
    "そのうち、いま休んでいる場はいくつありますか。",
    "把握している場のうち、この日が休みの期間（最後の日もふくむ）に入っている場を数えます。",
    paused,
    within=True,
)
LISTED = Figure(
    "places.listed",
    "掲載している通いの場",
    Level.LISTED,
    "住民がさがせる場は、いくつありますか。",
    "この日の終わりに公開している場を数えます。",
    holds,
    fact=Stay.Fact.LISTED,
)
NEW = Figure(
    "places.new",
    "新しく把握した通いの場",
    Level.KNOWN,
    "この年度に、いくつ増えましたか。",
    "4月1日からこの日までに把握した場を数えます。終わったあと、また始まった場もふくみます。",
    new,
)
ENDED = Figure(
    "places.ended",
    "終わった通いの場",
    Level.KNOWN,
    "この年度に、いくつ減りましたか。",
    "4月1日からこの日までに終わった場を数えます。",
    ended,
)
MOVED = Figure(
    "places.moved",
    "地区や学区の移動",
    Level.KNOWN,
    "よそから移ってきた場と、よそへ移った場の差はいくつですか。",
    "4月1日からこの日までに移ってきた場から、移っていった場を引きます。市全体では0です。",
    moved_in,
    less=moved_out,
)

FIGURES = [KNOWN, SUBSIDISED, PAUSED, LISTED, NEW, ENDED, MOVED]
BY_KEY = {figure.key: figure for figure in FIGURES}
