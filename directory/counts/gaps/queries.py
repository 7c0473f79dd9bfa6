"""Where older people live and nowhere is a place to go to. A place that rests is known, and nobody can go to it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Func, Q, TextField

from directory.counts.areas import UNSET_SCHOOL, Area
from directory.counts.figures import KNOWN, PAUSED, Year
from directory.counts.figures.places import holds, paused
from directory.counts.models import Stay
from directory.counts.queries import by_area, by_mark, populations_of
from directory.places.vocabulary import Weekday


@dataclass(frozen=True)
class School:
    """A school district: how many places are known and how many of them meet, and its people of 65 and over or None."""

    area: Area
    district_name: str
    known: int
    meeting: int
    aged: int | None

    @property
    def per_thousand(self) -> float | None:
        """Places that meet, for 1,000 people of 65 and over."""
        return round(1000 * self.meeting / self.aged, 1) if self.aged else None


def schools_of(year: Year) -> list[School]:
    """In the city's own order. One that lies in two districts is one school district."""
    table, aged = by_area([year], [KNOWN, PAUSED]), populations_of([year])[year.number]
    lines, districts = by_mark(table), {line.area.school: line.area.district_name for line in reversed(table.schools)}
    codes = dict.fromkeys(line.area.school for line in table.schools if line.area.school != UNSET_SCHOOL)
    schools = []
    for code in codes:
        known, resting = (lines[code].numbers.get(figure.column(year)) or 0 for figure in (KNOWN, PAUSED))
        people = aged[code]["aged_65"] if code in aged else None
        schools.append(School(lines[code].area, districts[code], known, known - resting, people))
    return schools


def without_a_place(schools: Iterable[School]) -> list[School]:
    """Those where no place meets: where most older people live first, where nobody knows how many last."""
    return sorted((school for school in schools if not school.meeting), key=lambda school: -(school.aged or 0))


def fewest_first(schools: Iterable[School]) -> list[School]:
    """By places for 1,000 older people, of equals where most of these live; where nobody knows how many last."""
    return sorted(schools, key=lambda one: (one.per_thousand is None, one.per_thousand or 0, -(one.aged or 0)))


def weekdays_of(year: Year) -> Mapping[tuple[str | None, str], int]:
    """How many places of a district meet on a weekday, as their rules of the day say, by its slug and the weekday."""
    day = year.day
    rules = Q(place__rules__valid_from__isnull=True) | Q(place__rules__valid_from__lte=day)
    rules &= Q(place__rules__valid_to__isnull=True) | Q(place__rules__valid_to__gte=day)
    meeting = Stay.objects.filter(holds(year), rules, fact=Stay.Fact.KNOWN).exclude(paused(year))
    each = meeting.annotate(weekday=Func(F("place__rules__weekdays"), function="unnest", output_field=TextField()))
    counted = each.values_list("district__slug", "weekday").annotate(places=Count("place", distinct=True)).order_by()
    return {(district, weekday): places for district, weekday, places in counted}


WEEKDAYS = Weekday.choices
