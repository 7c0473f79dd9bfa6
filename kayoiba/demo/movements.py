"""How many places the coordinators knew, year by year, and how many came and went.

The three tables of 2022-12-21 (known, subsidised, 真備) are given; what came and went is invented so that they come
out to the digit. A year is counted on 31 March, the running year on `TODAY`.
"""

import datetime as dt
from dataclasses import dataclass

TODAY = dt.date(2026, 11, 24)
"""The day the sample city stands at; a fact of the sample, not of the clock."""

FIRST_YEAR, LAST_YEAR = 2016, 2026
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

KNOWN = dict(zip(YEARS, (430, 499, 600, 705, 771, 840, 840, 840, 840, 840, 840), strict=True))
SUBSIDISED = dict(zip(YEARS, (160, 195, 227, 262, 270, 280, 280, 280, 280, 280, 280), strict=True))
KNOWN_IN_MABI = dict(zip(YEARS, (38, 51, 58, 98, 101, 104, 105, 105, 106, 106, 106), strict=True))


@dataclass(frozen=True)
class Plan:
    """By fiscal year: known when it is counted, ended within it, come back within it. New ones make up the rest."""

    known: dict[int, int]
    ended: dict[int, int]
    back: dict[int, int]

    @property
    def records(self) -> int:
        """Places that ever were on record: those known today, and those that ended for good."""
        return self.known[LAST_YEAR] + sum(self.ended.values()) - sum(self.back.values())


MABI_PLAN = Plan(
    known=KNOWN_IN_MABI,
    ended=dict(zip(YEARS, (0, 0, 9, 1, 1, 0, 1, 0, 1, 0, 0), strict=True)),
    back=dict(zip(YEARS, (0, 0, 0, 5, 1, 0, 0, 0, 0, 0, 0), strict=True)),
)
ELSEWHERE_PLAN = Plan(
    known={year: KNOWN[year] - KNOWN_IN_MABI[year] for year in YEARS},
    ended=dict(zip(YEARS, (0, 4, 3, 5, 9, 5, 6, 4, 6, 5, 4), strict=True)),
    back=dict(zip(YEARS, (0, 0, 0, 0, 1, 3, 2, 1, 1, 1, 1), strict=True)),
)

FLOOD = dt.date(2018, 7, 7)
EPIDEMIC = dt.date(2020, 3, 2)
EMERGENCY = (dt.date(2021, 5, 16), dt.date(2021, 6, 20))
"""緊急事態宣言: first and last day."""


def first_day(year: int) -> dt.date:
    return dt.date(year, 4, 1)


def counted_on(year: int) -> dt.date:
    return min(dt.date(year + 1, 3, 31), TODAY)
