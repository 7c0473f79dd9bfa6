"""子ども食堂・地域食堂 of the sample city: 6 when the epidemic began, 18 by the autumn of 2022.

Both are what 倉敷市社会福祉協議会 reported on 2022-12-21.
"""

import datetime as dt
from dataclasses import replace
from random import Random

from kayoiba.demo.people import turned_into
from kayoiba.demo.records import History

BEGAN, GROWN = dt.date(2020, 3, 31), dt.date(2022, 10, 31)
KNOWN_THEN, NEW_SINCE = 6, 12
INDOORS = {"hall", "shop", "care", "school"}


def plan_cafeterias(told: list[History], rng: Random) -> None:
    """Some places turn out to be one; where they are, and since when they are known and listed, stays as it was."""
    names = {history.place.name for history in told}
    able = [history for history in told if _may_be_one(history)]
    before = [history for history in able if history.known[0].from_date <= BEGAN]
    since = [history for history in able if BEGAN < history.known[0].from_date <= GROWN]
    for history in [*rng.sample(before, KNOWN_THEN), *rng.sample(since, NEW_SINCE)]:
        cafeteria = turned_into("cafeteria", history.place, names, rng)
        history.place = replace(cafeteria, kinds=("cafeteria",), children_welcome=True)


def _may_be_one(history: History) -> bool:
    """Known without a break until today, under a roof, and no salon that is granted money as one."""
    still_known = len(history.known) == 1 and history.known[0].until is None
    return still_known and history.place.venue_type in INDOORS and not history.grants
