"""The dated facts of each sample place, so that every year's figures come out as the coordinators reported them.

Known at the end of day D: `from_date <= D` and (no `until` or D < `until`). The last day of a pause belongs to it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from kayoiba.demo.cafeterias import plan_cafeterias
from kayoiba.demo.grants import plan_grants
from kayoiba.demo.listings import plan_listings
from kayoiba.demo.material import kinds, school_districts, towns
from kayoiba.demo.movements import (
    ELSEWHERE_PLAN,
    EPIDEMIC,
    FLOOD,
    MABI_PLAN,
    TODAY,
    YEARS,
    Plan,
    counted_on,
    first_day,
)
from kayoiba.demo.national import as_far_as_known
from kayoiba.demo.pauses import plan_pauses
from kayoiba.demo.people import MABI, SamplePlace, in_town, sample_places
from kayoiba.demo.records import History, Period, SampleArea

DAY = dt.timedelta(days=1)
LATEST = TODAY - 4 * DAY
MOVES = (
    ("玉島長尾 玉島爪崎 玉島上成 新倉敷駅前", "船穂町船穂", dt.date(2021, 4, 12)),
    ("中島 片島町 西阿知町 西阿知町西原 西阿知町新田 西富井 福井", "連島町西之浦", dt.date(2023, 10, 2)),
    ("児島小川 児島小川町 児島上の町 児島下の町", "児島味野", dt.date(2022, 9, 5)),
)
"""Towns where one of the places met before, the town where it meets since, and the day."""

WHY_ENDED = (
    "世話人の体調のため",
    "集まる人が減ったため",
    "会場が使えなくなったため",
    "ほかの集まりと一緒になったため",
    "",
)
WHY_FLOODED = "平成30年7月豪雨で会場を失ったため"
WHY_INFECTED = "感染症で集まれなくなったため"


def histories(seed: int = 2022) -> list[History]:
    """The whole sample city. The same seed tells the same story."""
    rng = Random(seed)
    mabi, elsewhere = sample_places(rng, mabi=MABI_PLAN.records, elsewhere=ELSEWHERE_PLAN.records)
    told = [*_tell(mabi, MABI_PLAN, rng), *_tell(elsewhere, ELSEWHERE_PLAN, rng)]
    for history in told:
        history.areas = [SampleArea(history.known[0].from_date, history.place.district, history.place.school)]
        history.pauses = plan_pauses(history.place, history.known, rng)
    plan_grants(told, rng)
    plan_listings(told, rng)
    _move_some(told, rng)
    plan_cafeterias(told, rng)
    for history in told:
        _follow_closed_school(history)
        history.place = as_far_as_known(history.place)
    return told


def _tell(places: Sequence[SamplePlace], plan: Plan, rng: Random) -> list[History]:
    """Year by year: some end, some that ended come back, and new ones make up the rest."""
    waiting = [History(place) for place in rng.sample(list(places), len(places))]
    told: list[History] = []
    known = 0
    for year in YEARS:
        gone = [history for history in told if not history.known_on(first_day(year))]
        here = [history for history in told if history.known_on(first_day(year) - DAY)]
        for history in rng.sample(gone, plan.back[year]):
            history.known.append(Period(_day_in(year, rng)))
        for history in rng.sample([one for one in here if _may_end(one, year)], plan.ended[year]):
            _end(history, year, rng)
        for _ in range(plan.known[year] - known + plan.ended[year] - plan.back[year]):
            told.append(_begin(waiting, year, rng))
        known = plan.known[year]
    return told


def _begin(waiting: list[History], year: int, rng: Random) -> History:
    """The next place of a kind that was there in that year; the first year finds all that were there before it."""
    history = next(one for one in waiting if kinds()[one.place.kinds[0]].get("since", 0) <= year)
    waiting.remove(history)
    first = first_day(year)
    if history.place.district == MABI and year == FLOOD.year:
        first = FLOOD + 25 * DAY
    history.known = [Period(_day_between(first, min(counted_on(year), LATEST), rng))]
    return history


def _may_end(history: History, year: int) -> bool:
    """Half a year at least, and what came back stays."""
    return len(history.known) == 1 and history.known[0].from_date < first_day(year) - 180 * DAY


def _end(history: History, year: int, rng: Random) -> None:
    until, reason = _day_in(year, rng), rng.choice(WHY_ENDED)
    if history.place.district == MABI and year == FLOOD.year:
        until, reason = FLOOD + rng.randint(0, 90) * DAY, WHY_FLOODED
    elif year == EPIDEMIC.year and rng.random() < 0.6:
        reason = WHY_INFECTED
    history.known[-1] = replace(history.known[-1], until=until, reason=reason)


def _day_in(year: int, rng: Random) -> dt.date:
    return _day_between(first_day(year), min(counted_on(year), LATEST), rng)


def _day_between(first: dt.date, last: dt.date, rng: Random) -> dt.date:
    return first + rng.randint(0, (last - first).days) * DAY


def _move_some(told: list[History], rng: Random) -> None:
    """Three places that found another hall: two of them in another district."""
    for here, there, day in MOVES:
        history = next(one for one in told if _may_move(one, here, day))
        town = next(town for town in towns() if town.name == there)
        history.place = replace(history.place, **in_town(history.place, town, rng))
        history.areas.append(SampleArea(day, town.district, town.school))


def _may_move(history: History, here: str, day: dt.date) -> bool:
    if history.place.venue_type != "hall" or history.place.town not in here.split():
        return False
    return history.known[-1].until is None and history.known[0].from_date < day


def _follow_closed_school(history: History) -> None:
    """From the day after its last, a closed school's places count in its successor."""
    school = school_districts().get(history.place.school)
    if not school or not school["successor"]:
        return
    day = dt.date.fromisoformat(school["valid_to"]) + DAY
    until = history.known[-1].until
    if until and until <= day:
        return
    if history.known[-1].from_date >= day:
        history.areas.clear()
    history.place = replace(history.place, school=school["successor"])
    history.areas.append(SampleArea(max(day, history.known[0].from_date), history.place.district, school["successor"]))
