"""Since when each sample place is shown to the public, and for which it ended. Nobody is shown without a consent."""

import datetime as dt
from random import Random

from kayoiba.demo.movements import TODAY
from kayoiba.demo.records import History, Period

LISTED_TODAY = 612
WITHDRAWN = 8
FIRST_LISTING = dt.date(2018, 4, 2)
DAY = dt.timedelta(days=1)


def plan_listings(told: list[History], rng: Random) -> None:
    """`LISTED_TODAY` of those known today, a few that wished to be taken off, and most that ended."""
    agreed = [one for one in told if one.place.consent_how]
    now = rng.sample([one for one in agreed if _is_known_long_enough(one)], LISTED_TODAY + WITHDRAWN)
    for history in now[:LISTED_TODAY]:
        history.listed.append(_listed_in(history.known[-1], rng))
    for history in now[LISTED_TODAY:]:
        _withdraw(history, rng)
    for history in agreed:
        _list_ended(history, rng)
        _consent(history, rng)


def _is_known_long_enough(history: History) -> bool:
    return history.known[-1].until is None and history.known[-1].from_date < TODAY - 20 * DAY


def _listed_in(known: Period, rng: Random) -> Period:
    """Some weeks after it was found, and not before the list was on the web."""
    day = max(known.from_date + rng.randint(7, 90) * DAY, FIRST_LISTING + rng.randint(0, 300) * DAY)
    return Period(min(day, TODAY - rng.randint(1, 12) * DAY))


def _withdraw(history: History, rng: Random) -> None:
    listed = _listed_in(history.known[-1], rng)
    until = min(listed.from_date + rng.randint(60, 900) * DAY, TODAY)
    history.listed.append(Period(listed.from_date, until, "運営者の希望により"))


def _list_ended(history: History, rng: Random) -> None:
    """What ended went off the list on the day it ended."""
    for known in history.known:
        listed = _listed_in(known, rng)
        if known.until and listed.from_date < known.until and rng.random() < 0.7:
            history.listed.insert(0, Period(listed.from_date, known.until, known.reason))


def _consent(history: History, rng: Random) -> None:
    first = history.listed[0].from_date if history.listed else history.known[-1].from_date + 7 * DAY
    day = first - rng.randint(0, 6) * DAY
    history.consented_on = min(max(day, history.known[0].from_date), TODAY)
