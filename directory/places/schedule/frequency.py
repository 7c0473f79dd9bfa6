"""How often a place meets, in the bands of the national survey (通いの場の開催頻度)."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from statistics import median

from directory.places.days import mask_on
from directory.places.schedule.rule import Rule
from directory.places.vocabulary import FrequencyBand

A_DAY = dt.timedelta(days=1)
YEARS = (dt.date(2024, 1, 1), dt.date(2028, 1, 1))
"""Four years, a leap year among them, that stand for any."""
LEAST = ((4, FrequencyBand.WEEKLY), (2, FrequencyBand.TWICE_A_MONTH), (1, FrequencyBand.MONTHLY))


def frequency_band(rules: Iterable[Rule], on: dt.date) -> FrequencyBand:
    """The band of an ordinary month under the rules that hold on that day."""
    usual = usual_meetings(rules, on)
    if usual is None:
        return FrequencyBand.UNKNOWN
    return next((band for least, band in LEAST if usual >= least), FrequencyBand.RARER)


def usual_meetings(rules: Iterable[Rule], on: dt.date) -> float | None:
    """Meetings of an ordinary month under the rules that hold on that day; None where none does.

    Holidays and single days off do not make a weekly place less than weekly, nor does one month of rest a year. A
    fortnight whose weeks nobody knows is a fortnight still.
    """
    holding = [_plain(rule) for rule in rules if _holds(rule, on)]
    if not holding:
        return None
    met = Counter(month for month, day in _days() if any(rule.allows(day) for rule in holding))
    return median(met[month] for month in range(12 * (YEARS[1].year - YEARS[0].year)))


def frequencies(rules: Iterable[Rule]) -> list[tuple[dt.date, dt.date | None, FrequencyBand]]:
    """(from, until, band) of all time, half-open; where no rule holds there is none."""
    alike = (replace(rule, start=None, end=None, off_on_holidays=False) for rule in rules)
    return _frequencies(json.dumps([rule.as_json() for rule in alike]))


@lru_cache(maxsize=4096)  # without what changes nothing, a whole country has a few hundred sets of rules
def _frequencies(written: str) -> list[tuple[dt.date, dt.date | None, FrequencyBand]]:
    rules = [Rule.from_json(rule) for rule in json.loads(written)]
    edges = {dt.date.min} | {rule.valid_from for rule in rules if rule.valid_from}
    edges |= {rule.valid_to + A_DAY for rule in rules if rule.valid_to}
    spans = pairwise([*sorted(edges), None])
    banded = ((since, until, frequency_band(rules, since)) for since, until in spans if since)
    return [span for span in banded if span[2] != FrequencyBand.UNKNOWN]


def _holds(rule: Rule, on: dt.date) -> bool:
    return (rule.valid_from is None or rule.valid_from <= on) and (rule.valid_to is None or on <= rule.valid_to)


def _plain(rule: Rule) -> Rule:
    return replace(rule, off_on_holidays=False, anchor=rule.anchor or YEARS[0])


@cache
def _days() -> list[tuple[int, int]]:
    """Every day of those years as (month, mask), the months counted through."""
    first, end = YEARS
    days = (first + dt.timedelta(days=number) for number in range((end - first).days))
    return [((day.year - first.year) * 12 + day.month - 1, mask_on(day)) for day in days]
