"""Schedules that others read with an RRULE library: they find every meeting, or are told that the words say more."""

import datetime as dt

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings

from directory.opendata.edition import Edition
from directory.opendata.hsds.ids import Ids
from directory.opendata.hsds.schedules import BROADER, schedules_of
from directory.opendata.hsds.tables import as_json
from directory.places.models import Listing
from directory.places.schedule import DAY_ENDS, LAST, OneDay, Rule
from tests.factories.places import AT, TODAY
from tests.factories.schedules import every_rule

EDITION = Edition("https://kayoiba.example", TODAY, "332020", "倉敷市")
A_YEAR = [TODAY + dt.timedelta(days) for days in range(400)]
OF_NO_RULE = ("id", "service_id", "location_id", "service_at_location_id", "timezone", "schedule_link")


def told(*rules, **listing):
    """The rows as JSON has them, without what is the same in each."""
    row = Listing(number=7, rules=[rule.as_json() for rule in rules], updated_at=AT, **listing)
    rows = as_json(schedules_of(row, Ids("332020"), EDITION))
    return [{name: value for name, value in row.items() if name not in OF_NO_RULE} for row in rows]


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (Rule(weekdays=("Tu", "Th")), {"freq": "WEEKLY", "interval": 1, "byday": "TU,TH", "dtstart": "2026-11-24"}),
        (
            Rule(weekdays=("Tu",), weeks=(2, 4)),
            {"freq": "MONTHLY", "interval": 1, "byday": "2TU,4TU", "dtstart": "2026-11-24"},
        ),
        (
            Rule(weekdays=("We",), weeks=(LAST,)),
            {"freq": "MONTHLY", "interval": 1, "byday": "-1WE", "dtstart": "2026-11-25"},
        ),
        (Rule(days=(5, 15)), {"freq": "MONTHLY", "interval": 1, "bymonthday": "5,15", "dtstart": "2026-12-05"}),
        (
            Rule(weekdays=("We",), fortnightly=True, anchor=dt.date(2026, 12, 2)),
            {"freq": "WEEKLY", "interval": 2, "wkst": "MO", "byday": "WE", "dtstart": "2026-12-02"},
        ),
        (
            Rule(weekdays=("Mo",), months=(4, 5)),
            {"freq": "WEEKLY", "interval": 1, "byday": "MO", "bymonth": "4,5", "dtstart": "2027-04-05"},
        ),
    ],
)
def test_a_rule_is_said_in_parts(rule, parts):
    (row,) = told(rule)

    assert {name: value for name, value in row.items() if name != "description"} == parts


def test_a_rule_says_its_times_its_bounds_and_its_sentence():
    bounds = {"valid_from": dt.date(2027, 4, 1), "valid_to": dt.date(2028, 3, 31)}

    (row,) = told(Rule(weekdays=("Fr",), start=dt.time(19), end=DAY_ENDS, **bounds))

    assert row == {
        "description": "毎週 金曜日 午後7時〜夜12時（2027年4月1日から2028年3月31日まで）",
        "valid_from": "2027-04-01",
        "valid_to": "2028-03-31",
        "dtstart": "2027-04-02",
        "until": "2028-03-31",
        "freq": "WEEKLY",
        "interval": 1,
        "byday": "FR",
        "opens_at": "19:00+09:00",
        "closes_at": "24:00+09:00",
    }


def test_a_rule_that_is_over_is_not_told_and_the_rest_keep_their_ids():
    over = Rule(weekdays=("Mo",), valid_to=TODAY - dt.timedelta(days=1))
    listing = Listing(number=7, rules=[over.as_json(), Rule(weekdays=("Tu",)).as_json()], updated_at=AT)

    (row,) = schedules_of(listing, Ids("332020"), EDITION)

    assert (row.byday, str(row.id)) == ("TU", "3320206b-6179-8004-8001-000000000007")


def test_a_fortnight_whose_weeks_nobody_knows_is_words_alone():
    assert told(Rule(weekdays=("We",), fortnightly=True)) == [{"description": "隔週 水曜日"}]


def test_words_that_could_not_be_read_are_told_as_they_are():
    assert told(schedule_text="月に2回くらい") == [{"description": "月に2回くらい"}]
    assert told() == []


def test_days_with_their_own_word_are_notes_and_one_that_meets_is_a_row():
    days = [
        OneDay(dt.date(2026, 12, 24), meets=True, start=dt.time(13), note="クリスマス会"),
        OneDay(dt.date(2026, 12, 29), meets=False),
    ]

    tuesdays, party = told(Rule(weekdays=("Tu",)), days=[day.as_json() for day in days])

    assert tuesdays["notes"] == "12月24日(木)は 午後1時から ひらきます（クリスマス会）\n12月29日(火)は お休みです"
    assert party == {
        "description": "12月24日(木) 午後1時から",
        "valid_from": "2026-12-24",
        "valid_to": "2026-12-24",
        "dtstart": "2026-12-24",
        "freq": "WEEKLY",
        "count": 1,
        "opens_at": "13:00+09:00",
        "notes": "クリスマス会",
    }


def expanded(row):
    """The days of a year that an RRULE library finds."""
    parts = {name: row[name] for name in ("freq", "interval", "wkst", "byday", "bymonthday", "bymonth") if name in row}
    until = {"until": row["until"].replace("-", "")} if "until" in row else {}
    said = ";".join(f"{name.upper()}={value}" for name, value in (parts | until).items())
    found = rrulestr(said, dtstart=dt.datetime.fromisoformat(row["dtstart"]))
    first, last = (dt.datetime.combine(day, dt.time()) for day in (A_YEAR[0], A_YEAR[-1]))
    return {moment.date() for moment in found.between(first, last, inc=True)}


@settings(max_examples=60)
@given(every_rule)
def test_an_rrule_library_finds_every_meeting_and_no_other_unless_it_is_told_so(rule):
    for row in told(rule):
        ours = {day for day in A_YEAR if rule.meets_on(day)}
        theirs = expanded(row) if "freq" in row else set()

        assert ours <= theirs
        assert ours == theirs or BROADER in row["notes"]
