"""The month of which the survey asks, and how often a place met in it."""

import datetime as dt

import pytest

from directory.counts.survey.months import Month, months_begun, times_met, usual_month
from directory.places.schedule import OneDay, Rest, Rule

MARCH = Month(2022, 3)
TUESDAYS = Rule(weekdays=("Tu",))  # 1, 8, 15, 22, 29 March 2022


def day(number, **more):
    return OneDay(dt.date(2022, 3, number), **{"meets": False, **more})


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (dt.date(2026, 11, 24), "2022-03"),
        (dt.date(2022, 4, 1), "2022-03"),
        (dt.date(2022, 3, 31), "2022-02"),
        (dt.date(2022, 1, 31), "2021-12"),
        (dt.date(2021, 5, 1), "2021-04"),
        (dt.date(2021, 4, 10), "2021-04"),
    ],
)
def test_it_is_march_or_while_that_is_to_come_the_last_month_that_is_over(today, month):
    assert usual_month(2021, today).code == month


def test_only_months_that_have_begun_are_offered():
    assert [month.code for month in months_begun(2021, dt.date(2021, 6, 1))] == ["2021-04", "2021-05", "2021-06"]
    assert [month.code for month in months_begun(2021, dt.date(2026, 11, 24))][-4:] == [
        "2021-12",
        "2022-01",
        "2022-02",
        "2022-03",
    ]


def test_it_is_said_by_its_era():
    said = [Month(*month).name for month in ((2019, 4), (2019, 5), (2026, 3))]

    assert said == ["平成31年4月", "令和元年5月", "令和8年3月"]


@pytest.mark.parametrize(
    ("rules", "apart", "rests", "met"),
    [
        ([TUESDAYS], [], [], 5),
        ([TUESDAYS, Rule(days=(15,))], [], [], 5),
        ([TUESDAYS, Rule(days=(15,), start=dt.time(10))], [], [], 6),
        ([Rule(weekdays=("Tu",), weeks=(2, 4))], [], [], 2),
        ([TUESDAYS], [day(8), day(10, meets=True)], [], 5),
        ([TUESDAYS], [], [Rest(dt.date(2022, 2, 1), dt.date(2022, 3, 8))], 3),
        ([TUESDAYS], [], [Rest(dt.date(2022, 3, 15))], 2),
        ([Rule(weekdays=("Tu",), valid_to=dt.date(2022, 3, 8))], [], [], 2),
        ([Rule(weekdays=("Tu",), valid_to=dt.date(2022, 2, 28))], [], [], None),
        ([Rule(weekdays=("Tu",), valid_from=dt.date(2022, 4, 1))], [], [], None),
        ([TUESDAYS, Rule(weekdays=("Mo",), fortnightly=True, valid_to=dt.date(2021, 3, 31))], [], [], 5),
        ([Rule(weekdays=("Tu",), months=(8,))], [], [], 0),
        ([], [day(5, meets=True)], [], 1),
        ([], [], [], None),
        ([], [day(5)], [], None),
        ([Rule(weekdays=("Tu",), fortnightly=True)], [], [], None),
    ],
)
def test_meetings_are_counted_as_they_were_held_and_unknown_is_not_none_at_all(rules, apart, rests, met):
    assert times_met(rules, apart, rests, MARCH) == met
