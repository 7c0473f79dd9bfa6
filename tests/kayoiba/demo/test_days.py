"""Some sample places have days to come with their own word."""

import datetime as dt

from directory.places.schedule import Rule
from kayoiba.demo.days import plan_days
from kayoiba.demo.histories import histories
from kayoiba.demo.movements import TODAY

CITY = histories()


def test_some_listed_places_rest_or_meet_at_another_time_on_a_day_of_theirs():
    planned = [(history, plan_days(history, TODAY)) for history in CITY]
    told = [(history, day) for history, days in planned for day in days]

    assert {day.meets for _, day in told} == {True, False}
    assert 20 < len(told) < 200
    for history, day in told:
        assert day.date >= TODAY
        assert day.note
        assert history.listed_on(TODAY)
        assert any(Rule.from_json(rule).meets_on(day.date) for rule in history.place.rules)


def test_the_same_day_tells_the_same_days_and_no_day_is_without_some():
    for today in (TODAY, dt.date(2027, 5, 1)):
        once, again = ([plan_days(history, today) for history in CITY] for _ in range(2))

        assert once == again
        assert any(once)
