"""What a figure is: a key, its words, what it speaks of, and how it is measured over dated rows."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Protocol

from django.db.models import Case, Count, FilteredRelation, Model, Q, Sum, Value, When
from django.db.models.expressions import Combinable

from directory.counts.models import Stay
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


class Level(Enum):
    """What a figure speaks of: never one count, always one of these."""

    KNOWN = "把握", "市のコーディネーターが取材や調査で知っている通いの場です。休止中の場もふくみます。"
    SUBSIDISED = "補助金対象", "把握している場のうち、その年度の助成が決まった場です。"
    NATIONAL = (
        "国の調査対象",
        "把握している場のうち、会場があり、月1回以上ひらき、介護予防に役立つと市がみとめた場です（厚生労働省の調査の数）。",
    )
    LISTED = "掲載", "住民がさがせるように公開している場です。把握していても、掲載しない場があります。"

    def __init__(self, label: str, meaning: str) -> None:
        self.label = label
        self.meaning = meaning


Condition = Callable[[Year], Q]
Joins = dict[str, FilteredRelation]
Joining = Callable[[Year], Joins]


def nothing_joined(year: Year) -> Joins:
    return {}


class Measure(Protocol):
    """How a figure is counted from `rows`, which have district, school district and place.

    A figure of an area is `total` of `amount` over the rows that meet `behind`, and `nothing` where none does; None is
    unknown.
    """

    rows: ClassVar[type[Model]]

    def joins(self, year: Year) -> Joins: ...
    def behind(self, year: Year) -> Q: ...
    def amount(self, year: Year) -> Combinable: ...
    def total(self, year: Year) -> Combinable: ...
    def nothing(self) -> int | None: ...


@dataclass(frozen=True)
class Stays:
    """How many stays meet a condition; with `less`, those that meet another are taken off.

    `joined` are the rows that the condition speaks of: one for each stay at most.
    """

    when: Condition
    less: Condition | None = None
    fact: Stay.Fact = Stay.Fact.KNOWN
    joined: Joining = nothing_joined
    rows: ClassVar[type[Model]] = Stay

    def joins(self, year: Year) -> Joins:
        return self.joined(year)

    def behind(self, year: Year) -> Q:
        stays = self._those(self.when, year)
        return stays | self._those(self.less, year) if self.less else stays

    def amount(self, year: Year) -> Combinable:
        if not self.less:
            return Value(1)
        return Case(When(self.when(year), then=1), default=0) - Case(When(self.less(year), then=1), default=0)

    def total(self, year: Year) -> Combinable:
        counted = Count("place", filter=self._those(self.when, year))
        return counted - Count("place", filter=self._those(self.less, year)) if self.less else counted

    def nothing(self) -> int | None:
        return 0

    def _those(self, condition: Condition, year: Year) -> Q:
        return Q(fact=self.fact) & condition(year)


@dataclass(frozen=True)
class Told:
    """The sum of what the yearly reports of some stays say; unknown where none of them says it."""

    of: Callable[[str], Combinable]
    when: Condition
    joined: Joining = nothing_joined
    rows: ClassVar[type[Model]] = Stay

    def joins(self, year: Year) -> Joins:
        return report_of(year) | self.joined(year)

    def behind(self, year: Year) -> Q:
        return Q(fact=Stay.Fact.KNOWN) & self.when(year)

    def amount(self, year: Year) -> Combinable:
        return self.of(f"{report_alias(year)}__")

    def total(self, year: Year) -> Combinable:
        return Sum(self.amount(year), filter=self.behind(year))

    def nothing(self) -> int | None:
        return None


@dataclass(frozen=True)
class Share:
    """Another figure in percent of the people of 65 and over in the same area; unknown where either is."""

    part: "Figure"


@dataclass(frozen=True)
class Figure:
    """`within` is the figure it is part of, which people read as 「うち…」."""

    key: str
    name: str
    level: Level
    question: str
    counted: str
    measure: Measure | Share
    within: "Figure | None" = None
    unit: str = "か所"

    @property
    def label(self) -> str:
        return f"うち{self.name}" if self.within else self.name

    @property
    def depth(self) -> int:
        return self.within.depth + 1 if self.within else 0

    @property
    def stands_for(self) -> "Figure":
        """The figure whose rows are behind it."""
        return self.measure.part if isinstance(self.measure, Share) else self

    @property
    def source(self) -> Measure:
        """What is counted for it."""
        measure = self.stands_for.measure
        assert not isinstance(measure, Share)  # a share is of something that is counted
        return measure

    def column(self, year: Year) -> str:
        """What the database calls this figure of that year."""
        return f"{self.key.replace('.', '_')}_{year.number}"

    def value(self, year: Year, numbers: Mapping[str, int | None], aged: int | None) -> int | float | None:
        """From the numbers of one area by column, and its people of 65 and over. A share has one decimal."""
        if isinstance(self.measure, Share):
            part = self.measure.part.value(year, numbers, aged)
            return None if part is None or not aged else round(100 * part / aged, 1)
        return numbers.get(self.column(year), self.measure.nothing())


def report_alias(year: Year) -> str:
    return f"report_{year.number}"


def report_of(year: Year) -> Joins:
    """The yearly report of that fiscal year, of which a place has one at most."""
    that_year = Q(place__yearly_reports__fiscal_year=year.number)
    return {report_alias(year): FilteredRelation("place__yearly_reports", condition=that_year)}


def frequency_alias(year: Year) -> str:
    return f"frequency_{year.number}"


def frequency_of(year: Year) -> Joins:
    """How often it meets on the year's day: of a day a place has one frequency at most."""
    begun = Q(place__frequencies__from_date__lte=year.day)
    holding = Q(place__frequencies__until__isnull=True) | Q(place__frequencies__until__gt=year.day)
    return {frequency_alias(year): FilteredRelation("place__frequencies", condition=begun & holding)}
