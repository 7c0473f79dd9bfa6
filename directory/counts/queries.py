"""Reading the figures: each function asks the database a fixed number of times, whatever the size of the city."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Min, QuerySet
from django.db.models.expressions import Combinable

from directory.areas.models import District, SchoolDistrict
from directory.counts.areas import CITY, NO_DISTRICT, UNSET_DISTRICT, UNSET_SCHOOL, Area
from directory.counts.figures import FIGURES, Figure, Year
from directory.counts.models import Stay
from directory.places.models import KnownPeriod, ListedPeriod, Place
from kayoiba.accounts.models import User
from kayoiba.tools import fiscal

FIRST_YEAR = 1989  # 平成元年度: places known before it count, but no year before it is drawn

Cell = tuple[int | None, int | None]  # the keys of a district and of a school district


@dataclass
class Line:
    """One area's numbers, by the column that a figure has of a year."""

    area: Area
    numbers: Counter[str] = field(default_factory=Counter)

    def number(self, figure: Figure, year: Year) -> int:
        return self.numbers[figure.column(year)]


@dataclass
class Table:
    """The city, its districts in their order and each one's school districts; those without one stand last."""

    city: Line
    districts: list[Line]
    schools: list[Line]

    @property
    def lines(self) -> list[Line]:
        return [self.city, *self.districts, *self.schools]


def years_on_record(today: dt.date) -> list[int]:
    """The fiscal years from the first place known to now."""
    first = KnownPeriod.objects.filter(place__removed_at__isnull=True).aggregate(day=Min("from_date"))["day"]
    now = fiscal.fiscal_year(today)
    begin = fiscal.fiscal_year(first) if first else now
    return list(range(min(max(begin, FIRST_YEAR), now), now + 1))


def by_year(years: Sequence[Year], area: Area, figures: Sequence[Figure] = FIGURES) -> Line:
    """One area through the years, in one pass over its stays."""
    stays = Stay.objects.filter(area.stays, fact__in={figure.fact for figure in figures})
    return Line(area, Counter(stays.aggregate(**_columns(figures, years))))


def by_area(years: Sequence[Year]) -> Table:
    """Every area in these years, in one pass over the stays; larger areas are the sums of smaller ones.

    A school district that is valid on the first year's day has a line even where no place is known.
    """
    cells = _cells(years)
    districts: dict[int | None, Area] = {
        district.pk: Area(district.slug, district.name) for district in District.objects.order_by("position", "pk")
    }
    districts[None] = NO_DISTRICT
    schools = {school.pk: school for school in SchoolDistrict.objects.in_order()}
    valid = SchoolDistrict.objects.valid_on(years[0].day).filter(district__isnull=False)
    expected = {*valid.values_list("district_id", "pk"), *((district, None) for district in districts)}
    keys = _in_order(cells.keys() | expected, districts, schools)
    table = Table(Line(CITY), [], [])
    for district, inner in groupby(keys, key=lambda key: key[0]):
        lines = [Line(_school_area(districts[district], schools.get(key[1])), cells[key]) for key in inner]
        table.schools += lines
        table.districts.append(_sum(districts[district], lines))
    table.city = _sum(CITY, table.districts)
    return table


def by_mark(table: Table) -> dict[str | None, Line]:
    """The lines by one mark each, None for the city. A school district that lies in two districts becomes one again."""
    lines: dict[str | None, Line] = {None: table.city} | {line.area.district: line for line in table.districts}
    for line in table.schools:
        whole = lines.setdefault(
            line.area.school, Line(Area(school=line.area.school, school_name=line.area.school_name))
        )
        whole.numbers.update(line.numbers)
    return lines


def find_area(district: str, school: str) -> Area:
    """The area of these marks. Raises District.DoesNotExist or SchoolDistrict.DoesNotExist."""
    if "\0" in district + school:  # not even to be asked for: no text in PostgreSQL holds it
        raise District.DoesNotExist
    area = CITY
    if district:
        area = NO_DISTRICT if district == UNSET_DISTRICT else Area(district, District.objects.get(slug=district).name)
    if school:
        area = _school_area(area, None if school == UNSET_SCHOOL else SchoolDistrict.objects.get(code=school))
    return area


def stays_behind(figure: Figure, year: Year, area: Area) -> QuerySet[Stay]:
    """What the number of `figure` is made of, a row each, by the reading of the place's name."""
    return (
        Stay.objects.filter(figure.behind(year), area.stays)
        .select_related("place", "district", "school_district")
        .order_by("place__sort_key", "place_id", "from_date", "period")
    )


def in_care_of(user: User, stays: QuerySet[Stay]) -> QuerySet[Stay]:
    """The stays whose places `user` may open."""
    return stays if user.works_everywhere else stays.filter(place__in=Place.objects.in_care_of(user))


def periods_of(stays: Iterable[Stay]) -> Mapping[int, KnownPeriod | ListedPeriod]:
    """The whole periods that stays of one fact belong to, by `Stay.period`."""
    stays = list(stays)
    keys = [stay.period for stay in stays]
    if any(stay.fact == Stay.Fact.LISTED for stay in stays):
        return ListedPeriod.objects.in_bulk(keys)
    return KnownPeriod.objects.in_bulk(keys)


def _cells(years: Sequence[Year]) -> dict[Cell, Counter[str]]:
    """The numbers of each district and school district that places ever were in, where there are any."""
    columns = _columns(FIGURES, years)
    stays = Stay.objects.values("district_id", "school_district_id").annotate(**columns)
    cells: dict[Cell, Counter[str]] = defaultdict(Counter)
    for district, school, *numbers in stays.values_list("district_id", "school_district_id", *columns):
        if any(numbers):
            cells[district, school] = Counter(dict(zip(columns, numbers, strict=True)))
    return cells


def _columns(figures: Sequence[Figure], years: Sequence[Year]) -> dict[str, Combinable]:
    return {figure.column(year): figure.count(year) for year in years for figure in figures}


def _in_order(
    keys: Iterable[Cell], districts: dict[int | None, Area], schools: dict[int, SchoolDistrict]
) -> list[Cell]:
    """By the order of districts, then of school districts; none comes last."""
    district_rank = {key: rank for rank, key in enumerate(districts)}
    school_rank: dict[int | None, int] = {key: rank for rank, key in enumerate([*schools, None])}
    return sorted(keys, key=lambda key: (district_rank[key[0]], school_rank[key[1]]))


def _school_area(area: Area, school: SchoolDistrict | None) -> Area:
    return area.school_area(school.code, school.name) if school else area.school_area(UNSET_SCHOOL, "小学校区未設定")


def _sum(area: Area, lines: Iterable[Line]) -> Line:
    """Counter's own + would drop what is below zero."""
    total = Line(area)
    for line in lines:
        total.numbers.update(line.numbers)
    return total
