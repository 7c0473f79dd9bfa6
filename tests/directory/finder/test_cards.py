import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.finder.wording.cards import say_distance
from directory.finder.wording.month import weeks
from tests.factories.places import TODAY


@pytest.mark.parametrize(
    ("metres", "is_exact", "said"),
    [
        (None, True, ""),
        (0, True, "歩いて やく1分"),
        (700, True, "歩いて やく12分"),
        (700, False, "やく0.9km"),
        (3000, True, "やく3.9km"),
        (10, False, "やく0.1km"),
    ],
)
def test_a_distance_is_a_walk_only_from_an_exact_place(metres, is_exact, said):
    assert say_distance(metres, is_exact=is_exact) == said


@given(st.dates(min_value=TODAY.replace(year=1990), max_value=TODAY.replace(year=2060)), st.integers(1, 60))
def test_a_calendar_holds_every_day_once_under_its_weekday(first, days):
    dates = [first.fromordinal(first.toordinal() + ahead) for ahead in range(days)]

    month = weeks([(date, 0) for date in dates], today=first, chosen=first)

    assert [day.date for week in month for day in week if day] == dates
    assert all(day is None or day.date.weekday() == place for week in month for place, day in enumerate(week))
    assert {len(week) for week in month} == {7}
