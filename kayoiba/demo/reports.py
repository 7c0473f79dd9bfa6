"""What the operators of sample places told of their years: more of them every year, and never quite everything.

Those who come grow or shrink in number from year to year; most are women, and most are 75 or older.
"""

import datetime as dt
from collections.abc import Iterable
from random import Random

from directory.places.models import Place
from directory.places.schedule import Rule
from directory.places.schedule.frequency import frequency_band
from directory.places.vocabulary import FrequencyBand
from directory.rounds.models import YearlyReport
from kayoiba.demo.movements import EPIDEMIC, FIRST_YEAR, LAST_YEAR, counted_on
from kayoiba.demo.past import happening, morning
from kayoiba.demo.records import History
from kayoiba.tools.fiscal import fiscal_year

FIRST_SHARE, LAST_SHARE = 0.40, 0.75
"""Of the places known at the end of a year, how many told of it: of the first year, and of the last."""
MEETINGS = {
    FrequencyBand.WEEKLY: (40, 50),
    FrequencyBand.TWICE_A_MONTH: (20, 24),
    FrequencyBand.MONTHLY: (9, 12),
    FrequencyBand.RARER: (1, 5),
}
"""In a year."""
WOMEN, OF_75, UNDER_65 = 0.78, 0.58, 0.08
"""The share of women, and of each sex those of 75 and over and those under 65."""
READ_ON = dt.timedelta(days=50)
"""After the end of the year."""


def tell_of_years(told: Iterable[tuple[History, Place]]) -> None:
    """Every year's reports are written at once, in the spring that follows."""
    tellers = [_Teller(history, place) for history, place in told]
    for year in range(FIRST_YEAR, LAST_YEAR):
        with happening(morning(counted_on(year) + READ_ON)):
            YearlyReport.objects.bulk_create(teller.of(year) for teller in tellers if teller.tells_of(year))


class _Teller:
    """One operator. Who once answers goes on; how many come is told by most, who they are by half."""

    def __init__(self, history: History, place: Place):
        self.history = history
        self.place = place
        self.rng = Random(history.place.name)
        self.ready = self.rng.random()
        self.people = history.place.people or self.rng.randint(4, 12)
        self.insured = self.rng.choice((True, False, None))
        self.band = frequency_band([Rule.from_json(rule) for rule in history.place.rules], counted_on(LAST_YEAR))

    def tells_of(self, year: int) -> bool:
        share = FIRST_SHARE + (LAST_SHARE - FIRST_SHARE) * (year - FIRST_YEAR) / (LAST_YEAR - 1 - FIRST_YEAR)
        return self.history.known_on(counted_on(year)) and self.ready < share

    def of(self, year: int) -> YearlyReport:
        rng = self.rng
        report = YearlyReport(
            place=self.place,
            fiscal_year=year,
            meetings_held=self._meetings(year),
            helpers=rng.choice((None, 1, 2, 2, 3, 4, 5)),
            insured=self.insured,
            subsidised=self.history.granted_in(year),
            troubles=rng.sample(YearlyReport.Trouble.values, rng.choice((0, 0, 1, 2))),
        )
        self._tell_of_people(report)
        return report

    def _meetings(self, year: int) -> int | None:
        if self.band not in MEETINGS or self.rng.random() < 0.1:
            return None
        held = self.rng.randint(*MEETINGS[self.band])
        return held // 2 if year == fiscal_year(EPIDEMIC) + 1 else held

    def _tell_of_people(self, report: YearlyReport) -> None:
        """Of ten: two know only how many come at a time, two how many different people, six who they are."""
        rng = self.rng
        self.people = max(2, self.people + rng.randint(-self.people // 8, self.people // 7))
        there = max(2, self.people // 2) if report.fiscal_year == fiscal_year(EPIDEMIC) + 1 else self.people
        report.average_participants = max(1, there - rng.randint(0, there // 4))
        if (knows := rng.random()) < 0.2:
            return
        report.participants = there
        if knows > 0.4:
            vars(report).update(_by_sex_and_age(there - rng.choice((0, 0, 0, 1, 2)), rng))


def _by_sex_and_age(people: int, rng: Random) -> dict[str, int]:
    women = sum(rng.random() < WOMEN for _ in range(people))
    return _by_age("women", women, rng) | _by_age("men", people - women, rng)


def _by_age(sex: str, people: int, rng: Random) -> dict[str, int]:
    lots = [rng.random() for _ in range(people)]
    young, old = sum(lot < UNDER_65 for lot in lots), sum(lot > 1 - OF_75 for lot in lots)
    return {f"{sex}_under_65": young, f"{sex}_65_to_74": people - young - old, f"{sex}_75_and_over": old}
