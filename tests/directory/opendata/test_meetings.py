import re

import pytest
from hypothesis import given, settings

from directory.opendata.meetings import repeat_code, weekdays
from directory.places.schedule import LAST, WEEKDAYS, Rule
from tests.factories.schedules import every_rule


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(weekdays=("We",)), "0We"),
        (Rule(weekdays=("We",), weeks=(2, 4)), "24We"),
        (Rule(weekdays=("Th", "Tu"), weeks=(1,)), "1Tu1Th"),
        (Rule(weekdays=("Fr",), weeks=(LAST,)), "6Fr"),
        (Rule(weekdays=("Su",), fortnightly=True), "7Su"),
        (Rule(days=(10,)), ""),
        (Rule(weekdays=("Su",), weeks=(4,), months=(3,)), ""),
    ],
)
def test_the_repeat_code_is_that_of_the_government(rule, code):
    assert repeat_code(rule) == code


@given(every_rule)
@settings(max_examples=50)
def test_a_code_names_each_weekday_of_its_rule_once(rule):
    named = re.findall(r"[0-7]+(Mo|Tu|We|Th|Fr|Sa|Su)", repeat_code(rule))

    assert named == ([] if rule.days or rule.months else [day for day in WEEKDAYS if day in rule.weekdays])


def test_weekdays_are_said_from_monday_on_and_each_once():
    assert weekdays([Rule(weekdays=("Su", "Tu")), Rule(weekdays=("Tu", "Mo"))]) == "月火日"
