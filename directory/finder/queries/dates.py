"""When listings meet, as the database is asked: its masks are held against days that are named one by one.

The dates and numbers in this SQL are of our own making; what people typed travels as parameters, in `matching`.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from directory.finder.queries.search import DAYS, Search
from directory.places.days import mask_on
from directory.places.schedule import LOOK_AHEAD

HALVES = {"am": "rule.start < '12:00'", "pm": "rule.start >= '12:00'"}
HOLDS = """
    (rule.valid_from IS NULL OR rule.valid_from <= day.date)
    AND (rule.valid_to IS NULL OR rule.valid_to >= day.date)
    AND (rule.rests IS NULL OR NOT rule.rests @> day.date)
"""
"""Is the rule in force on the day, and its listing not at rest?"""
MEETS = f"""
    rule.mask & day.mask = day.mask
    AND {HOLDS}
    AND day.date <> ALL (rule.off_on)
    AND NOT EXISTS (SELECT FROM unnest(rule.excepts) AS except_mask WHERE except_mask & day.mask = day.mask)
"""
"""Is there a meeting by the rule on the day?"""
SOON = 35
"""Most rules meet within five weeks: more days are only looked at where they do not."""


def days(dates: Sequence[dt.date]) -> str:
    """A table of the dates and what they are."""
    masks = map(mask_on, dates)
    return f"unnest({array(dates)}::date[], {array(masks)}::bigint[]) AS day (date, mask)"


def rules(horizon: Sequence[dt.date], *, among: str = "") -> str:
    """The rules with the rests of their listings within the horizon; those at rest all the time are left out."""
    found = f"JOIN {among} ON {among}.number = rule.listing_id" if among else ""
    whole = f"daterange('{horizon[0]}', '{horizon[-1]}', '[]')" if horizon else "'empty'::daterange"
    return f"""
        directory_listingmeeting AS rule {found} LEFT JOIN (
            SELECT listing_id, range_agg(daterange(from_date, until, '[]') * {whole}) AS rests
            FROM directory_listingpause GROUP BY listing_id
        ) AS rest USING (listing_id)
        WHERE (rests IS NULL OR NOT rests @> {whole})
    """


def fits(search: Search) -> str:
    """Is the rule of the weekdays and at the time of day? One by days of the month is of no weekday."""
    weekdays = sum(1 << DAYS.index(name) for name in search.days)
    asked = [f"rule.weekdays & {weekdays} > 0"] if weekdays else []
    return " AND ".join([*asked, HALVES.get(search.time, "true")])


def alike(search: Search, dates: Sequence[dt.date], *, by: str, among: str = "") -> str:
    """Rules that meet alike and are alike `by` more, as one with the numbers of their listings: there are few."""
    what = f"mask, excepts, off_on, valid_from, valid_to, rests, {by}"
    return f"""
        SELECT {what}, array_agg(listing_id) AS numbers FROM {rules(dates, among=among)} AND {fits(search)}
        GROUP BY {what}
    """


def soonest(search: Search, since: dt.datetime, *, among: str = "") -> str:
    """Of each listing the next meeting as asked that is not over at `since`: number, date, start."""
    ahead = days_asked(search, since.date(), LOOK_AHEAD)
    first, later = (
        f"(SELECT min(day.date) FROM {days(some)} WHERE {MEETS} AND NOT {_over(since)})"
        for some in (ahead[:SOON], ahead[SOON:])
    )
    return f"""
        WITH met AS MATERIALIZED (
            SELECT numbers, coalesce({first}, {later}) AS date, start
            FROM ({alike(search, ahead, by='start, "end"', among=among)}) AS rule
        ), meeting AS (
            SELECT unnest(numbers) AS number, date, start FROM met WHERE date IS NOT NULL
        )
        SELECT DISTINCT ON (number) number, date, start FROM meeting ORDER BY number, date, start NULLS FIRST
    """


def days_asked(search: Search, first: dt.date, count: int) -> list[dt.date]:
    """So many days from `first` on, without those of weekdays that are not asked for."""
    dates = (first + dt.timedelta(days=number) for number in range(count))
    return [date for date in dates if not search.days or DAYS[date.weekday()] in search.days]


def _over(since: dt.datetime) -> str:
    """Is it over by then? Without any time it lasts all day, without an end it is over as soon as it has begun."""
    over = """coalesce(rule."end", rule.start, '24:00')"""
    return f"(day.date = '{since.date()}' AND {over} <= '{since:%H:%M:%S}')"


def array(values: Iterable[object]) -> str:
    return "'{" + ",".join(map(str, values)) + "}'"
