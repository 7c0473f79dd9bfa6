"""What the office of the sample city judged to count in the national survey, and what it has not judged yet."""

import datetime as dt
from collections.abc import Iterable
from random import Random

from directory.counts.models import SurveyJudgement
from directory.places.models import Place
from kayoiba.accounts.models import User
from kayoiba.demo.movements import FIRST_YEAR, TODAY
from kayoiba.demo.past import morning
from kayoiba.demo.records import History
from kayoiba.tools.fiscal import fiscal_year, last_day

FOR_FUN = "趣味の集まりで、介護予防の目的ではない"
NOT_TOGETHER = "集まって会う場ではない"
NOW_AND_THEN = "年に数回の行事で、つづけて通う場ではない"
REASONS = {
    "karaoke": (0.5, FOR_FUN),
    "circle": (0.5, FOR_FUN),
    "lessons": (0.3, FOR_FUN),
    "fishing": (0.8, FOR_FUN),
    "event": (0.9, NOW_AND_THEN),
    "festival": (1, NOW_AND_THEN),
    "letters": (1, NOT_TOGETHER),
    "sharing": (1, NOT_TOGETHER),
    "greeting": (0.9, "あいさつや見守りで、通って過ごす場ではない"),
    "garbage_station": (0.8, "ごみ出しの立ち話で、活動の時間を決めていない"),
    "patrol": (0.7, "防犯の見回りが目的である"),
    "cafeteria": (0.4, "子どもの食事が主な目的である"),
}
"""How many places of a kind do not count, and why."""
NOT_JUDGED = 0.1
JUDGED_ON = dt.timedelta(days=-20)
"""Before the year ends."""


def judge(told: Iterable[tuple[History, Place]], office: User) -> None:
    """Once each, from the year it became known; what was found this year waits."""
    SurveyJudgement.objects.bulk_create(
        judgement for history, place in told if (judgement := _of(history, place, office))
    )


def _of(history: History, place: Place, office: User) -> SurveyJudgement | None:
    rng = Random(history.place.name)
    year = max(fiscal_year(history.known[0].from_date), FIRST_YEAR)
    if rng.random() < NOT_JUDGED or year == fiscal_year(TODAY):
        return None
    share, reason = REASONS.get(history.place.kinds[0], (0, ""))
    counts = rng.random() >= share
    at = morning(last_day(year) + JUDGED_ON)
    why = "" if counts else reason
    return SurveyJudgement(place=place, fiscal_year=year, counts=counts, reason=why, by=office, at=at)
