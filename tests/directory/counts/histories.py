"""Random histories of places, within what the tables allow, and the figures counted from them day by day in Python."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from hypothesis import strategies as st

from directory.counts.figures import FIGURES, Share, Year
from directory.counts.models import SurveyJudgement
from directory.places.actions import set_rules
from directory.places.models import Kind, KnownPeriod, ListedPeriod, Pause, Place, PlaceArea
from directory.places.schedule import Rule
from directory.places.vocabulary import PauseReason
from directory.rounds.models import YearlyReport
from directory.startup.models import Grant
from tests.factories.places import AT, a_district, a_school

COUNTED = [figure for figure in FIGURES if not isinstance(figure.measure, Share)]
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
class Report:
    """`cells` are the six by sex and age, None where nobody knows."""

    participants: int | None
    average: int | None
    cells: list

    @property
    def everybody(self) -> int | None:
        if self.participants is not None:
            return self.participants
        return None if None in self.cells else sum(self.cells)

    @property
    def of_no_known_age(self) -> int | None:
        return None if self.everybody is None else self.everybody - sum(filter(None, self.cells))


@dataclass
class Nature:
    """What a place is, as recorded now: `often` are meetings a month, 0 for no rule; `kinds` and the rest by code."""

    kinds: list
    operator: str
    venue: str
    activity: str
    often: int


@dataclass
class History:
    """`areas` are (from, district, school district) by name, `known` and `listed` half-open, `pauses` inclusive.

    `grants` (status), `reports` and `judgements` (whether it counts, from that year on) are by fiscal year.
    """

    known: list
    listed: list
    pauses: list
    areas: list
    grants: dict
    reports: dict
    judgements: dict
    nature: Nature

    def write(self, number: int) -> Place:
        place = Place.objects.create(name=f"場{number}", created_at=AT, edited_at=AT)
        self.rewrite(place)
        return place

    def rewrite(self, place: Place) -> None:
        """In place of whatever was written of it before."""
        for model in (KnownPeriod, ListedPeriod, Pause, PlaceArea, Grant, YearlyReport, SurveyJudgement):
            model.objects.filter(place=place).delete()
        place.operator_type, place.venue_type = self.nature.operator, self.nature.venue
        place.main_activity = self.nature.activity
        place.save()
        place.kinds.set(a_kind(slug) for slug in self.nature.kinds)
        set_rules(place, [Rule(weekdays=("We",), weeks=WEEKS[self.nature.often])] if self.nature.often else [])
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
        YearlyReport.objects.bulk_create(
            YearlyReport(
                place=place,
                fiscal_year=year,
                participants=report.participants,
                average_participants=report.average,
                **dict(zip(CELLS, report.cells, strict=True)),
            )
            for year, report in self.reports.items()
        )
        SurveyJudgement.objects.bulk_create(
            SurveyJudgement(place=place, fiscal_year=year, counts=counts, at=AT)
            for year, counts in self.judgements.items()
        )

    def is_national(self, year: Year) -> bool:
        said = [counts for since, counts in sorted(self.judgements.items()) if since <= year.number]
        return self.nature.often >= 1 and self.nature.venue != "" and said[-1:] == [True]

    def area(self, day: dt.date) -> tuple:
        return max((row for row in self.areas if row[0] <= day), default=(None, None, None), key=lambda row: row[0])[1:]


def apart(pauses: list) -> list:
    """Inclusive last days, so that no two pauses share one."""
    kept: list = []
    for first, last in pauses:
        if not kept or (kept[-1][1] is not None and kept[-1][1] < first):
            kept.append((first, last))
    return kept


CELLS = "men_under_65 men_65_to_74 men_75_and_over women_under_65 women_65_to_74 women_75_and_over".split()
WEEKS = {1: (3,), 2: (2, 4), 5: ()}
people = st.none() | st.integers(0, 12)
reports = st.builds(
    lambda cells, more, average: Report(None if more is None else sum(filter(None, cells)) + more, average, cells),
    st.lists(people, min_size=6, max_size=6) | st.just([None] * 6),
    people,
    st.sampled_from([None, 0, 20, 21, 100, 101]),
)
natures = st.builds(
    Nature,
    kinds=st.lists(st.sampled_from(["salon", "cafe"]), unique=True),
    operator=st.sampled_from(["", "resident", "residents_group", "council"]),
    venue=st.sampled_from(["", "hall", "home"]),
    activity=st.sampled_from(["", "tea", "exercise"]),
    often=st.sampled_from([0, *WEEKS]),
)
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
    reports=st.dictionaries(st.integers(2018, 2020), reports),
    judgements=st.dictionaries(st.integers(2018, 2020), st.booleans()),
    nature=natures,
)


def counted(histories: list[History], year: Year) -> dict[str, dict]:
    """Each figure that is no share by (district, school district), straight from the definitions."""
    figures: dict[str, dict] = defaultdict(dict)

    def add(key: str, area: tuple, amount: int | None) -> None:
        if amount is not None:
            figures[key][area] = figures[key].get(area, 0) + amount

    for place in histories:
        here = place.area(year.day)
        if _holds(place.listed, year.day):
            add("places.listed", here, 1)
        for first, until in place.known:
            add("places.new", place.area(first), year.eve < first <= year.day)
            if until and year.eve < until <= year.day:
                add("places.ended", place.area(max(first, until - DAY)), 1)
            day = max(first, year.eve) + DAY
            while day <= year.day and (until is None or day < until):
                add("places.moved", place.area(day - DAY), -1)
                add("places.moved", place.area(day), 1)
                day += DAY
        if _holds(place.known, year.day):
            for key, amount in _of_a_known_place(place, year).items():
                add(key, here, amount)
    return figures


def _of_a_known_place(place: History, year: Year) -> dict[str, int | None]:
    report = place.reports.get(year.number, Report(None, None, [None] * 6))
    weekly = place.nature.often >= 4
    of_residents = place.nature.operator in ("resident", "residents_group")
    national = place.is_national(year)
    return {
        "places.known": 1,
        "places.paused": any(f <= year.day and (u is None or year.day <= u) for f, u in place.pauses),
        "places.resumed": any(
            u is not None and year.eve <= u < year.day and u + DAY not in [f for f, _ in place.pauses]
            for _, u in place.pauses
        ),
        "places.subsidised": place.grants.get(year.number) in ("decided", "reported"),
        "places.reported": report.everybody is not None,
        "places.national": national,
        "places.national_residents": national and of_residents,
        "participants.total": report.everybody,
        "participants.unknown_age": report.of_no_known_age,
        **{f"participants.{name}": count for name, count in zip(CELLS, report.cells, strict=True)},
        "national.f3": national and weekly,
        "national.f6": national,
        "national.f2": report.everybody if national and weekly else None,
        "national.f5": report.everybody if national else None,
    }


def category(place: History, breakdown: str, year: Year) -> str:
    nature, report = place.nature, place.reports.get(year.number)
    average = report.average if report else None
    bands = ((20, "1-20"), (40, "21-40"), (60, "41-60"), (80, "61-80"), (100, "81-100"))
    return {
        "kind": "several" if len(nature.kinds) > 1 else "".join(nature.kinds) or "unset",
        "activity": nature.activity or "unset",
        "operator": nature.operator or "unset",
        "venue": nature.venue or "unset",
        "frequency": {0: "unknown", 1: "monthly", 2: "twice_a_month", 5: "weekly"}[nature.often],
        "people": "unset" if average is None else next((code for most, code in bands if average <= most), "101-"),
    }[breakdown]


def _holds(periods: list, day: dt.date) -> bool:
    return any(first <= day and (until is None or day < until) for first, until in periods)


def a_kind(slug: str) -> Kind:
    words = {"name": slug, "position": 1, "national_activity": "tea"}
    return Kind.objects.get_or_create(slug=slug, defaults=words)[0]
