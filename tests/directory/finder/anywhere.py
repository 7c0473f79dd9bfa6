"""Random places with all that makes dates hard, and which of them a search finds, read plainly day by day."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st

from directory.finder.queries import DAYS, NO_DISTRICT, WHENS, Search
from directory.places.models import Listing, ListingMeeting, ListingPause
from directory.places.publishing import meetings_of, pauses_of
from directory.places.schedule import DAY_ENDS, LAST, LOOK_AHEAD, WEEKDAYS, Meeting, OneDay, Rest, Rule, with_days
from tests.factories.places import AT

MOMENTS = (
    AT,
    dt.datetime(2026, 11, 23, 0, 0, tzinfo=AT.tzinfo),  # a Monday and a holiday
    dt.datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=AT.tzinfo),
    dt.datetime(2027, 1, 4, 11, 30, tzinfo=AT.tzinfo),  # a Monday in January
    dt.datetime(2028, 2, 29, 10, 0, 0, 1, tzinfo=AT.tzinfo),
)
TIMES = ((None, None), (dt.time(0), None), (dt.time(10), None), (dt.time(10), dt.time(11, 30)), (dt.time(12), DAY_ENDS))
ACTIVITIES = ("tea", "song", "field")
DISTRICTS = ("", "mabi", "kurashiki")


@dataclass(frozen=True)
class Somewhere:
    rules: list[Rule]
    rests: list[Rest]
    days: list[OneDay]
    district: str = ""
    activities: tuple[str, ...] = ()
    traits: dict[str, bool | None] = field(default_factory=dict)


def several(choices, most=2):
    return st.lists(st.sampled_from(choices), max_size=most, unique=True).map(tuple)


def or_none(values):
    return st.none() | values


def in_order(days):
    """Two days, either of which may be missing."""
    first, last = days
    return (last, first) if first and last and last < first else (first, last)


near_days = st.builds(
    lambda moment, away: moment.date() + dt.timedelta(days=away), st.sampled_from(MOMENTS), st.integers(-20, 40)
)
spans = st.tuples(or_none(near_days), or_none(near_days)).map(in_order)
weeks, month_days = several((1, 2, 3, 4, 5, LAST)), several((1, 24, 29, 31))
exceptions = st.fixed_dictionaries(
    {}, optional={"weekdays": several(WEEKDAYS), "weeks": weeks, "months": several((1, 12)), "days": month_days}
).map(lambda entry: {name: list(values) for name, values in entry.items() if values})
rules = st.builds(
    lambda times, span, **limits: Rule(start=times[0], end=times[1], valid_from=span[0], valid_to=span[1], **limits),
    st.sampled_from(TIMES),
    st.just((None, None)) | spans,
    weekdays=several(WEEKDAYS),
    weeks=st.just(()) | weeks,
    months=st.just(()) | several((1, 2, 11, 12)),
    days=st.just(()) | month_days,
    fortnightly=st.sampled_from((False, False, True)),
    anchor=or_none(near_days),
    off_on_holidays=st.booleans(),
    except_days=st.lists(exceptions.filter(bool), max_size=2).map(tuple),
)
rests = spans.filter(lambda span: span[0] is not None).map(lambda span: Rest(*span))
one_days = st.builds(
    lambda date, meets, times: OneDay(date, meets, *(times if meets else (None, None))),
    near_days,
    st.booleans(),
    st.sampled_from(TIMES),
)
places = st.builds(
    Somewhere,
    st.lists(rules, max_size=3),
    st.lists(rests, max_size=2),
    st.lists(one_days, max_size=2, unique_by=lambda day: day.date),
    st.sampled_from(DISTRICTS),
    several(ACTIVITIES),
    st.fixed_dictionaries({"parking": or_none(st.booleans()), "free": or_none(st.booleans())}),
)
searches = st.builds(
    lambda date_or_when, **asked: Search(**dict([date_or_when]) | asked),
    st.just(("when", "")) | st.sampled_from([("when", when) for when in WHENS]) | st.tuples(st.just("date"), near_days),
    days=st.just(()) | several(DAYS),
    time=st.sampled_from(("", "", "am", "pm")),
    district=st.sampled_from(("", "", "mabi", NO_DISTRICT)),
    activities=st.just(()) | several(ACTIVITIES),
    traits=st.just(()) | several(("parking", "free")),
)


def written(somewhere: list[Somewhere]) -> None:
    """In the public copy, numbered from 1 on."""
    for number, place in zip(count(1), somewhere, strict=False):
        fee = {True: 0, False: 100, None: None}[place.traits.get("free")]
        listing = Listing.objects.create(
            number=number,
            name=f"場{number}",
            sort_key=f"{number:03}",
            district_slug=place.district,
            activities=list(place.activities),
            parking=place.traits.get("parking"),
            fee_amount=fee,
            rules=[rule.as_json() for rule in place.rules],
            pauses=[rest.as_json() for rest in place.rests],
            days=[day.as_json() for day in place.days],
            listed_on=AT.date(),
            updated_at=AT,
            grams=[],
        )
        ListingMeeting.objects.bulk_create(meetings_of(listing, with_days(place.rules, place.days)))
        ListingPause.objects.bulk_create(pauses_of(listing, place.rests))


def found(search: Search, somewhere: list[Somewhere], now: dt.datetime) -> set[int]:
    """The numbers of what fits."""
    return {number for number, place in enumerate(somewhere, start=1) if _fits(search, place, now)}


def next_meeting(search: Search, place: Somewhere, now: dt.datetime) -> Meeting | None:
    """The first that is not over and is as asked, among so many days ahead."""
    since, asked = search.since(now), _rules_asked_for(search, place)
    for day in (since.date() + dt.timedelta(days=number) for number in range(LOOK_AHEAD)):
        if _is_open_on(day, search, place):
            meetings = [Meeting(day, rule.start, rule.end) for rule in asked if rule.meets_on(day)]
            left = [meeting for meeting in meetings if not meeting.is_over(since)]
            if left:
                return min(left, key=lambda meeting: meeting.start or dt.time.min)
    return None


def _fits(search: Search, place: Somewhere, now: dt.datetime) -> bool:
    return (
        search.district in ("", place.district or NO_DISTRICT)
        and (not search.activities or bool({*search.activities} & {*place.activities}))
        and all(place.traits[trait] is True for trait in search.traits)
        and _meets_as_asked(search, place, now)
    )


def _meets_as_asked(search: Search, place: Somewhere, now: dt.datetime) -> bool:
    today = now.date()
    asked, dates = _rules_asked_for(search, place), search.dates(today)
    if dates is not None:
        days = [day for day in dates if _is_open_on(day, search, place)]
        return any(rule.meets_on(day) and not _is_over(rule, day, now) for rule in asked for day in days)
    if not (search.days or search.time):
        return True
    if any(rest.holds_on(today) for rest in place.rests):
        return False
    known = [rule for rule in asked if not search.days or _known_by(rule) & {*search.days}]
    return any((rule.valid_from or today) <= today <= (rule.valid_to or today) for rule in known)


def _is_over(rule: Rule, day: dt.date, now: dt.datetime) -> bool:
    return day == now.date() and Meeting(day, rule.start, rule.end).is_over(now)


def _is_open_on(day: dt.date, search: Search, place: Somewhere) -> bool:
    asked = not search.days or DAYS[day.weekday()] in search.days
    return asked and not any(rest.holds_on(day) for rest in place.rests)


def _rules_asked_for(search: Search, place: Somewhere) -> list[Rule]:
    rules = with_days(place.rules, place.days)
    if search.time:
        rules = [rule for rule in rules if rule.start and (rule.start < dt.time(12)) == (search.time == "am")]
    return rules


def _known_by(rule: Rule) -> set[str]:
    never = {day for entry in rule.except_days if [*entry] == ["weekdays"] for day in entry["weekdays"]}
    return {DAYS[WEEKDAYS.index(day)] for day in rule.weekdays if day not in never}
