"""How much would be left if one more condition were chosen: the figures beside the choices, in one statement."""

import datetime as dt
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from directory.finder.queries.dates import HALVES, HOLDS, MEETS, alike, array, days, fits
from directory.finder.queries.matching import doing, having, in_area, with_words
from directory.finder.queries.search import DAYS, NO_DISTRICT, TRAITS, WHENS, Search
from directory.places.days import mask_on
from directory.places.models import Listing
from directory.places.vocabulary import Activity

# What rules say of a listing, as bits: weekdays to choose, that it is as asked, whens to choose, halves of the day.
DAY_BITS = {day: 1 << place for place, day in enumerate(DAYS)}
EVERY_DAY = sum(DAY_BITS.values())
ASKED = EVERY_DAY + 1
WHEN_BITS = {when: ASKED << place for place, when in enumerate(WHENS, start=1)}
HALF_BITS = {half: ASKED << place for place, half in enumerate(HALVES, start=1 + len(WHENS))}


@dataclass(frozen=True)
class Facets:
    """The total, and by option what it would be with that one chosen; what is not named is zero.

    A choice takes the place of the group's own; a trait is added to those that are chosen.
    """

    total: int
    district: Counter[str]
    day: Counter[str]
    time: Counter[str]
    activity: Counter[str]
    trait: Counter[str]
    when: Counter[str]


def facets(search: Search, *, now: dt.datetime, districts: bool = True) -> Facets:
    """Without `districts` those are not counted: there are too many to choose from at a glance."""
    asked = _asked()
    counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in asked.values())
    query, params = _found(search, districts=districts).query.sql_with_params()
    by_rules = search.days or search.time or search.date or search.when
    statement = f"""
        WITH found AS ({query}), said AS ({_said(search, now.date())}), told AS MATERIALIZED (
            SELECT found.*, coalesce(bits, 0) AS bits, {f"bits & {ASKED} > 0" if by_rules else "true"} AS fits
            FROM found LEFT JOIN said USING (number)
        )
        SELECT {_BY_DISTRICT if districts else "NULL"}, {counts} FROM told
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        by_district, *numbers = cursor.fetchone()
    counters: dict[str, Counter[str]] = defaultdict(Counter)
    counters["district"] = Counter(
        {slug or NO_DISTRICT: count for slug, count in json.loads(by_district or "{}").items()}
    )
    for (group, option), number in zip(asked, numbers, strict=True):
        counters[group][option] = number
    return Facets(counters.pop("total")[""], **counters)


_BY_DISTRICT = """(
    SELECT jsonb_object_agg(district_slug, count) FROM (
        SELECT district_slug, count(*) FROM told WHERE fits AND does AND has GROUP BY district_slug
    ) AS district
)"""


def _asked() -> dict[tuple[str, str], str]:
    """By group and option, what is counted."""
    at_any_time = "here AND does AND has"
    bits = {"day": DAY_BITS, "when": WHEN_BITS, "time": HALF_BITS}
    return (
        {("total", ""): f"{at_any_time} AND fits"}
        | {
            (group, option): f"{at_any_time} AND bits & {bit} > 0"
            for group, options in bits.items()
            for option, bit in options.items()
        }
        | {("activity", option): f"here AND has AND fits AND '{option}' = ANY (activities)" for option in Activity}
        | {("trait", option): f"{at_any_time} AND fits AND has_{option}" for option in TRAITS}
    )


def _found(search: Search, *, districts: bool) -> QuerySet[Listing, Any]:
    """What has the words asked for, and of each of the other conditions whether it holds."""
    conditions = {"here": in_area(search), "does": doing(search), "has": having(search)}
    conditions |= {f"has_{trait}": condition for trait, condition in TRAITS.items()}
    found = with_words(search) if districts else with_words(search).filter(in_area(search))
    columns = {name: ExpressionWrapper(condition, BooleanField()) for name, condition in conditions.items()}
    return found.values("number", "district_slug", "activities", **columns)


def _said(search: Search, today: dt.date) -> str:
    """Of each listing with rules: number and bits."""
    dates = _dates(search, today)
    day = f"unnest({array(dates)}::date[], {array(map(mask_on, dates))}::bigint[], {array(dates.values())}::int[])"
    meets = f"coalesce((SELECT bit_or(bits) FROM {day} AS day (date, mask, bits) WHERE {MEETS}), 0)"
    holds = f"coalesce((SELECT {EVERY_DAY | ASKED} FROM {days([today])} WHERE {HOLDS}), 0)"
    on_day, on_time = fits(replace(search, time="")), fits(replace(search, days=()))
    half = " ".join(f"WHEN {HALVES[half]} THEN {bit}" for half, bit in HALF_BITS.items())
    return f"""
        WITH rule AS MATERIALIZED (
            SELECT rule.*, {meets} {f"| {holds}" if search.dates(today) is None else ""} AS met
            FROM ({alike(Search(), sorted({today, *dates}), by="weekdays, start")}) AS rule
        ), said AS MATERIALIZED (
            SELECT numbers,
                CASE WHEN {on_time} THEN met & weekdays & {EVERY_DAY} ELSE 0 END
                | CASE WHEN {on_day} AND {on_time} THEN met & ~{EVERY_DAY} ELSE 0 END
                | CASE WHEN {on_day} AND met & {ASKED} > 0 THEN CASE {half} ELSE 0 END ELSE 0 END AS bits
            FROM rule
        )
        SELECT number, bit_or(bits) AS bits
        FROM (SELECT unnest(numbers) AS number, bits FROM said) AS said GROUP BY number
    """


def _dates(search: Search, today: dt.date) -> dict[dt.date, int]:
    """Dates that a meeting on one of them says something, and what."""
    bits: dict[dt.date, int] = defaultdict(int)
    for date in replace(search, days=()).dates(today) or ():
        bits[date] |= DAY_BITS[DAYS[date.weekday()]]
    for date in search.dates(today) or ():
        bits[date] |= ASKED
    for when, bit in WHEN_BITS.items():
        for date in replace(search, date=None, when=when).dates(today) or ():
            bits[date] |= bit
    return dict(sorted(bits.items()))
