"""The bands of the national survey; the first cases are those of its own repeat codes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.schedule import LAST, WEEKDAYS, Rule
from directory.places.schedule.frequency import frequency_band
from directory.places.vocabulary import FrequencyBand
from tests.directory.places.schedule.rules import some_rules
from tests.factories.places import TODAY

WEEKLY, TWICE, MONTHLY, RARER = "週1回以上", "月2回以上4回未満", "月1回以上2回未満", "月1回未満"
ORDER = (RARER, MONTHLY, TWICE, WEEKLY)
EVEN = (2, 4, 6, 8, 10, 12)


def band(*rules, on=TODAY):
    return frequency_band(rules, on).label


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Rule(weekdays=("We",)), WEEKLY),
        (Rule(weekdays=("We",), weeks=(1, 2, 3, 4, 5)), WEEKLY),
        (Rule(weekdays=("We",), weeks=(1, 2, 3, 4)), WEEKLY),
        (Rule(weekdays=("We",), weeks=(1, 2, 3)), TWICE),
        (Rule(weekdays=("We",), weeks=(2, 4)), TWICE),
        (Rule(weekdays=("Su",), fortnightly=True), TWICE),
        (Rule(weekdays=("Su",), fortnightly=True, anchor=dt.date(2026, 11, 22)), TWICE),
        (Rule(weekdays=("Fr",), weeks=(LAST,)), MONTHLY),
        (Rule(days=(25,)), MONTHLY),
        (Rule(days=(5, 15, 25)), TWICE),
        (Rule(weekdays=("Su",), weeks=(3,), months=EVEN), RARER),
        (Rule(weekdays=("Su",), weeks=(5,)), RARER),
        (Rule(weekdays=("Su",), weeks=(1,), months=(4, 10)), RARER),
    ],
)
def test_a_rule_has_its_band(rule, told):
    assert band(rule) == told


def test_what_has_no_rule_is_unknown_and_not_rare():
    over = Rule(weekdays=("Tu",), valid_to=dt.date(2026, 3, 31))

    assert frequency_band([], TODAY) == frequency_band([over], TODAY) == FrequencyBand.UNKNOWN


def test_only_the_rules_of_the_day_are_counted():
    to_march = Rule(weekdays=("Tu",), weeks=(1,), valid_to=dt.date(2027, 3, 31))
    from_april = Rule(weekdays=("Tu",), valid_from=dt.date(2027, 4, 1))

    assert band(to_march, from_april) == MONTHLY
    assert band(to_march, from_april, on=dt.date(2027, 4, 1)) == WEEKLY


def test_a_holiday_or_a_month_of_rest_does_not_make_it_less_than_weekly():
    assert band(Rule(weekdays=("Mo",), off_on_holidays=True, except_days=({"months": [8]},))) == WEEKLY


def test_two_rules_are_counted_together_and_a_day_with_two_sessions_once():
    second, fourth = (Rule(weekdays=("Tu",), weeks=(week,)) for week in (2, 4))
    afternoon = replace(second, start=dt.time(13))

    assert band(second, fourth) == TWICE
    assert band(second, afternoon) == MONTHLY


@given(st.lists(some_rules, min_size=1, max_size=3), some_rules)
def test_another_rule_never_makes_a_place_meet_less_often(rules, another):
    always = [replace(rule, valid_from=None) for rule in [*rules, another]]

    assert ORDER.index(band(*always[:-1])) <= ORDER.index(band(*always))


@given(st.sampled_from(WEEKDAYS), st.sets(st.sampled_from([1, 2, 3, 4]), min_size=1))
def test_of_a_weekday_the_weeks_of_the_month_are_the_meetings_a_month(weekday, weeks):
    told = {1: MONTHLY, 2: TWICE, 3: TWICE, 4: WEEKLY}[len(weeks)]

    assert band(Rule(weekdays=(weekday,), weeks=tuple(weeks))) == told
