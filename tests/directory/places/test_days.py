import calendar
import datetime as dt

import jpholiday
from hypothesis import given
from hypothesis import strategies as st

from directory.places.days import LAST, WEEKDAYS, mask_of, mask_on

days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
some = st.frozensets


@given(
    days,
    some(st.sampled_from(WEEKDAYS)),
    some(st.sampled_from([1, 2, 3, 4, 5, LAST])),
    some(st.integers(1, 12)),
    some(st.integers(1, 31)),
    st.booleans(),
)
def test_a_day_fits_a_mask_when_it_fits_every_part(day, weekdays, weeks, months, month_days, off_on_holidays):
    nth = (day.day - 1) // 7 + 1
    is_last = day.day + 7 > calendar.monthrange(day.year, day.month)[1]
    mask = mask_of(weekdays=weekdays, weeks=weeks, months=months, days=month_days, off_on_holidays=off_on_holidays)

    fits = (
        (not weekdays or WEEKDAYS[day.weekday()] in weekdays)
        and (not weeks or nth in weeks or (is_last and LAST in weeks))
        and (not months or day.month in months)
        and (not month_days or day.day in month_days)
        and not (off_on_holidays and jpholiday.is_holiday(day))
    )
    assert (mask & mask_on(day) == mask_on(day)) == fits


@given(days, days)
def test_every_second_week_is_that_of_the_known_day_and_no_other(day, known):
    weeks_between = ((day - dt.timedelta(day.weekday())) - (known - dt.timedelta(known.weekday()))).days // 7

    assert (mask_of(fortnight_of=known) & mask_on(day) == mask_on(day)) == (weeks_between % 2 == 0)


@given(days)
def test_a_day_has_one_bit_in_each_of_six_groups_and_no_limit_lets_every_day_in(day):
    assert mask_on(day).bit_count() == 6
    assert mask_of() & mask_on(day) == mask_on(day)
    assert 0 < mask_on(day) < mask_of() < 2**60


def test_monday_and_january_are_days_like_others():
    new_year = dt.date(2024, 1, 1)  # a Monday and a holiday

    assert mask_of(weekdays=["Mo"], months=[1]) & mask_on(new_year) == mask_on(new_year)
    assert mask_of(weekdays=["Tu"], months=[1]) & mask_on(new_year) != mask_on(new_year)
    assert mask_of(weekdays=["Mo"], months=[2]) & mask_on(new_year) != mask_on(new_year)
