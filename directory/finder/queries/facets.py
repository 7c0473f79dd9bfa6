"""How much would be left if one more condition were chosen: the figures beside the choices, in one statement."""

import datetime as dt
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Count, ExpressionWrapper, QuerySet

from directory.finder.queries.dates import HALVES, NEVER_ONE_BY_ONE, at_time, holds_on, meets_on, on_weekdays
from directory.finder.queries.matching import doing, having, in_area, matching, with_words
from directory.finder.queries.search import DAYS, NO_DISTRICT, TRAITS, WHENS, Search
from directory.places.models import Listing
from directory.places.vocabulary import Activity

# What rules say of a listing, as bits: weekdays to choose, that it is as asked, whens to choose, halves of the day.
DAY_BITS = {day: 1 << place for place, day in enumerate(DAYS)}
EVERY_DAY = sum(DAY_BITS.values())
ASKED = EVERY_DAY + 1
WHEN_BITS = {when: ASKED << place for place, when in enumerate(WHENS, start=1)}
HALF_BITS = {half: ASKED << place for place, half in enumerate(HALVES, start=1 + len(WHENS))}
OPTION_BITS = {"day": DAY_BITS, "when": WHEN_BITS, "time": HALF_BITS}
COUNTED = (
    {("total", ""): "does AND has AND fits"}
    | {
        (group, option): f"does AND has AND bits & {bit} > 0"
        for group, options in OPTION_BITS.items()
        for option, bit in options.items()
    }
    | {("activity", option): f"has AND fits AND '{option}' = ANY (activities)" for option in Activity.values}
    | {("trait", option): f"does AND has AND fits AND has_{option}" for option in TRAITS}
)
"""What is counted, by group and option."""


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
    found = _found(search)
    query, params = found.query.sql_with_params()
    said = _said(search, now, among="found" if found.query.where else "")
    fits_too = f"bits & {ASKED} > 0" if search.days or search.time or search.date or search.when else "true"
    counts = ", ".join(f"count(*) FILTER (WHERE {counted})" for counted in COUNTED.values())
    by_district, more = _by_district(search, now) if districts else ("SELECT NULL", ())
    statement = f"""
        SELECT ({by_district}), {counts} FROM (
            WITH found AS ({query}), said AS ({said})
            SELECT *, {fits_too} AS fits FROM found {NEVER_ONE_BY_ONE} said USING (number)
        ) AS told
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, (*more, *params))
        slugs, *numbers = cursor.fetchone()
    counters: dict[str, Counter[str]] = defaultdict(Counter)
    counters["district"] = Counter({slug or NO_DISTRICT: count for slug, count in json.loads(slugs or "{}").items()})
    for (group, option), number in zip(COUNTED, numbers, strict=True):
        counters[group][option] = number
    return Facets(counters.pop("total")[""], **counters)


def _by_district(search: Search, now: dt.datetime) -> tuple[str, tuple[Any, ...]]:
    anywhere = matching(replace(search, district="", school=""), now)
    query, params = anywhere.values("district_slug").annotate(count=Count("*")).query.sql_with_params()
    return f"SELECT jsonb_object_agg(district_slug, count) FROM ({query}) AS district", params


def _found(search: Search) -> QuerySet[Listing, Any]:
    """What has the words, in the area, and of each of the other conditions whether it holds."""
    conditions = {"does": doing(search), "has": having(search)}
    conditions |= {f"has_{trait}": condition for trait, condition in TRAITS.items()}
    columns = {name: ExpressionWrapper(condition, BooleanField()) for name, condition in conditions.items()}
    return with_words(search).filter(in_area(search)).values("number", "activities", **columns)


def _said(search: Search, now: dt.datetime, *, among: str) -> str:
    """Of each listing with rules: number and bits."""
    today = now.date()
    met = [f"CASE WHEN {meets_on(date, now)} THEN {bits} ELSE 0 END" for date, bits in _dates(search, today).items()]
    if search.dates(today) is None:
        asked = f"CASE WHEN {on_weekdays(search)} THEN {ASKED} ELSE 0 END"
        met.append(f"CASE WHEN {holds_on(today)} THEN weekdays & {EVERY_DAY} | {asked} ELSE 0 END")
    half = " ".join(f"WHEN {HALVES[half]} THEN {bit}" for half, bit in HALF_BITS.items())
    found = f"JOIN {among} ON {among}.number = listing_id" if among else ""
    return f"""
        SELECT listing_id AS number, bit_or(
            CASE WHEN {at_time(search)} THEN met ELSE 0 END
            | CASE WHEN met & {ASKED} > 0 THEN CASE {half} ELSE 0 END ELSE 0 END
        ) AS bits
        FROM (
            SELECT listing_id, start, {" | ".join(met)} AS met FROM directory_listingmeeting AS rule {found}
            OFFSET 0 -- or it would be worked out wherever it is named
        ) AS rule GROUP BY listing_id
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
