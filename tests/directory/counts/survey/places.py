"""Places of the fiscal year 2021 as the survey asks for them."""

import datetime as dt
from typing import Any

from directory.counts.actions import judge_places
from directory.counts.figures import Year
from directory.counts.survey.months import Month
from directory.counts.survey.queries import survey_rows
from directory.counts.survey.rows import Row
from directory.places.models import Place
from directory.places.schedule import Rule
from tests.factories.places import AT, a_place

YEAR = Year(2021, dt.date(2022, 3, 31))
MARCH = Month(2022, 3)
WEEKLY = Rule(weekdays=("Tu",))
FULL = {"venue_name": "呉妹分館", "venue_type": "hall", "operator_type": "residents_group", "main_activity": "exercise"}


def judge(*places: Place, counts: bool = True, reason: str = "", fiscal_year: int = 2021) -> None:
    judge_places(places=places, fiscal_year=fiscal_year, counts=counts, reason=reason, by=None, at=AT)


def a_counted_place(name: str = "", **fields: Any) -> Place:
    """With all that the survey asks for but participants, judged to count."""
    place = a_place(name, **{"rules": [WEEKLY], **FULL, **fields})
    judge(place)
    return place


def the_row(place: Place, month: Month = MARCH) -> Row:
    return next(row for row in survey_rows(YEAR, month) if row.place == place)
