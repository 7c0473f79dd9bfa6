"""When a sample place did not meet although everybody still knew it: the flood, the epidemic, and ordinary reasons.

Reasons are codes of `PauseReason`; `until` is the last day of the pause.
"""

import datetime as dt
from random import Random

from kayoiba.demo.movements import EMERGENCY, EPIDEMIC, FLOOD, TODAY
from kayoiba.demo.people import MABI, SamplePlace
from kayoiba.demo.records import Period

DAY = dt.timedelta(days=1)
OUT_OF_DOORS = {"radio", "park", "field", "patrol", "fishing", "greeting", "garbage_station", "sports"}
NEVER_STOPPED = {"letters", "sharing"}

AFTER_THE_FLOOD = ((17, 12), (28, 25), (60, 15), (120, 18), (240, 15), (420, 8), (590, 4))
"""Days to the last day of the pause and how many of a hundred."""
HATTORI = "k-61"
"""The school district where the first met again two weeks after the flood, and everybody after four."""
TWO_WEEKS, FOUR_WEEKS, TWO_MONTHS = 14, 28, 57

AFTER_THE_OUTBREAK = ((90, 30), (130, 20), (220, 15), (400, 15), (590, 12), (750, 8))
WITH_ALL = 30
"""Who would have stopped within so many days stopped on the day when the city asked for it."""
ORDINARY = ("people", "venue", "season", "other")


def plan_pauses(place: SamplePlace, known: list[Period], rng: Random) -> list[Period]:
    wishes = [_flood(place, rng), _epidemic(place, rng), _emergency(place, rng), _ordinary(rng)]
    pauses: list[Period] = []
    for pause in wishes:
        if pause and _was_known_throughout(pause, known) and not _overlaps(pause, pauses):
            pauses.append(pause)
    return pauses


def _flood(place: SamplePlace, rng: Random) -> Period | None:
    if place.district != MABI or rng.random() > 0.85:
        return None
    days = _length(AFTER_THE_FLOOD, rng)
    if place.school == HATTORI:
        days = (TWO_WEEKS if days < TWO_MONTHS else FOUR_WEEKS) - 1
    return Period(FLOOD, FLOOD + days * DAY, "disaster")


def _epidemic(place: SamplePlace, rng: Random) -> Period | None:
    if not _met_indoors(place, rng, 0.75):
        return None
    later = rng.randint(0, 45)
    start = EPIDEMIC + (later if later > WITH_ALL else 0) * DAY
    return Period(start, start + _length(AFTER_THE_OUTBREAK, rng) * DAY, "epidemic")


def _emergency(place: SamplePlace, rng: Random) -> Period | None:
    return Period(*EMERGENCY, "epidemic") if _met_indoors(place, rng, 0.5) else None


def _ordinary(rng: Random) -> Period | None:
    """Two in a hundred rest now, nobody knows until when; as many had a rest of some months before."""
    if rng.random() < 0.02:
        return Period(TODAY - rng.randint(10, 240) * DAY, None, rng.choice(ORDINARY))
    if rng.random() < 0.02:
        start = dt.date(2023, 6, 1) + rng.randint(0, 900) * DAY
        return Period(start, start + rng.randint(40, 180) * DAY, rng.choice(ORDINARY))
    return None


def _met_indoors(place: SamplePlace, rng: Random, likely: float) -> bool:
    kind = place.kinds[0]
    if kind in NEVER_STOPPED:
        return False
    return rng.random() < (likely / 3 if kind in OUT_OF_DOORS else likely)


def _length(table: tuple[tuple[int, int], ...], rng: Random) -> int:
    lengths, weights = zip(*table, strict=True)
    return rng.choices(lengths, weights)[0] + rng.randint(-3, 9)


def _was_known_throughout(pause: Period, known: list[Period]) -> bool:
    last = pause.until or pause.from_date
    return any(
        period.holds_on(pause.from_date) and period.holds_on(last) and (pause.until or period.until is None)
        for period in known
    )


def _overlaps(pause: Period, others: list[Period]) -> bool:
    return any(
        pause.from_date <= (other.until or dt.date.max) and other.from_date <= (pause.until or dt.date.max)
        for other in others
    )
