"""Which sample places had a grant in which fiscal year. A place counts as subsidised while it is known."""

import datetime as dt
from random import Random

from kayoiba.demo.movements import LAST_YEAR, SUBSIDISED, YEARS, counted_on, first_day
from kayoiba.demo.records import History, SampleGrant

SUPPORTED = {"salon", "gathering", "cafe", "recreation", "meal"}
DECLINED_A_YEAR = 3
APPLIED_NOW = 4
A_MONTH = 2500
"""Yen a month of activity, and 1,000 more for meeting every week (ふれあいサロン活動助成)."""


def plan_grants(told: list[History], rng: Random) -> None:
    """Whoever had a grant keeps it but for a few who decline; salons come first for what is left."""
    rank = {id(history): (history.place.kinds[0] != "salon", rng.random()) for history in told}
    queue = sorted((one for one in told if _is_eligible(one)), key=lambda one: rank[id(one)])
    holders: list[History] = []
    for year in YEARS:
        holders = _grant_year(year, queue, holders, rng)


def _grant_year(year: int, queue: list[History], holders: list[History], rng: Random) -> list[History]:
    day = counted_on(year)
    declined = rng.sample(holders, DECLINED_A_YEAR) if holders else []
    kept = [one for one in holders if one not in declined]
    ended = [one for one in kept if not one.known_on(day) and one.known_on(first_day(year))]
    kept = [one for one in kept if one.known_on(day)]
    able = [one for one in queue if one.known_on(day) and one not in kept and one not in declined]
    granted = kept + able[: SUBSIDISED[year] - len(kept)]
    for history in granted + ended:
        history.grants.append(_decided(history, year))
    for history in declined:
        if history.known_on(first_day(year)):
            history.grants.append(SampleGrant(year, "declined"))
    if year == LAST_YEAR:
        for history in able[SUBSIDISED[year] - len(kept) :][:APPLIED_NOW]:
            history.grants.append(SampleGrant(year, "applied"))
    return granted


def _decided(history: History, year: int) -> SampleGrant:
    """From the day it was known, or the start of the year, to its end."""
    known = next(period for period in reversed(history.known) if period.from_date <= counted_on(year))
    begins = max(known.from_date, first_day(year))
    decided_on = min(begins + dt.timedelta(days=50), counted_on(year))
    if known.until:
        decided_on = min(decided_on, known.until - dt.timedelta(days=1))
    months = (year + 1 - begins.year) * 12 + 4 - begins.month
    rate = A_MONTH + 1000 * _every_week(history)
    status = "decided" if year == LAST_YEAR else "reported"
    return SampleGrant(year, status, decided_on, months * rate)


def _is_eligible(history: History) -> bool:
    return history.place.kinds[0] in SUPPORTED and not history.place.is_bare


def _every_week(history: History) -> bool:
    return any("weekdays" in rule and "weeks" not in rule for rule in history.place.rules)
