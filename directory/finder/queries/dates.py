"""When listings meet, as the database is asked: the masks of rules are held against days that are named one by one.

The dates and numbers in this SQL are of our own making; what people typed travels as parameters, in `matching`.
"""

import datetime as dt
from functools import lru_cache

from directory.finder.queries.search import DAYS, Search
from directory.places.days import mask_on
from directory.places.schedule import LOOK_AHEAD

HALVES = {"am": "rule.start < '12:00'", "pm": "rule.start >= '12:00'"}
IN_FORCE = """
    (rule.valid_from IS NULL OR rule.valid_from <= {date}) AND (rule.valid_to IS NULL OR rule.valid_to >= {date})
"""
MEETS = f"""
    rule.mask & {{mask}} = {{mask}} AND {IN_FORCE} AND {{date}} <> ALL (rule.off_on)
    AND NOT EXISTS (SELECT FROM unnest(rule.excepts) AS except_mask WHERE except_mask & {{mask}} = {{mask}})
"""
AT_REST = """EXISTS (
    SELECT FROM directory_listingpause AS pause
    WHERE pause.listing_id = rule.listing_id AND pause.from_date <= {date} AND (until IS NULL OR until >= {date})
)"""
NEVER_ONE_BY_ONE = "FULL JOIN"
"""A LEFT JOIN, as there is nothing on the right alone that matters. How many have a word is guessed much too low, and a
full join is never worked out by going through the right side for each row of the left."""
SOON = 35
"""Most rules meet within five weeks: more days are only looked at where they do not."""


def at_time(search: Search) -> str:
    """Is the rule at the time of day?"""
    return HALVES.get(search.time, "true")


def on_weekdays(search: Search) -> str:
    """Is the rule known by one of the weekdays? One by days of the month is by none: it is asked of its dates."""
    return f"rule.weekdays & {_weekdays(search)} > 0" if search.days else "true"


def meets_on(day: dt.date, now: dt.datetime) -> str:
    """Is there a meeting by the rule on the day, not over yet if that is today?"""
    meets = f"{MEETS} AND NOT {AT_REST}" + (f" AND NOT {_over(now)}" if day == now.date() else "")
    return f"({meets})".format(date=f"'{day}'", mask=mask_on(day))


def holds_on(day: dt.date) -> str:
    """Is the rule in force on the day, and its listing not at rest?"""
    return f"({IN_FORCE} AND NOT {AT_REST})".format(date=f"'{day}'")


def meets_that_day(search: Search, now: dt.datetime) -> str:
    """Is there a meeting by the rule, one of `alike`, on the day, one of `days`, of a weekday asked for; not over?"""
    asked = f"day.mask & {_weekdays(search)} > 0" if search.days else "true"
    meets = MEETS.format(date="day.date", mask="day.mask")
    is_over = f"(day.date = '{now.date()}' AND {_over(now)})"
    return f"({asked} AND {meets} AND (rule.rests IS NULL OR NOT rule.rests @> day.date) AND NOT {is_over})"


def soonest(search: Search, since: dt.datetime, *, among: str = "") -> str:
    """Of each listing the next meeting as asked that is not over at `since`: number, date, start."""
    today = since.date()
    later = today + dt.timedelta(days=SOON)
    first = f"SELECT min(day.date) FROM {{days}} WHERE {meets_that_day(search, since)}"
    soon, late = (first.format(days=days(*some)) for some in ((today, SOON), (later, LOOK_AHEAD - SOON)))
    return f"""
        WITH met AS MATERIALIZED (
            SELECT numbers, coalesce(({soon}), ({late})) AS date, start
            FROM ({alike(search, today, LOOK_AHEAD, among=among)}) AS rule
        ), meeting AS (
            SELECT unnest(numbers) AS number, date, start FROM met WHERE date IS NOT NULL
        )
        SELECT DISTINCT ON (number) number, date, start FROM meeting ORDER BY number, date, start NULLS FIRST
    """


def alike(search: Search, first: dt.date, count: int, *, among: str = "") -> str:
    """Rules that meet alike on so many days, as one with the numbers of their listings: there are few, each asked once.

    Rests are those within the days; who is at rest all the time is left out.
    """
    what = 'mask, excepts, off_on, valid_from, valid_to, rests, start, "end"'
    found = f"JOIN {among} ON {among}.number = listing_id" if among else ""
    whole = f"daterange('{first}', '{first + dt.timedelta(days=count)}')"
    return f"""
        SELECT {what}, array_agg(listing_id) AS numbers
        FROM (
            SELECT rule.* FROM directory_listingmeeting AS rule {found} WHERE {at_time(search)}
        ) AS rule {NEVER_ONE_BY_ONE} (
            SELECT listing_id, range_agg(daterange(from_date, until, '[]') * {whole}) AS rests
            FROM directory_listingpause {found} GROUP BY listing_id
        ) AS rest USING (listing_id)
        WHERE rests IS NULL OR NOT rests @> {whole}
        GROUP BY {what}
    """


@lru_cache
def days(first: dt.date, count: int) -> str:
    """A table of so many days: date and mask."""
    masks = ",".join(str(mask_on(first + dt.timedelta(days=number))) for number in range(count))
    return f"""(
        SELECT '{first}'::date + place::int - 1 AS date, mask
        FROM unnest('{{{masks}}}'::bigint[]) WITH ORDINALITY AS day (mask, place)
    ) AS day"""


def _weekdays(search: Search) -> int:
    """As bits, Monday first, as they are in the masks of days."""
    return sum(1 << DAYS.index(name) for name in search.days)


def _over(now: dt.datetime) -> str:
    """Is a meeting of today over? Without any time it lasts all day, without an end it is over once it has begun."""
    return f"""(coalesce(rule."end", rule.start, '24:00') <= '{now:%H:%M:%S}')"""
