"""Random histories of places, within what the tables allow, and the figures counted from them day by day in Python."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from hypothesis import strategies as st

from directory.counts.figures import Year
from directory.places.models import KnownPeriod, ListedPeriod, Pause, Place, PlaceArea
from directory.places.vocabulary import PauseReason
from directory.startup.models import Grant
from tests.factories.places import AT, a_district, a_school

DAY = dt.timedelta(days=1)
EDGES = [dt.date(year, month, day) for year in (2019, 2020) for month, day in ((3, 30), (3, 31), (4, 1), (4, 2))]
days = st.one_of(st.sampled_from(EDGES), st.dates(dt.date(2018, 12, 1), dt.date(2020, 12, 31)))
periods = st.builds(
    lambda ends, is_open: (
        [(first, last) for first, last in zip(ends[::2], ends[1::2], strict=False)]
        + ([(ends[-1], None)] if is_open and ends else [])
    ),
    st.lists(days, max_size=6).map(sorted),
    st.booleans(),
)


@dataclass
class History:
    """`areas` are (from, district, school district) by name, `known` and `listed` half-open, `pauses` inclusive."""

    known: list
    listed: list
    pauses: list
    areas: list
    grants: dict

    def write(self, number: int) -> None:
        place = Place.objects.create(name=f"場{number}", created_at=AT, edited_at=AT)
        for model, rows in ((KnownPeriod, self.known), (ListedPeriod, self.listed), (Pause, self.pauses)):
            reason = {"reason": PauseReason.OTHER} if model is Pause else {}
            model.objects.bulk_create(model(place=place, from_date=f, until=u, **reason) for f, u in rows)
        for from_date, district, school in self.areas:
            PlaceArea.objects.create(
                place=place,
                from_date=from_date,
                district=district and a_district(district, district),
                school_district=school and a_school(school, school),
            )
        Grant.objects.bulk_create(
            Grant(place=place, fiscal_year=year, status=status) for year, status in self.grants.items()
        )

    def area(self, day: dt.date) -> tuple:
        return max((row for row in self.areas if row[0] <= day), default=(None, None, None), key=lambda row: row[0])[1:]


def apart(pauses: list) -> list:
    """Inclusive last days, so that no two pauses share one."""
    kept: list = []
    for first, last in pauses:
        if not kept or (kept[-1][1] is not None and kept[-1][1] < first):
            kept.append((first, last))
    return kept


histories = st.builds(
    History,
    known=periods,
    listed=periods,
    pauses=periods.map(apart),
    areas=st.lists(
        st.tuples(days, st.sampled_from([None, "mabi", "funao"]), st.sampled_from([None, "s1", "s2"])),
        max_size=4,
        unique_by=lambda row: row[0],
    ),
    grants=st.dictionaries(st.integers(2018, 2020), st.sampled_from(Grant.Status.values)),
)


def counted(histories: list[History], year: Year) -> dict[str, Counter]:
    """Each figure by (district, school district), straight from the definitions."""
    figures = {
        f"places.{name}": Counter() for name in ("known", "subsidised", "paused", "listed", "new", "ended", "moved")
    }
    for place in histories:
        here = place.area(year.day)
        known = _holds(place.known, year.day)
        figures["places.known"][here] += known
        figures["places.listed"][here] += _holds(place.listed, year.day)
        figures["places.paused"][here] += known and any(
            f <= year.day and (u is None or year.day <= u) for f, u in place.pauses
        )
        figures["places.subsidised"][here] += known and place.grants.get(year.number) in ("decided", "reported")
        for first, until in place.known:
            figures["places.new"][place.area(first)] += year.eve < first <= year.day
            if until and year.eve < until <= year.day:
                figures["places.ended"][place.area(max(first, until - DAY))] += 1
            day = max(first, year.eve) + DAY
            while day <= year.day and (until is None or day < until):
                figures["places.moved"][place.area(day - DAY)] -= 1
                figures["places.moved"][place.area(day)] += 1
                day += DAY
    return figures


def _holds(periods: list, day: dt.date) -> bool:
    return any(first <= day and (until is None or day < until) for first, until in periods)
